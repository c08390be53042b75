package ava.summary.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrenchTest {
  /// A tilde stands for a no-break space, an underscore for a narrow one.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ça va ?                      | Ça va_?",
        "Ça va?                       | Ça va_?",
        "Quoi ?! Non !                | Quoi_?! Non_!",
        "Motif : fuite ; urgent       | Motif~: fuite_; urgent",
        "il a dit « oui » hier        | il a dit «~oui~» hier",
        "avant 18h30 ou 9 heures      | avant 18~h~30 ou 9~heures",
        "à 18:30                      | à 18~h~30",
        "au 0612345678.               | au 06~12~34~56~78.",
        "au 06.12.34.56.78            | au 06~12~34~56~78",
        "Mme Petit et M. Grand        | Mme~Petit et M.~Grand",
        "https://a.fr/?x=1            | https://a.fr/?x=1",
        "2 300 euros                  | 2 300 euros",
      })
  void textIsSetAsInPrint(String typed, String set) {
    assertThat(French.set(typed)).isEqualTo(set.replace('~', '\u00a0').replace('_', '\u202f'));
  }

  @Test
  void datesAreWords() {
    var paris = ZoneId.of("Europe/Paris");

    assertThat(French.date(Instant.parse("2026-11-22T09:05:00Z").atZone(paris)))
        .isEqualTo("dimanche 22\u00a0novembre\u00a02026 à 10\u00a0h\u00a005");
    assertThat(French.date(Instant.parse("2026-06-30T23:30:00Z").atZone(paris)))
        .isEqualTo("mercredi 1er\u00a0juillet\u00a02026 à 1\u00a0h\u00a030");
  }

  @Test
  void timesAndCounts() {
    assertThat(French.duration(Duration.ofSeconds(84))).isEqualTo("1\u00a0min\u00a024\u00a0s");
    assertThat(French.duration(Duration.ofSeconds(9))).isEqualTo("9\u00a0s");
    assertThat(French.clock(Instant.EPOCH, Instant.EPOCH.plusSeconds(605))).isEqualTo("10:05");
    assertThat(French.clock(Instant.EPOCH, Instant.EPOCH.minusSeconds(5))).isEqualTo("00:00");
    assertThat(French.count(1234567)).isEqualTo("1\u202f234\u202f567");
  }
}
