package ava.trial.conversation;

import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedSes.Mail;
import ava.shared.call.SummaryState;
import ava.simulator.scenario.Observation;
import ava.trial.world.Accidents;
import ava.trial.world.Mishap;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What queue, functions and mail do wrong: the owner gets one mail, or another that says that it
/// may be a second one.
@Scripted
class SummarySchedulesTest {
  private static final String FIRST = "Un rendez-vous.";
  private static final String SECOND = "Mardi matin.";

  private static Ava.Plan plan() {
    return Ava.playing(
        greeting(),
        caller(FIRST),
        ava("Pour quel jour ?"),
        caller(SECOND),
        ava("Au revoir.", hangUp()));
  }

  private static void isToldOnce(List<Mail> mails) {
    assertThat(mails).isNotEmpty();
    assertThat(mails.getFirst().text()).contains(FIRST, SECOND);
    assertThat(mails.subList(1, mails.size()))
        .allSatisfy(mail ->
            assertThat(mail.subject() + mail.text())
                .containsAnyOf("Complément", "peut-être déjà été envoyé"));
  }

  // Source: AWS, "Amazon SQS visibility timeout"
  @ParameterizedTest(name = "the first consumer begins {0} ms late")
  @ValueSource(ints = {0, 500, 2_000, 5_000})
  void messageThatComesTwiceMakesOneMail(int ms) {
    try (var ava = plan().start()) {
      ava.stage().accidents().doublesMessage();
      ava.stage().accidents().startsLate("summary", Duration.ofMillis(ms));
      var call = ava.call();

      assertThat(ava.mails(call)).hasSize(1);
    }
  }

  static IntStream callsOutside() {
    return IntStream.rangeClosed(1, 14);
  }

  @ParameterizedTest(name = "at its call no. {0}")
  @MethodSource("callsOutside")
  void summaryMayDieAtAnyOfItsCalls(int number) {
    try (var ava = plan().start()) {
      ava.stage().accidents().dies("summary", number);
      var call = ava.call();

      isToldOnce(ava.mails(call));
    }
  }

  @ParameterizedTest(name = "{0} times")
  @ValueSource(ints = {1, 2, 3})
  void mailWhoseAnswerIsLostIsToldOfWhenItComesAgain(int times) {
    try (var ava = plan().start()) {
      ava.stage().accidents().times(times, Accidents::isMail, new Mishap.Reset(true, false));
      var call = ava.call();

      isToldOnce(ava.mails(call));
    }
  }

  @ParameterizedTest(name = "{0} times")
  @ValueSource(ints = {1, 2, 3, 4})
  void mailThatIsThrottledComesLater(int times) {
    try (var ava = plan().start()) {
      ava.stage().accidents().times(times, Accidents::isMail, new Mishap.Throttled());
      var call = ava.call();

      assertThat(ava.mails(call)).hasSize(1);
      assertThat(ava.ended(call).summary().orElseThrow().state()).isEqualTo(SummaryState.SENT);
    }
  }

  @Test
  void lastTurnThatIsWrittenBehindTheEndOfTheCallIsTold() {
    try (var ava = plan().start()) {
      var call = ava.call();
      call.line().await(2, Observation.CallerStarts.class);
      ava.stage()
          .accidents()
          .during(Duration.ofSeconds(20), Accidents::isTurn, new Mishap.ServerError(false));

      var mails = ava.mails(call);
      assertThat(mails).isNotEmpty();
      assertThat(mails.stream().map(Mail::text).reduce("", String::concat)).contains(FIRST, SECOND);
    }
  }
}
