package ava.summary.content;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.Timestamps;
import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromisedTimeTest {
  /// A Wednesday.
  private static final LocalDateTime CALL = LocalDateTime.parse("2026-11-25T09:41");

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ce matin, 2026-11-25T12:00
          cet après-midi, 2026-11-25T18:00
          ce soir, 2026-11-25T20:00
          dans la journée, 2026-11-25T18:00
          avant 18 h, 2026-11-25T18:00
          avant 18h, 2026-11-25T18:00
          vers 10 h 30, 2026-11-25T10:30
          à 10h30, 2026-11-25T10:30
          à midi, 2026-11-25T12:00
          à 9 h, 2026-11-26T09:00
          à neuf heures demain ou 10 heures, 2026-11-26T10:00
          demain, 2026-11-26T18:00
          demain matin, 2026-11-26T12:00
          Demain après-midi, 2026-11-26T18:00
          demain à 8 h, 2026-11-26T08:00
          après-demain, 2026-11-27T18:00
          lundi matin, 2026-11-30T12:00
          mercredi, 2026-12-02T18:00
          jeudi entre 14 h et 16 h, 2026-11-26T14:00
          'aujourd’hui, après 17 h', 2026-11-25T17:00
          """)
  void wordsThatNameATimeGiveIt(String words, LocalDateTime due) {
    assertThat(PromisedTime.in(words, CALL.atZone(Timestamps.PARIS).toInstant()))
        .contains(due.atZone(Timestamps.PARIS).toInstant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dès que possible",
        "rapidement",
        "au 06 12 34 56 78",
        "quand vous voulez",
        "dans 3 jours"
      })
  void wordsThatNameNoneGiveNone(String words) {
    assertThat(PromisedTime.in(words, CALL.atZone(Timestamps.PARIS).toInstant())).isEmpty();
  }
}
