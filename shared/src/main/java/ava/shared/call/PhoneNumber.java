package ava.shared.call;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A telephone number as Twilio names it: E.164 (`+33612345678`) where possible, else what came
/// (`anonymous`, `sip:…`). [#toString] masks it, so that it can stand in a log; [#value] is the
/// number itself.
public record PhoneNumber(String value) {
  /// A caller who hides his number.
  public static final PhoneNumber WITHHELD = new PhoneNumber("anonymous");

  /// From which `./ava call` rings: one of the numbers that the French regulator keeps for fiction,
  /// so that no caller has it.
  public static final PhoneNumber OF_TRIALS = new PhoneNumber("+33639989999");

  private static final int LONGEST = 128;
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{5,14}");

  /// France and its overseas regions, which dial each other by ten digits.
  private static final Pattern FRENCH =
      Pattern.compile("\\+(?:33|262|508|590|594|596)([1-9][0-9]{8})");

  /// Saint-Pierre-et-Miquelon's own numbers of six digits, dialled from elsewhere behind 0508.
  private static final Pattern SAINT_PIERRE = Pattern.compile("\\+(508[1-9][0-9]{5})");

  /// ANONYMOUS, RESTRICTED and UNAVAILABLE typed on a keypad: what some carriers send.
  private static final Set<String> HIDDEN =
      Set.of(
          "anonymous",
          "unknown",
          "restricted",
          "unavailable",
          "+266696687",
          "+7378742833",
          "+86282452253");

  public PhoneNumber {
    value = Printable.line(value);
    value = value.isBlank() ? "anonymous" : value.strip();
    if (value.length() > LONGEST) {
      value = value.substring(0, LONGEST);
    }
  }

  /// Whether the caller hid his number, so that nobody can call back.
  public boolean withheld() {
    return HIDDEN.contains(value.toLowerCase(java.util.Locale.ROOT));
  }

  /// Whether nobody is to be called back: Ava's owner tries her.
  public boolean trial() {
    return equals(OF_TRIALS);
  }

  /// Whether this is a number in E.164 form that can be dialled.
  public boolean dialable() {
    return !withheld() && E164.matcher(value).matches();
  }

  /// Whether a French reader dials it by ten digits from 0.
  public boolean french() {
    return national().isPresent();
  }

  /// As a French reader writes it: `06 12 34 56 78` in pairs joined by no-break spaces, overseas
  /// regions included, a foreign number unchanged, `numéro masqué` when withheld.
  public String displayed() {
    if (withheld()) {
      return "numéro masqué";
    }
    return national().map(digits -> digits.replaceAll("(..)(?!$)", "$1\u00a0")).orElse(value);
  }

  private Optional<String> national() {
    return Stream.of(FRENCH, SAINT_PIERRE)
        .map(pattern -> pattern.matcher(value))
        .filter(Matcher::matches)
        .map(found -> "0" + found.group(1))
        .findFirst();
  }

  /// The number with its middle hidden: `+33••••••5678`.
  public String masked() {
    if (value.length() < 8) {
      return withheld() ? value : "••••";
    }
    var shown = value.startsWith("+") ? 3 : 0;
    var hidden = value.length() - shown - 4;
    return value.substring(0, shown) + "•".repeat(hidden) + value.substring(value.length() - 4);
  }

  @Override
  public String toString() {
    return masked();
  }
}
