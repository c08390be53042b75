package ava.bench;

import java.util.Locale;

/// As many calls as a bridge carries.
///
/// @param calls the most of whose frames 99 % came in time
/// @param p99 of the first crowd that was late, in milliseconds; -1 when none was
record Carried(Contestant contestant, int cores, int calls, double p99) {
  /// As a person reads it.
  String told() {
    var where = cores == 1 ? "un cœur" : cores + " cœurs";
    var then = p99 < 0 ? "" : String.format(Locale.FRENCH, ", puis %.0f ms", p99);
    return "%s : %d appels sur %s à moins de 20 ms pour 99 %%%s."
        .formatted(contestant.label(), calls, where, then);
  }
}
