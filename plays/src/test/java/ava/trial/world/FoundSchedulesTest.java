package ava.trial.world;

import static ava.trial.world.Plot.Setting.MODELS_OWN;
import static ava.trial.world.Stage.ms;
import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Wait;
import ava.simulator.scenario.When;
import ava.trial.world.CallerPlan.Deed;
import ava.trial.world.CallerPlan.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What long runs have found, each with the shortest schedule that brings it about.
class FoundSchedulesTest {
  private static final Plot.Setting USUAL =
      new Plot.Setting(
          2, false, true, false, false, new Plot.Setting.Ways(ms(25), ms(20)), ms(450), MODELS_OWN);

  private static Plot plot(List<Deed> deeds, Fault... faults) {
    var caller = new CallerPlan(1, "+33600000001", ms(500), deeds, Optional.empty(), Wish.NOTHING);
    return new Plot(new Seed(1), Playwright.USUAL_DAY, USUAL, List.of(caller), List.of(faults));
  }

  private static Plot inOneProcess(Plot plot) {
    return in(plot, 1, USUAL.think());
  }

  private static Plot withASlowModel(Plot plot) {
    return in(plot, USUAL.bridges(), ms(1_000));
  }

  private static Plot in(Plot plot, int bridges, Duration think) {
    var setting =
        new Plot.Setting(bridges, false, true, false, false, USUAL.ways(), think, USUAL.voice());
    return new Plot(plot.seed(), plot.beginning(), setting, plot.callers(), plot.faults());
  }

  /// @param pauseBehind a word behind which he thinks for a second
  private static Deed says(When when, int number, int words, int pauseBehind) {
    var said = IntStream.range(0, words).mapToObj(n -> Cast.callersWord(1, 100 * number + n));
    return new Deed.Speaks(
        when, new Utterance(1, number, said.toList(), 14), pauseBehind, Duration.ofSeconds(1));
  }

  private static When after(int ms) {
    return new When.After(ms(ms));
  }

  private static List<Violation> broken(Plot plot) {
    return new Scene(plot).play().violations();
  }

  /// A cough while he waits is speech to the model, which begins its answer anew behind it.
  @ParameterizedTest
  @CsvSource({"2, 2200", "4, 1600"})
  void coughsWhileTheModelRefusesToAnswerAreNotAvasSilence(int refusals, int coughsAfter) {
    var plot =
        plot(
            List.of(
                says(after(300), 1, 7, 5),
                new Deed.MakesNoise(new When.Delay(ms(coughsAfter)), ms(300)),
                new Deed.HangsUp(after(500))),
            new Fault(
                Mischief.ANSWER_REFUSED, Moment.CALLER_SPEAKS, 1, 1, ms(15), ms(0), refusals));

    assertThat(broken(plot)).isEmpty();
  }

  /// A process that wakes from a pause finds the end of the greeting before what he said behind it,
  /// and takes the moment for a quiet one.
  @Test
  void wordsThatReachAProcessAsItHandsOverAreWritten() {
    var plot =
        plot(
            List.of(says(after(200), 1, 8, 0), new Deed.HangsUp(after(300))),
            new Fault(Mischief.BRIDGE_DRAINS, Moment.AVA_SPEAKS, 1, 1, ms(271), ms(0), 4),
            new Fault(Mischief.BRIDGE_PAUSES, Moment.AVA_SPEAKS, 1, 1, ms(2_300), ms(2_000), 4));

    assertThat(broken(plot)).isEmpty();
  }

  /// His words come at once when a line or a session has stalled, and the model says of their
  /// beginning that it was seconds ago.
  @ParameterizedTest
  @CsvSource({"LINE_STALLS, CALLER_SPEAKS, 1600, 1900", "SESSION_SLOW, AVA_STOPS, 1100, 2600"})
  void wordsThatCameLateAreHeardAgainFromTheirBeginning(
      Mischief stall, Moment behind, int length, int drops) {
    var plot =
        plot(
            List.of(says(after(300), 1, 9, 0), new Deed.HangsUp(after(4_000))),
            new Fault(stall, behind, 1, 1, ms(100), ms(length), 6),
            new Fault(Mischief.SESSION_DROPS, Moment.CALLER_SPEAKS, 1, 1, ms(drops), ms(0), 2));

    assertThat(broken(plot)).isEmpty();
  }

  /// Two answers that fail send him to the voicemail while he speaks.
  @Test
  void lastWordsBeforeTheVoicemailAreWritten() {
    var plot =
        plot(
            List.of(
                says(after(300), 1, 3, 0),
                says(after(150), 2, 3, 0),
                new Deed.HangsUp(after(20_000))),
            new Fault(Mischief.ANSWER_FAILS, Moment.AVA_SPEAKS, 1, 1, ms(0), ms(0), 6));

    assertThat(broken(plot)).isEmpty();
  }

  /// He hangs up while one session is gone and the next is not there.
  @Test
  void wordsOfACallerWhoHangsUpBehindAFrozenSessionAreWritten() {
    var plot =
        plot(
            List.of(says(after(300), 1, 7, 0), new Deed.HangsUp(new When.Delay(ms(1_400)))),
            new Fault(Mischief.SESSION_FREEZES, Moment.CALLER_SPEAKS, 1, 1, ms(180), ms(0), 2));

    assertThat(broken(plot)).isEmpty();
  }

  /// The session ends behind the hang-up, before it has written down the last words.
  @Test
  void lastWordsWhoseSessionExpiresBehindTheHangUpAreWritten() {
    var plot =
        plot(
            List.of(says(after(300), 1, 4, 0), new Deed.HangsUp(new When.Delay(ms(1_900)))),
            new Fault(Mischief.SESSION_EXPIRES, Moment.NEXT_STEP, 1, 1, ms(60), ms(0), 5));

    assertThat(broken(plot)).isEmpty();
  }

  /// A session that will not go on as he speaks is not one that still hears him.
  @Test
  void wordsOfACallerWhoseSessionIsRefusedAreWrittenBehindTheVoicemailsBeginning() {
    var plot =
        plot(
            List.of(says(after(300), 1, 4, 0), new Deed.HangsUp(after(20_000))),
            new Fault(Mischief.SESSION_CLOSES, Moment.CALLER_SPEAKS, 1, 1, ms(0), ms(0), 5));

    assertThat(broken(plot)).isEmpty();
  }

  /// He speaks over the greeting, behind the end of its session: nobody knows that he did.
  @ParameterizedTest
  @ValueSource(ints = {900, 1_500, 2_500})
  void wordsThatNoSessionWasThereToHearAreWritten(int beginsAfter) {
    var plot =
        plot(
            List.of(
                says(new When.Delay(ms(beginsAfter)), 1, 3, 0), new Deed.HangsUp(after(20_000))),
            new Fault(Mischief.SESSION_CLOSES, Moment.AVA_SPEAKS, 1, 1, ms(0), ms(0), 5));

    assertThat(broken(plot)).isEmpty();
  }

  /// Nobody knows yet which process his stream goes to.
  @Test
  void pausesOfTheProcessThatHisStreamComesToAreNotAvasSilence() {
    var plot =
        plot(
            List.of(says(after(300), 1, 3, 0), new Deed.HangsUp(after(500))),
            new Fault(Mischief.BRIDGE_PAUSES, Moment.JOINED, 1, 1, ms(0), ms(3_500), 2));

    assertThat(broken(inOneProcess(plot))).isEmpty();
  }

  /// The session says nothing of his speech's end, and its next pong is not missed so soon.
  @ParameterizedTest
  @ValueSource(ints = {133, 530})
  void noAvaIsQuickerThanThePongThatAFrozenSessionOwes(int frozenAfter) {
    var plot =
        plot(
                List.of(says(after(300), 1, 3, 0), new Deed.HangsUp(after(500))),
                new Fault(
                    Mischief.SESSION_FREEZES, Moment.CALLER_STOPS, 1, 1, ms(frozenAfter), ms(0), 2))
            .patient(List.of(new Stretch(Wait.SOUND, 0.19), new Stretch(Wait.SAVED, 0.2)));

    assertThat(broken(plot)).isEmpty();
  }

  /// Who hangs up while he speaks has his turn ended for him, by an Ava of any patience.
  @Test
  void lastWordsAreWrittenHoweverShortAvaListens() {
    var plot =
        plot(List.of(says(after(300), 1, 6, 0), new Deed.HangsUp(new When.Delay(ms(1_500)))))
            .patient(List.of(new Stretch(Wait.LISTEN, 0.15)));

    assertThat(broken(plot)).isEmpty();
  }

  /// A session is given at once what he said in seconds, and is lost before it wrote that down.
  @ParameterizedTest
  @ValueSource(ints = {700, 820})
  void wordsThatTwoSessionsHeardInVainAreWritten(int lostAfter) {
    var plot =
        plot(
            List.of(says(after(300), 1, 5, 0), new Deed.HangsUp(after(20_000))),
            new Fault(Mischief.SESSION_FREEZES, Moment.CALLER_SPEAKS, 1, 1, ms(500), ms(0), 5),
            new Fault(Mischief.SESSION_DROPS, Moment.CALLER_STOPS, 1, 1, ms(lostAfter), ms(0), 5),
            new Fault(
                Mischief.SESSION_DROPS, Moment.CALLER_STOPS, 1, 1, ms(lostAfter + 600), ms(0), 5));

    assertThat(broken(plot)).isEmpty();
  }

  /// A process that wakes from a pause gives a session at once what he said meanwhile, and finds
  /// that its answer is late.
  @ParameterizedTest
  @ValueSource(ints = {1_400, 2_200})
  void wordsThatCameAtOnceToASessionThatIsReplacedAreWritten(int speaksAgainAfter) {
    var plot =
        plot(
            List.of(
                says(after(300), 1, 3, 0),
                says(new When.Delay(ms(speaksAgainAfter)), 2, 5, 0),
                new Deed.HangsUp(after(20_000))),
            new Fault(Mischief.ANSWER_FORGOTTEN, Moment.CALLER_SPEAKS, 1, 1, ms(0), ms(0), 1),
            new Fault(Mischief.BRIDGE_PAUSES, Moment.CALLER_STOPS, 1, 1, ms(900), ms(3_000), 1));

    assertThat(broken(plot)).isEmpty();
  }

  /// The words of his first sentence never come, those of the second do, and both are heard again.
  @Test
  void sentencesThatAreHeardAgainAreWrittenInTheirOrder() {
    var plot =
        plot(
            List.of(says(after(300), 1, 4, 3), new Deed.HangsUp(after(20_000))),
            new Fault(Mischief.TRANSCRIPT_NEVER, Moment.CALLER_SPEAKS, 1, 1, ms(0), ms(0), 1));
    var hurried = withASlowModel(plot).patient(List.of(new Stretch(Wait.ANSWER_HEARD, 0.25)));

    assertThat(broken(hurried)).isEmpty();
  }

  /// The session that does not answer him is slow, too: that he speaks again it has not said yet.
  @ParameterizedTest
  @ValueSource(ints = {3_200, 3_500, 3_800, 4_100, 4_400})
  void wordsThatASlowSessionDidNotTellOfAreHeardAgain(int speaksAgainAfter) {
    var plot =
        plot(
            List.of(
                says(after(300), 1, 3, 0),
                says(new When.Delay(ms(speaksAgainAfter)), 2, 3, 0),
                new Deed.HangsUp(new When.Delay(ms(900)))),
            new Fault(Mischief.SESSION_SLOW, Moment.AVA_STOPS, 1, 1, ms(100), ms(1_422), 4),
            new Fault(Mischief.ANSWER_FORGOTTEN, Moment.AVA_STOPS, 1, 1, ms(100), ms(0), 4));

    assertThat(broken(plot)).isEmpty();
  }

  /// It is slow and lost while Ava speaks: of what he says over her it has told nothing.
  @ParameterizedTest
  @ValueSource(ints = {1_200, 1_300, 1_400, 1_500})
  void wordsOverAnAnswerThatASlowSessionDidNotTellOfAreHeardAgain(int drops) {
    var plot =
        plot(
            List.of(
                says(after(300), 1, 3, 0),
                says(new When.Interrupt(ms(160)), 2, 3, 0),
                new Deed.HangsUp(new When.Delay(ms(9_000)))),
            new Fault(Mischief.SESSION_SLOW, Moment.AVA_STOPS, 1, 1, ms(100), ms(1_422), 4),
            new Fault(Mischief.SESSION_DROPS, Moment.CALLER_SPEAKS, 1, 2, ms(drops), ms(0), 4));

    assertThat(broken(plot)).isEmpty();
  }

  /// He thinks for a second. The model fails to answer the first half, and its session is lost
  /// before it is asked again.
  @ParameterizedTest
  @ValueSource(ints = {1_780, 1_860, 1_940})
  void wordsWhoseAnswerFailedBeforeTheSessionDropsAreWritten(int drops) {
    var plot =
        plot(
            List.of(says(after(700), 1, 5, 4), new Deed.HangsUp(after(500))),
            new Fault(Mischief.ANSWER_FAILS, Moment.AVA_SPEAKS, 1, 1, ms(119), ms(0), 5),
            new Fault(Mischief.SESSION_DROPS, Moment.CALLER_SPEAKS, 1, 1, ms(drops), ms(0), 4));

    assertThat(broken(plot)).isEmpty();
  }

  /// He hears the beginning of its answer only when the session is gone.
  @ParameterizedTest
  @ValueSource(ints = {780, 800, 820})
  void wordsWhoseAnswerWasUnderWayAreNotHeardAgain(int closes) {
    var plot =
        plot(
            List.of(says(after(300), 1, 3, 0), new Deed.HangsUp(after(500))),
            new Fault(Mischief.SESSION_CLOSES, Moment.CALLER_STOPS, 1, 1, ms(closes), ms(0), 3));

    assertThat(broken(in(plot, USUAL.bridges(), ms(100)))).isEmpty();
  }

  /// What he says behind that Ava takes for more of a noise which the model still hears.
  @Test
  void whoIsTakenForNoiseWaitsUntilTheModelHearsHimAgain() {
    var plot =
        plot(
            List.of(
                says(after(300), 1, 2, 0),
                says(after(500), 2, 8, 0),
                says(after(500), 3, 2, 0),
                new Deed.HangsUp(after(500))),
            new Fault(Mischief.SPEECH_HELD, Moment.AVA_SPEAKS, 1, 2, ms(0), ms(28_485), 6));
    var hurried = plot.patient(List.of(new Stretch(Wait.NOISE, 0.14)));

    assertThat(broken(hurried)).isEmpty();
  }

  /// He hangs up while the model waits for more of what he says, whatever it hears.
  @Test
  void lastWordsThatTheModelHoldsOpenAreWritten() {
    var plot =
        plot(
            List.of(
                says(after(300), 1, 3, 0),
                says(after(10_000), 2, 2, 0),
                new Deed.HangsUp(new When.Delay(ms(1_500)))),
            new Fault(Mischief.SPEECH_HELD, Moment.CALLER_STOPS, 1, 1, ms(200), ms(3_500), 6));

    assertThat(broken(plot)).isEmpty();
  }

  /// His speech never ends to the model; told that he cannot be understood he says it again, and
  /// hangs up.
  @Test
  void wordsInWhatWasTakenForNoiseAreWritten() {
    var plot =
        plot(
            List.of(
                says(after(300), 1, 3, 0),
                says(new When.Delay(ms(24_000)), 2, 3, 0),
                says(new When.Interrupt(ms(160)), 3, 5, 0),
                new Deed.HangsUp(new When.Delay(ms(4_500)))),
            new Fault(Mischief.SPEECH_HELD, Moment.CALLER_STOPS, 1, 1, ms(2_000), ms(35_000), 3));

    assertThat(broken(plot)).isEmpty();
  }

  /// He speaks over the greeting, and his line dies without a word in the middle of it.
  @ParameterizedTest
  @ValueSource(ints = {0, 900})
  void wordsOverAGreetingThatNobodyHearsStandBeforeThoseOfHisNextStream(int deadAfter) {
    var plot =
        plot(
            List.of(
                says(new When.Delay(ms(600)), 1, 2, 0),
                says(new When.Delay(ms(3_000)), 2, 6, 0),
                new Deed.HangsUp(new When.Delay(ms(700)))),
            new Fault(
                Mischief.LINE_GOES_DEAD, Moment.CALLER_STOPS, 1, 1, ms(deadAfter), ms(2_500), 3));

    assertThat(broken(plot)).isEmpty();
  }
}
