package ava.trial.world;

import ava.bridge.call.Patience;
import ava.bridge.call.Wait;
import java.time.Duration;

/// What a caller may be asked to bear, as the patience of this world's Ava says.
record Tolerance(Patience patience) {
  /// Until the model says that he has ended, there and back, and until he hears something.
  private static final Duration NOTICED = Duration.ofSeconds(1);

  /// Until his line is there again, and until he hears something.
  private static final Duration RECONNECTED = Duration.ofMillis(2_600);

  /// Until Twilio has done what is written down as the next step.
  private static final Duration DONE = Duration.ofMillis(500);

  /// Until the model speaks in the place of another voice.
  private static final Duration STOOD_IN = Duration.ofMillis(900);

  private static final Duration MODEL_BEGINS = Duration.ofMillis(800);

  /// Of two messages and their timers.
  private static final Duration JITTER = Duration.ofMillis(20);

  /// What shows that the line lives, which an answer must let pass.
  private static final Duration CHIME = Duration.ofMillis(320);

  /// Until speech without a pause is known for noise, and he hears so.
  private static final Duration TOLD = Duration.ofSeconds(3);

  /// Its making included.
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

  /// Until a pong is missed of a session that froze behind the one before.
  private static final Duration FROZEN = Duration.ofSeconds(2);

  private static final Duration LATEST_ECHO = Duration.ofMillis(2_500);

  /// How late a session that is slow says something.
  private static final Duration LATEST_SESSION = Duration.ofMillis(1_500);

  /// Of a caller's, the second in which he thinks and the silence behind it included.
  private static final Duration LONGEST_SENTENCE = Duration.ofMillis(4_500);

  /// Until a greeting over which he speaks is heard to its end.
  private static final Duration GREETED = Duration.ofSeconds(6);

  static final Tolerance USUAL = new Tolerance(Patience.USUAL);

  /// How long Ava may be silent when she is due: three seconds, as a rule.
  Duration silence() {
    return longer(of(Wait.SOUND).plus(NOTICED), of(Wait.SAVED).plus(DONE));
  }

  /// The same when he has just come back, on another line: Ava does not look when he began to wait.
  Duration silenceBehindAResume() {
    return longer(silence(), of(Wait.SOUND_BEHIND_A_RESUME).plus(NOTICED));
  }

  /// The same when his line broke meanwhile: four seconds, as a rule.
  Duration silenceAcrossAResume() {
    return of(Wait.SOUND_BEHIND_A_RESUME).plus(RECONNECTED);
  }

  /// How much longer she is silent, if at all, when the session froze that was to say that he has
  /// ended: nobody knows that he waits before a pong is missed.
  Duration silenceOfAFrozenSession() {
    return longer(FROZEN.plus(NOTICED).minus(silence()), Duration.ZERO);
  }

  /// Within an answer, at the caller's ear. A model that begins to speak later than in 0.8 s is
  /// excused for the rest.
  Duration gap(Plot.Setting setting) {
    var begins = setting.think().plus(setting.ways().toModel().multipliedBy(2)).plus(JITTER);
    var late = begins.minus(MODEL_BEGINS);
    var gap = of(Wait.VOICE).plus(STOOD_IN).plus(late.isPositive() ? late : Duration.ZERO);
    return of(Wait.SOUND).compareTo(gap) < 0 ? gap.plus(CHIME) : gap;
  }

  /// Whether an answer is always heard to its end. Who waits for less than the longest gap within
  /// one gives it up in the middle, as does who lets go of a line before an answer can be over or
  /// an echo be there that is late.
  boolean hearsAnswersWhole(Plot.Setting setting) {
    return isLonger(Wait.ANSWER_HEARD, gap(setting))
        && isLonger(Wait.ANSWER_HEARD_AT_LAST, gap(setting))
        && isLonger(Wait.GOODBYE, LONGEST_ANSWER)
        && isLonger(Wait.DRAIN, LONGEST_ANSWER)
        && isLonger(Wait.ECHO, LATEST_ECHO);
  }

  /// Whether a turn's words are waited for until a session that says nothing is given up. Another
  /// hears again only what is still open then.
  boolean outlastsASilentSession() {
    return isLonger(Wait.TRANSCRIPT, of(Wait.ANSWER_HEARD))
        && isLonger(Wait.TRANSCRIPT, of(Wait.ANSWER_HEARD_AT_LAST));
  }

  Duration longestSentence() {
    return LONGEST_SENTENCE;
  }

  /// Whether no sentence is long enough to be taken for noise.
  boolean hearsSentencesOut() {
    return isLonger(Wait.NOISE, LONGEST_SENTENCE);
  }

  /// Whether a session that is well is never given up.
  boolean waitsForAnswers(Plot.Setting setting) {
    return isLonger(Wait.ANSWER_HEARD, gap(setting));
  }

  /// Whether a session that is late can still say behind the hang-up what it heard: that he spoke,
  /// and what he said.
  boolean waitsForLastWords() {
    return isLonger(Wait.LAST_TRANSCRIPTS, LATEST_SESSION.plus(NOTICED));
  }

  private boolean isLonger(Wait wait, Duration than) {
    return of(wait).compareTo(than) > 0;
  }

  /// How long somebody may speak without a pause before Ava acts.
  Duration noise() {
    return of(Wait.NOISE).plus(TOLD);
  }

  /// How long nobody knows that he waits while a session takes whatever comes for speech: until Ava
  /// acts, and behind that until the session hears again.
  Duration deafIn(Duration heldSpeech) {
    return longer(noise(), heldSpeech.minus(noise()));
  }

  /// What a process may hold of a caller's words in memory alone: until the model has written them
  /// down, what she said before is heard, and the table has them.
  Duration inMemory() {
    return longer(of(Wait.TRANSCRIPT), GREETED);
  }

  /// The same where words may never be written down, which is known only then.
  Duration inMemoryWithoutWords() {
    return longer(LONGEST_SENTENCE.plus(of(Wait.TRANSCRIPT)), GREETED);
  }

  private Duration of(Wait wait) {
    return patience.of(wait);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
