package ava.summary.content;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.NotedMessage;
import ava.shared.call.NotedMessage.Field;
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
    assertThat(summary.matter().reason()).isEqualTo("devis");
    assertThat(summary.matter().urgency()).isEqualTo(Urgency.LOW);
    assertThat(summary.followUp().callback().when()).contains("demain matin");
  }

  @Test
  void summaryReadsBackFromItsJson() {
    var call = Transcript.read("fuite-urgente").call();
    var summary = Summarizers.rules().summarize(call, Instant.MAX);

    assertThat(Summary.fromJson(summary.toJson())).isEqualTo(summary);
    assertThat(summary.toJson()).contains("\"source\":\"extract\"");
  }

  @Test
  void summaryStoredWithoutLaterFieldsIsReadable() {
    var summary =
        Summary.fromJson(
            """
            {"source":"model","who":{"name":"Mme Petit","company":null,"phone":"+33612345678"},
             "reason":"devis","category":"autre","urgency":"normale","urgencyQuote":null,"asked":[],
             "promised":[],"actions":[],"callback":{"wished":true,"when":"Ce soir"},
             "text":"Un devis.","unavailable":null}
            """);

    assertThat(summary.who().address()).isEmpty();
    assertThat(summary.who().email()).isEmpty();
    assertThat(summary.who().phoneCertainty()).isEmpty();
    assertThat(summary.followUp().callback().when()).contains("ce soir");
  }

  @Test
  void addressAndMailAreFoundInTheCallersWords() {
    var call =
        Calls.of(
            "Ava: À quelle adresse ?",
            "Appelant: C'est douze, rue des Lilas, à Rennes. Au troisième étage. Le code est 45 12.",
            "Appelant: Et mon mail, c'est jeanne tiret petit arobase exemple point fr.");

    var who = Summarizers.rules().summarize(call, Instant.MAX).who();

    assertThat(who.address())
        .contains("douze, rue des Lilas, à Rennes, au troisième étage, le code est 45 12");
    assertThat(Whereabouts.address(Calls.of("Appelant: 12 rue des Lilas, c'est au 3e étage.")))
        .contains("12 rue des Lilas, c'est au 3e étage");
    assertThat(who.email()).contains("jeanne-petit@exemple.fr");
    assertThat(SummaryJson.of(call, Summarizers.rules().summarize(call, Instant.MAX)).toString())
        .contains("\"email\":\"jeanne-petit@exemple.fr\"");
  }
}
