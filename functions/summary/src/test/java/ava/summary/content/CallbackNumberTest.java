package ava.summary.content;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.Certainty;
import ava.shared.call.NotedMessage;
import ava.shared.call.NotedMessage.Field;
import ava.summary.Calls;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallbackNumberTest {
  private static final String SHOWN = "+33698765432";
  private static final WholeCall DICTATED =
      Calls.of("Ava: Bonjour.", "Appelant: Rappelez-moi au 06 12 34 56 78.");

  private static CallbackNumber chosen(WholeCall call, String claim) {
    return CallbackNumber.of(call, Heard.in(call), Optional.of(claim).filter(c -> !c.isEmpty()));
  }

  @Test
  void wrongOrMissingClaimNeverHidesTheDictatedNumber() {
    for (var claim : new String[] {"", "06 99 99 99 99", SHOWN, "numéro affiché"}) {
      assertThat(chosen(DICTATED, claim))
          .isEqualTo(
              new CallbackNumber(
                  Optional.of("+33612345678"),
                  Optional.of(Certainty.HEARD_ONCE),
                  Optional.empty()));
    }
  }

  @Test
  void claimCountsWhereTheWordsAllowIt() {
    var twice = Calls.of("Ava: Bonjour.", "Appelant: 06 12 34 56 78, je répète, 06 12 34 56 79");

    assertThat(chosen(twice, "06 99 99 99 99").number()).contains(SHOWN);
    assertThat(chosen(twice, "06 99 99 99 99").unclear()).isPresent();
  }

  @Test
  void readBackNumberIsSurest() {
    var call =
        Calls.of(
            new NotedMessage(Map.of(Field.PHONE, "+33611111111")),
            "Ava: Bonjour.",
            "Appelant: 06 12 34 56 78",
            "Ava: 06 12 34 56 78, c'est bien cela ?",
            "Appelant: Oui.");

    assertThat(chosen(call, "").number()).contains("+33612345678");
    assertThat(chosen(call, "").certainty()).contains(Certainty.READ_BACK);
  }

  @Test
  void numberThatMayBeTooManyDigitsIsToBeChecked() {
    var words = "zéro trois soixante dix neuf quatorze vingt soixante dix sept";

    assertThat(chosen(Calls.of("Ava: Bonjour.", "Appelant: C'est le " + words), ""))
        .isEqualTo(
            new CallbackNumber(
                Optional.of("+33379142077"), Optional.of(Certainty.DOUBTFUL), Optional.empty()));
  }

  @Test
  void notedNumberCountsAsDictated() {
    var call =
        Calls.of(
            new NotedMessage(Map.of(Field.PHONE, "+33611111111")),
            "Ava: Bonjour.",
            "Appelant: Oui.");

    assertThat(chosen(call, "").certainty()).contains(Certainty.HEARD_ONCE);
    assertThat(chosen(call, "").number()).contains("+33611111111");
  }

  @Test
  void numberThatTheTelephoneShowedIsCalledSo() {
    var call = Calls.of("Ava: Bonjour.", "Appelant: C'est le 06 12 34 56, merci.");

    assertThat(chosen(call, ""))
        .isEqualTo(
            new CallbackNumber(
                Optional.of(SHOWN), Optional.of(Certainty.CALLER_ID), Optional.of("06 12 34 56")));
  }

  @Test
  void certaintyStandsInTheJson() {
    var summary = Summarizers.rules().summarize(DICTATED, Instant.MAX);

    assertThat(summary.toJson()).contains("\"phoneCertainty\":\"dicte\"");
    assertThat(Summary.fromJson(summary.toJson())).isEqualTo(summary);
  }
}
