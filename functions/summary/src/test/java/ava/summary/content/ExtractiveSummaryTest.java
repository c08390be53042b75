package ava.summary.content;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.NotedMessage;
import ava.shared.NotedMessage.Field;
import ava.summary.Calls;
import ava.summary.content.Summary.Urgency;
import ava.summary.evaluation.Transcript;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtractiveSummaryTest {
  @Test
  void noteComesBeforeWhatRulesFind() {
    var call =
        Calls.of(
            new NotedMessage(
                Map.of(
                    Field.NAME, "Mme Petit",
                    Field.PHONE, "+33611111111",
                    Field.REASON, "devis",
                    Field.URGENCY, "basse",
                    Field.CALLBACK, "demain matin")),
            "Appelant: Je m'appelle Anne Grand, c'est urgent, rappelez-moi ce soir au"
                + " 06 22 22 22 22.");

    var summary = Summarizers.rules().summarize(call, Instant.MAX);

    assertThat(summary.who().name()).contains("Mme Petit");
    assertThat(summary.who().phone()).contains("+33611111111");
    assertThat(summary.reason()).isEqualTo("devis");
    assertThat(summary.urgency()).isEqualTo(Urgency.LOW);
    assertThat(summary.callback().when()).contains("demain matin");
  }

  @Test
  void summaryReadsBackFromItsJson() {
    var call = Transcript.read("fuite-urgente").call();
    var summary = Summarizers.rules().summarize(call, Instant.MAX);

    assertThat(Summary.fromJson(summary.toJson())).isEqualTo(summary);
    assertThat(summary.toJson()).contains("\"source\":\"extract\"");
  }
}
