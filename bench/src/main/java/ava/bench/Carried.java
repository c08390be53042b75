package ava.bench;

import java.util.Locale;

/// As many calls as a bridge carries.
///
/// @param cores of which it had so much; less than one by a quota
/// @param loops that it had, each on a core of its own
/// @param calls the most of whose frames 99 % came in time
/// @param p99 of the first crowd that was late, in milliseconds; -1 when none was
record Carried(Contestant contestant, double cores, int loops, int calls, double p99) {
  /// As a person reads it.
  String told() {
    var where = cores == loops ? "" : String.format(Locale.FRENCH, ", %.2f de cœur", cores);
    var then = p99 < 0 ? "" : String.format(Locale.FRENCH, ", puis %.0f ms", p99);
    return "%s : %d appels à moins de 20 ms pour 99 %% (%s%s)%s."
        .formatted(
            contestant.label(), calls, loops == 1 ? "une boucle" : loops + " boucles", where, then);
  }
}
