package ava.summary.mail;

import static java.util.regex.Pattern.compile;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/// How French is set in print: curved apostrophes, no-break spaces before high punctuation and
/// inside « », times as `18 h 30`, telephone numbers in pairs, the first of a month as `1er`.
public final class French {
  private static final String NARROW = "\u202f";
  private static final String FIXED = "\u00a0";

  private static final Pattern BEFORE_HIGH = compile("(?<=\\S)[ \u00a0\u202f]*([;!?]+)(?=\\s|$|»)");
  private static final Pattern BEFORE_COLON = compile("(?<=[^\\s/:])[ \u00a0\u202f]*:(?=\\s|$)");
  private static final Pattern OPENING = compile("«[ \u00a0\u202f]*");
  private static final Pattern CLOSING = compile("[ \u00a0\u202f]*»");
  private static final Pattern TIME =
      compile("\\b([01]?[0-9]|2[0-3])[ \u00a0]?(?:h|heures?|:)[ \u00a0]?([0-5][0-9])\\b");
  private static final Pattern HOUR = compile("\\b([01]?[0-9]|2[0-3])[ \u00a0]?(h|heures?)\\b");
  private static final Pattern TELEPHONE =
      compile(
          "(?<![0-9+])(0[1-9])[ .\u00a0-]?([0-9]{2})[ .\u00a0-]?([0-9]{2})[ .\u00a0-]?"
              + "([0-9]{2})[ .\u00a0-]?([0-9]{2})(?![0-9])");
  private static final Pattern FIRST =
      compile(
          "\\b1[ \u00a0](?=(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\\b)");
  private static final Pattern SPACES = compile(" {2,}");
  private static final Pattern TITLE = compile("\\b(M\\.|MM\\.|Mme|Mlle|Dr|Pr|Me|Mgr|n°) (?=\\S)");

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.FRANCE);

  private French() {}

  /// The text with its spaces as a printer would set them.
  public static String set(String text) {
    var set = SPACES.matcher(text.replace('\'', '’')).replaceAll(" ");
    set = FIRST.matcher(set).replaceAll("1er ");
    set = TELEPHONE.matcher(set).replaceAll("$1\u00a0$2\u00a0$3\u00a0$4\u00a0$5");
    set = TIME.matcher(set).replaceAll("$1\u00a0h\u00a0$2");
    set = HOUR.matcher(set).replaceAll("$1\u00a0$2");
    set = BEFORE_HIGH.matcher(set).replaceAll(NARROW + "$1");
    set = BEFORE_COLON.matcher(set).replaceAll(FIXED + ":");
    set = OPENING.matcher(set).replaceAll("«" + FIXED);
    set = CLOSING.matcher(set).replaceAll(FIXED + "»");
    return TITLE.matcher(set).replaceAll("$1\u00a0");
  }

  /// `dimanche 22 novembre 2026 à 10 h 41`.
  public static String date(ZonedDateTime time) {
    var day = DAY.format(time);
    var first = day.replaceFirst(" 1 ", " 1er ");
    return first.replace(' ', '\u00a0').replaceFirst("\u00a0", " ")
        + " à "
        + time.getHour()
        + "\u00a0h\u00a0"
        + "%02d".formatted(time.getMinute());
  }

  /// `1 min 24 s`.
  public static String duration(Duration duration) {
    var seconds = duration.toSecondsPart() + "\u00a0s";
    return duration.toMinutes() == 0 ? seconds : duration.toMinutes() + "\u00a0min\u00a0" + seconds;
  }

  /// `01:24`, the time since the call began.
  public static String clock(Instant begin, Instant at) {
    var since = Duration.between(begin, at);
    var shown = since.isNegative() ? Duration.ZERO : since;
    return "%02d:%02d".formatted(shown.toMinutes(), shown.toSecondsPart());
  }

  /// `1 234`, grouped by threes.
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
  }
}
