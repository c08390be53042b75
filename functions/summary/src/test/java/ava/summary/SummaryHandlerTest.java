package ava.summary;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.SummaryState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SummaryHandlerTest {
  private static final Clouds CLOUDS = new Clouds();

  @AfterAll
  static void close() {
    CLOUDS.close();
  }

  @BeforeEach
  void clear() {
    CLOUDS.ses.clear();
  }

  @Test
  void callIsSummarisedAndMailed() {
    var call = CLOUDS.leak();

    var answer = CLOUDS.handler().handleRequest(Clouds.event(call), new Lambda());

    assertThat(answer.getBatchItemFailures()).isEmpty();
    assertThat(CLOUDS.ses.mails()).hasSize(1);
    var mail = CLOUDS.ses.mails().getFirst();
    assertThat(mail.subject().replace('\u00a0', ' '))
        .startsWith("Urgent – Mme Lefèvre – ")
        .endsWith("– rappeler avant 18 h");
    assertThat(mail.to()).containsExactly("accueil@cabinet.fr", "astreinte@cabinet.fr");
    assertThat(mail.html()).contains("tel:+33612345678").contains("fuite d&#x27;eau");
    assertThat(mail.text()).contains("06\u00a012\u00a034\u00a056\u00a078").contains("fuite d'eau");
    var summary = CLOUDS.record(call).summary().orElseThrow();
    assertThat(summary.state()).isEqualTo(SummaryState.SENT);
    assertThat(summary.messageId()).contains(mail.messageId());
  }
}
