package ava.trial.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaosChecksTest {
  /// A mail breaks its lines, and sets what was said with the signs that print has.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ici l'appelant 4, voici ma phrase 3. | true",
        "Ici l'appelant 4, voici ma phrase 2. | false",
        "Que puis-je faire pour vous ? | true"
      })
  void mailTellsWhatWasSaidAsItIsPrinted(String said, boolean told) {
    var mail =
        """
        00:15 Ava
          Que puis-je faire pour
          vous\u00A0?

        00:17 Appelant
          Ici l’appelant 4, voici ma
          phrase 3.
        """;

    assertThat(ChaosChecks.tells(mail, said)).isEqualTo(told);
  }
}
