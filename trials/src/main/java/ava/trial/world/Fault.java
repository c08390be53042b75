package ava.trial.world;

import java.time.Duration;
import java.util.Locale;

/// One thing that goes wrong, drawn before the world begins.
///
/// @param moment when; with [Moment#NEVER] at `offset` since the beginning
/// @param call whose moment, or who suffers it
/// @param nth which of the call's moments of this kind, from 1
/// @param offset behind the moment
/// @param length how long it lasts, or how bad it is
/// @param amount 1 to 6: which variant, or how often
record Fault(
    Mischief mischief,
    Moment moment,
    int call,
    int nth,
    Duration offset,
    Duration length,
    int amount) {
  /// The length of what never heals.
  static final Duration FOR_EVER = Duration.ofDays(2);

  boolean staysForEver() {
    return length.equals(FOR_EVER);
  }

  Fault lasting(Duration changed) {
    return new Fault(mischief, moment, call, nth, offset, changed, amount);
  }

  Fault after(Duration changed) {
    return new Fault(mischief, moment, call, nth, changed, length, amount);
  }

  Fault times(int changed) {
    return new Fault(mischief, moment, call, nth, offset, length, changed);
  }

  /// As it can be written down in a test.
  String asCode() {
    return "new Fault(%s, %s, %d, %d, %s, %s, %d)"
        .formatted(
            mischief,
            moment,
            call,
            nth,
            code(offset),
            staysForEver() ? "FOR_EVER" : code(length),
            amount);
  }

  private static String code(Duration duration) {
    return "ms(" + duration.toMillis() + ")";
  }

  @Override
  public String toString() {
    var what = mischief.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    var when =
        moment == Moment.NEVER
            ? "at " + offset.toMillis() + " ms"
            : "%d ms behind %s no. %d of call %d"
                .formatted(
                    offset.toMillis(),
                    moment.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    nth,
                    call);
    var lasts = staysForEver() ? "for ever" : length.toMillis() + " ms";
    return what + ", " + when + ", " + lasts + ", " + amount;
  }
}
