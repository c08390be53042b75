package ava.trial.soak;

import java.util.Random;

/// How callers behave.
///
/// @param sentences how many a caller says at most, after at least one
/// @param interrupts how likely a caller speaks over an answer, 0 to 1
/// @param hangsUpEarly how likely a caller hangs up in the middle of something
public record Habits(int fewestSentences, int sentences, double interrupts, double hangsUpEarly) {
  /// Restless: everything at random.
  public static final Habits RESTLESS = new Habits(1, 5, 0.45, 0.5);

  /// Patient: listens to the end and says all there is to say.
  public static Habits patient(int sentences) {
    return new Habits(sentences, sentences, 0, 0);
  }

  int between(Random random, int from, int to) {
    return from + random.nextInt(to - from + 1);
  }
}
