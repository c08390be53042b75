package ava.trial.world;

import ava.trial.world.CallFacts.Leniency;
import java.time.Duration;
import java.util.Optional;

/// Why a word that a caller has finished may stand nowhere.
final class Excuses {
  /// How much of a caller's audio Ava keeps for another session.
  private static final Duration KEPT = Duration.ofSeconds(10);

  /// What it takes to come back to a model that was away.
  private static final Duration AWAY_BEHIND = Duration.ofSeconds(5);

  /// The same while the table takes nothing, or what he says does not end.
  private static final Duration LONGEST_CALL = Duration.ofMinutes(5);

  private final Scene scene;

  Excuses(Scene scene) {
    this.scene = scene;
  }

  /// Why a word may be nowhere; empty when it may not.
  ///
  /// @param gap whether it is said that words are missing
  Optional<String> of(CallFacts fact, HeardFrames.Finished word, boolean gap) {
    if (gap && (fact.isLenient(Leniency.TRANSCRIPT) || isLast(fact, word) || isGivenUp(fact))) {
      return Optional.of("word not written down, which is said");
    }
    if (gap && isForgotten(fact, word)) {
      return Optional.of("word of a turn too long to be heard again, which is said");
    }
    if (gap && fact.failedHavingAnswered(word.arrivedAt(), inMemory(fact))) {
      return Optional.of("word that was answered and not written down, which is said");
    }
    if (isTakenForNoise(fact)) {
      return Optional.of("word that was taken for noise, and its session given up");
    }
    if (isUnawaited(fact, word)) {
      return Optional.of("last word that a slow session wrote down too late");
    }
    if (fact.isLenient(Leniency.UNHEARD)) {
      return Optional.of("word in which the model heard none");
    }
    if (fact.lenientAround(Leniency.AWAY, word.arrivedAt(), AWAY_BEHIND, KEPT)) {
      return Optional.of("word without a model");
    }
    if (fact.lenientAround(Leniency.WORDS, word.arrivedAt(), Duration.ZERO, inMemory(fact))) {
      return Optional.of("word in a process that died");
    }
    return Optional.empty();
  }

  /// Whether the session that failed behind it has no other after it.
  private static boolean isLast(CallFacts fact, HeardFrames.Finished word) {
    return fact.isLenient(Leniency.MODEL) && word.arrivedAt() >= fact.servedSince();
  }

  /// Whether words are no longer waited for when the session that owes them is replaced.
  private boolean isGivenUp(CallFacts fact) {
    return fact.isLenient(Leniency.MODEL) && !scene.plot().tolerance().outlastsASilentSession();
  }

  /// Whether a line that was not quiet kept its turn open until the session failed, or was given up
  /// though it was well, when its audio was not there any more.
  private boolean isForgotten(CallFacts fact, HeardFrames.Finished word) {
    var tolerance = scene.plot().tolerance();
    var forgotten = AWAY_BEHIND.minus(KEPT);
    return fact.isLenient(Leniency.NOISE)
        && (!tolerance.waitsForAnswers(scene.plot().setting())
            || fact.lenientAround(Leniency.MODEL, word.arrivedAt(), forgotten, tolerance.noise()));
  }

  /// Whether it was among the last, for which this Ava does not wait as long as a session may take.
  private boolean isUnawaited(CallFacts fact, HeardFrames.Finished word) {
    var tolerance = scene.plot().tolerance();
    return fact.isLenient(Leniency.MODEL)
        && !tolerance.waitsForLastWords()
        && fact.leftWithin(word.arrivedAt(), tolerance.longestSentence());
  }

  /// Whether a sentence may be taken for noise, which no other session hears again.
  private boolean isTakenForNoise(CallFacts fact) {
    var tolerance = scene.plot().tolerance();
    return !tolerance.hearsSentencesOut()
        && (fact.isLenient(Leniency.MODEL) || !tolerance.waitsForAnswers(scene.plot().setting()));
  }

  private Duration inMemory(CallFacts fact) {
    if (scene.aws().troubled("TABLE") || fact.isLenient(Leniency.NOISE)) {
      return LONGEST_CALL;
    }
    var tolerance = scene.plot().tolerance();
    return fact.isLenient(Leniency.TRANSCRIPT)
        ? tolerance.inMemoryWithoutWords()
        : tolerance.inMemory();
  }
}
