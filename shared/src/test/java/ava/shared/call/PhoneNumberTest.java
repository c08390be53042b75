package ava.shared.call;

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

  @ParameterizedTest
  @CsvSource({
    "+33612345678, 06 12 34 56 78",
    "+262692123456, 06 92 12 34 56",
    "+262639012345, 06 39 01 23 45",
    "+590690335900, 06 90 33 59 00",
    "+594694201234, 06 94 20 12 34",
    "+596596301234, 05 96 30 12 34",
    "+508708401234, 07 08 40 12 34",
    "+508411234, 05 08 41 12 34"
  })
  void frenchNumberIsShownInPairsJoinedByNoBreakSpaces(String number, String shown) {
    assertThat(new PhoneNumber(number).french()).isTrue();
    assertThat(new PhoneNumber(number).displayed()).isEqualTo(shown.replace(' ', '\u00a0'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+14158675310",
        "+3361234567",
        "+41791234567",
        "+59069033590",
        "sip:alice@example.com"
      })
  void otherNumbersAreShownAsTheyAre(String number) {
    assertThat(new PhoneNumber(number).french()).isFalse();
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
