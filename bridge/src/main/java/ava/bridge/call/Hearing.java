package ava.bridge.call;

import java.time.Instant;
import java.util.Optional;

/// What the caller does.
///
/// @param speaking the item of the speech that goes on
/// @param stoppedAt when the caller stopped, until the answer to it is heard
/// @param unanswered his turn ended and the model owes an answer by itself
/// @param owed his turn ended while the model did not take turns: we ask for the answer
/// @param again what comes as his speech next was heard before, by a session that is lost
/// @param ended how many of the turns that come next had ended before that session was lost
/// @param noise speech without an end, which was taken for noise, until he speaks anew
record Hearing(
    Optional<String> speaking,
    Optional<Instant> stoppedAt,
    boolean unanswered,
    boolean owed,
    boolean again,
    int ended,
    Optional<Noise> noise) {
  /// @param item of the speech
  /// @param since when it began
  /// @param over whether it has ended after all
  record Noise(String item, Instant since, boolean over) {
    private Noise ended() {
      return new Noise(item, since, true);
    }
  }

  static final Hearing NOTHING = of(false, false);
  static final Hearing OWED = of(false, true);

  private static Hearing of(boolean unanswered, boolean owed) {
    return new Hearing(
        Optional.empty(), Optional.empty(), unanswered, owed, false, 0, Optional.empty());
  }

  /// Nobody answers him any more.
  Hearing abandoned() {
    return new Hearing(Optional.empty(), Optional.empty(), false, false, again, ended, noise);
  }

  boolean calm() {
    return speaking.isEmpty() && !unanswered && !owed;
  }

  Hearing begun(String item) {
    return new Hearing(Optional.of(item), stoppedAt, false, owed, again, ended, Optional.empty());
  }

  /// What goes on is noise: nobody answers it.
  Hearing noisy(String item, Instant since) {
    var goesOn = Optional.of(new Noise(item, since, false));
    return new Hearing(Optional.empty(), Optional.empty(), false, false, false, 0, goesOn);
  }

  Optional<Noise> noiseThatGoesOn() {
    return noise.filter(sound -> !sound.over());
  }

  /// @param taken whether the model takes turns, and answers this one by itself
  Hearing stopped(Instant now, boolean taken) {
    var at = ended > 0 ? stoppedAt.orElse(now) : now;
    var left = Math.max(0, ended - 1);
    var noiseBefore = noise.map(Noise::ended);
    return new Hearing(
        Optional.empty(), Optional.of(at), taken, !taken || owed, false, left, noiseBefore);
  }

  /// His turns go to another session.
  ///
  /// @param over how many of them have ended
  Hearing heardAgain(int over) {
    return speaking.isEmpty()
        ? new Hearing(Optional.empty(), stoppedAt, true, false, true, over, Optional.empty())
        : new Hearing(Optional.empty(), Optional.empty(), true, false, true, 0, Optional.empty());
  }

  /// He hears the answer.
  Hearing hearing() {
    return new Hearing(speaking, Optional.empty(), unanswered, owed, false, 0, noise);
  }

  Hearing owing() {
    return new Hearing(speaking, stoppedAt, unanswered, true, again, ended, noise);
  }

  Hearing answering() {
    return new Hearing(speaking, stoppedAt, false, false, again, ended, noise);
  }
}
