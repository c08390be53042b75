package ava.bench;

import java.util.Locale;

/// What is asked of the bridge, and how far it is so.
///
/// @param value negative where it was not measured
/// @param bound whether the limit is the most or the least
/// @param unit of value and limit, `×` for a ratio
record Goal(String what, double value, Bound bound, double limit, String unit) {
  enum Bound {
    AT_MOST("≤"),
    AT_LEAST("≥");

    private final String sign;

    Bound(String sign) {
      this.sign = sign;
    }
  }

  enum Verdict {
    REACHED("✔"),
    MISSED("✘"),
    UNKNOWN("?");

    private final String sign;

    Verdict(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }

  static Goal atMost(String what, double value, double limit, String unit) {
    return new Goal(what, value, Bound.AT_MOST, limit, unit);
  }

  static Goal atLeast(String what, double value, double limit, String unit) {
    return new Goal(what, value, Bound.AT_LEAST, limit, unit);
  }

  Verdict verdict() {
    if (value < 0) {
      return Verdict.UNKNOWN;
    }
    var good = bound == Bound.AT_MOST ? value <= limit : value >= limit;
    return good ? Verdict.REACHED : Verdict.MISSED;
  }

  /// What was measured, as a person reads it.
  String measured(Locale locale) {
    return value < 0 ? "–" : amount(locale, value);
  }

  /// What is asked for.
  String asked(Locale locale) {
    return bound.sign + " " + amount(locale, limit);
  }

  private String amount(Locale locale, double of) {
    var digits = of == Math.rint(of) || of >= 100 ? 0 : 2;
    var number = String.format(locale, "%." + digits + "f", of);
    return unit.equals("×") ? "× " + number : number + " " + unit;
  }
}
