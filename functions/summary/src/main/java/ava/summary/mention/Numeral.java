package ava.summary.mention;

import java.math.BigDecimal;

/// A number in a text.
///
/// @param from its first word
/// @param to the word behind it
/// @param ordinal whether it counts a place: « troisième »
/// @param article whether it is « un » or « une », which need not count
/// @param digits as it was written, leading zeros included
record Numeral(
    int from, int to, BigDecimal value, boolean ordinal, boolean article, String digits) {
  /// @return -1 when it is no whole number of an ordinary size
  int whole() {
    return value.stripTrailingZeros().scale() <= 0
            && value.compareTo(BigDecimal.valueOf(99_999)) <= 0
        ? value.intValue()
        : -1;
  }
}
