package ava.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.embedded.table.TableFault;
import ava.shared.aws.OutOfReach;
import ava.shared.table.CallStore;
import ava.summary.mail.Letter;
import ava.summary.mail.MailWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SummaryRehearsalTest {
  @AutoClose private final Clouds clouds = new Clouds();

  private final List<Letter> letters = new ArrayList<>();

  private SummaryRehearsal rehearsal(CallStore calls) {
    Mailer mailer =
        letter -> {
          letters.add(letter);
          return new Mailer.Delivery.Failed("nowhere", false);
        };
    return new SummaryRehearsal(
        calls, new MailWriter("le cabinet", Optional.empty()), () -> mailer);
  }

  @Test
  void aWholeMailIsWrittenAboutACallThatNobodyMade() {
    rehearsal(clouds.store()).run();

    assertThat(letters).hasSize(1);
    var mail = letters.getFirst().mail();
    assertThat(mail.subject()).contains("Claire Dubois");
    assertThat(mail.text()).contains("06 12 34 56 78".replace(' ', '\u00a0'));
    assertThat(new String(letters.getFirst().mime(), StandardCharsets.UTF_8))
        .contains("multipart/alternative");
  }

  @Test
  void nothingIsWrittenAndNobodyGetsAMail() {
    rehearsal(clouds.store()).run();

    assertThat(clouds.dynamo.items(Clouds.TABLE)).isEmpty();
    assertThat(clouds.ses.mails()).isEmpty();
  }

  @Test
  void aTableOutOfReachIsToldWhoHeldTheRehearsal() {
    clouds.dynamo.faults().next(99, "GetItem", new TableFault.Unavailable());

    assertThatThrownBy(() -> rehearsal(clouds.store()).run()).isInstanceOf(OutOfReach.class);
  }
}
