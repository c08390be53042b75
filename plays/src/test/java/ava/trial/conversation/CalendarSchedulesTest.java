package ava.trial.conversation;

import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.When;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls across midnight and both changes of the clock, on machines whose clocks are off: order,
/// day and length are right.
@Scripted
class CalendarSchedulesTest {
  private static Ava.Plan plan() {
    return Ava.playing(
        greeting(),
        caller("Un rendez-vous."),
        ava("Pour quel jour ?"),
        caller("Mardi matin.", new When.After(Duration.ofSeconds(6))),
        ava("Au revoir.", hangUp()));
  }

  private static void isWhole(Ava ava, Call call) {
    assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
    assertThat(ava.said(call))
        .containsExactly(
            "AVA " + GREETING,
            "CALLER Un rendez-vous.",
            "AVA Pour quel jour ?",
            "CALLER Mardi matin.",
            "AVA Au revoir.");
  }

  @ParameterizedTest
  @CsvSource({
    // midnight in Paris, in winter and in summer
    "2026-01-31T22:59:55Z, samedi 31 janvier 2026 à 23 h 59",
    "2026-07-14T21:59:55Z, mardi 14 juillet 2026 à 23 h 59",
    // the clock goes from 2 h to 3 h, and from 3 h to 2 h
    "2026-03-29T00:59:55Z, dimanche 29 mars 2026 à 1 h 59",
    "2026-10-25T00:59:55Z, dimanche 25 octobre 2026 à 2 h 59",
    // New Year, and a day that most years do not have
    "2026-12-31T22:59:55Z, jeudi 31 décembre 2026 à 23 h 59",
    "2028-02-28T22:59:55Z, lundi 28 février 2028 à 23 h 59"
  })
  void callAcrossTheChangeOfTheDay(Instant beginning, String day) {
    try (var ava = plan().at(beginning).start()) {
      var call = ava.call();

      isWhole(ava, call);
      var record = ava.ended(call);
      assertThat(Duration.between(record.startedAt(), record.endedAt().orElseThrow()))
          .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
      assertThat(ava.mails(call))
          .hasSize(1)
          .allSatisfy(mail ->
              assertThat(mail.text().replace('\u00A0', ' ').replace('\u202F', ' ')).contains(day));
    }
  }

  @ParameterizedTest(name = "{0} ms")
  @ValueSource(longs = {-2_000, -500, 500, 2_000})
  void bridgeWhoseClockIsOff(long ms) {
    try (var ava = plan().start()) {
      ava.bridge().clockOff(Duration.ofMillis(ms));
      var call = ava.call();

      isWhole(ava, call);
      assertThat(ava.turns(call))
          .isSortedAccordingTo((a, b) -> a.startedAt().compareTo(b.startedAt()));
    }
  }

  @ParameterizedTest(name = "{0} ms")
  @ValueSource(longs = {100, 1_000, 3_000})
  void bridgeThatStandsStillForAWhile(long ms) {
    try (var ava = plan().start()) {
      var call = ava.call();
      call.line().await(1, Observation.CallerStarts.class);
      ava.bridge().pause(Duration.ofMillis(ms));

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.said(call)).contains("CALLER Un rendez-vous.").endsWith("AVA Au revoir.");
    }
  }
}
