package ava.bridge.aws;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A mail address as it is said: « jean point petit arobase exemple point fr ».
final class SpokenEmail {
  /// Words for signs, the longer ones before those that they begin with. The hyphen and the
  /// underscore are also called after their keys on a French keyboard, 6 and 8.
  private static final List<Sign> SIGNS =
      List.of(
          Sign.said("@", "arobase|arrobase|arobas|arobaze|a commercial|at"),
          Sign.said("_", "tiret (du )?bas|tiret du (8|huit)|under ?score|(blanc )?soulign[ée]"),
          Sign.said("-", "tiret( du (6|six)| haut| du milieu)?|trait d['’ ]?union"),
          Sign.said(".", "point|dot"));

  private static final Pattern PAUSE = Pattern.compile("[,;…]+|[.!?]+\\s*$");
  private static final Pattern GAP = Pattern.compile("[\\s\\h]+");

  /// RFC 5321, 4.5.3.1: octets of the path without its brackets.
  private static final int LONGEST = 254;

  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

  /// What mail services give out of RFC 5321's forms: no quotes, ASCII, a domain with a dot.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?=[^@]{1,64}@)[a-z0-9_%+-]+(?:\\.[a-z0-9_%+-]+)*@(?:" + LABEL + "\\.)+[a-z]{2,63}");

  private SpokenEmail() {}

  private record Sign(String written, Pattern words) {
    static Sign said(String written, String words) {
      return new Sign(written, Pattern.compile("(?<!\\S)(?:" + words + ")(?!\\S)"));
    }
  }

  /// The address as it is written, or empty when none can be made of what was said.
  static Optional<String> written(String said) {
    var spaced = PAUSE.matcher(said.toLowerCase(Locale.FRENCH)).replaceAll(" ");
    var address = GAP.matcher(spaced).replaceAll(" ");
    for (var sign : SIGNS) {
      address = sign.words().matcher(address).replaceAll(sign.written());
    }
    address = address.replace(" ", "");
    return address.length() <= LONGEST && ADDRESS.matcher(address).matches()
        ? Optional.of(address)
        : Optional.empty();
  }
}
