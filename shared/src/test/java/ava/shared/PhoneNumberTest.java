package ava.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
  @ParameterizedTest
  @CsvSource({
    "+33612345678, +33•••••5678",
    "+14158675310, +14•••••5310",
    "sip:alice@example.com, •••••••••••••••••.com",
    "anonymous, •••••mous",
    "12345, ••••",
    "+33, ••••"
  })
  void logShowsNoWholeNumber(String number, String masked) {
    assertThat(new PhoneNumber(number)).hasToString(masked);
    assertThat("" + new NextStep.Transfer(new PhoneNumber(number))).doesNotContain("2345");
  }

  @Test
  void frenchNumberIsShownInPairsJoinedByNoBreakSpaces() {
    assertThat(new PhoneNumber("+33612345678").displayed())
        .isEqualTo("06\u00a012\u00a034\u00a056\u00a078");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+14158675310", "+3361234567", "sip:alice@example.com"})
  void otherNumbersAreShownAsTheyAre(String number) {
    assertThat(new PhoneNumber(number).displayed()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "anonymous", "Restricted", "unknown", "+266696687"})
  void hiddenNumberIsWithheld(String number) {
    var caller = new PhoneNumber(number);

    assertThat(caller.withheld()).isTrue();
    assertThat(caller.dialable()).isFalse();
    assertThat(caller.displayed()).isEqualTo("numéro masqué");
  }

  @ParameterizedTest
  @CsvSource({
    "+33612345678, true",
    "0612345678, false",
    "+0612345678, false",
    "+33612345678x, false",
    "sip:alice@example.com, false"
  })
  void onlyE164CanBeDialled(String number, boolean dialable) {
    assertThat(new PhoneNumber(number).dialable()).isEqualTo(dialable);
  }

  @Test
  void lengthIsBounded() {
    assertThat(new PhoneNumber("9".repeat(5000)).value()).hasSize(128);
  }
}
