package ava.trial.world;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/// What happened, as one number that is the same when the same happens again. The words of it are
/// told only when a world is run once more.
final class Trace {

  private long hash = 0xCBF29CE484222325L;
  private long notes;
  private Consumer<String> teller = _ -> {};
  private boolean told;

  /// Tells every note from now on.
  void tell(Consumer<String> listener) {
    teller = listener;
    told = true;
  }

  /// @param ns the time
  /// @param what cheap to make: a text that is there anyway
  void note(long ns, Actor actor, String kind, String what) {
    notes++;
    hash = Seed.mix(hash ^ ns, (long) kind.hashCode() << 32 ^ what.hashCode());
    hash = Seed.mix(hash, actor.number());
    if (told) {
      teller.accept(line(ns, actor, kind, what));
    }
  }

  long hash() {
    return hash;
  }

  long notes() {
    return notes;
  }

  private static String line(long ns, Actor actor, String kind, String what) {
    var at = Duration.ofNanos(ns);
    return "%4d.%06d s  %-12s %-10s %s"
        .formatted(at.toSeconds(), at.toNanosPart() / 1_000, actor.name(), kind, what.strip());
  }

  /// A fingerprint of bytes, to be noted in their place.
  static String fingerprint(byte[] bytes) {
    return bytes.length + ":" + Integer.toHexString(Arrays.hashCode(bytes));
  }
}
