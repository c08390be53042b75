package ava.summary.content;

import static java.util.regex.Pattern.UNICODE_CASE;
import static java.util.regex.Pattern.UNICODE_CHARACTER_CLASS;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Names that callers give of themselves, by the words around them; a name that is spelled out
/// comes before how it was heard.
final class CallerName {
  private static final String TITLE =
      "(?:(?i:madame|monsieur|mademoiselle|mme|mlle|m\\.|docteur|dr|maître)\\s+)";
  private static final String NAME =
      "(?:\\p{Lu}[\\p{L}'’-]+(?:\\s+(?:(?:de|du|des|le|la|d['’])\\s+)?\\p{Lu}[\\p{L}'’-]+){0,2})";

  private static final Pattern INTRODUCED =
      compile(
          "(?:(?i:je m['’]appelle|mon nom est|mon nom c['’]est|au nom de|je"
              + " suis)\\s+(TITLE?NAME)|(?i:c['’]est|ici|je suis|moi"
              + " c['’]est)\\s+(TITLENAME)|(TITLENAME)\\s+(?i:à l['’]appareil)"
              + "|^(?i:(?:bonjour|bonsoir|allô)[\\s,.!]+(?:madame|monsieur)?[\\s,.!]*(?:c['’]est|ici)\\s+)"
              + "(TITLE?NAME)|(NAME)\\s+(?i:à l['’]appareil))");
  private static final Pattern SPELLED =
      compile("(?<![\\p{L}])((?:\\p{Lu}[,.\\s-]+(?:(?i:et|puis)\\s+)?){2,}\\p{Lu})(?![\\p{L}])");
  private static final Pattern SPELLED_LIKE = compile("(?<![\\p{L}])(\\p{L})\\s+comme\\s+\\p{L}+");
  private static final Pattern COMPANY =
      compile(
          "(?i:de la société|de l['’]entreprise|du cabinet|de l['’]agence|de chez|société|"
              + "l['’]entreprise)\\s+(NAME|\\p{Lu}{2,})");

  private CallerName() {}

  static Optional<String> in(List<String> turns) {
    var heard =
        turns.stream()
            .flatMap(turn -> INTRODUCED.matcher(turn).results())
            .map(CallerName::name)
            .findFirst();
    var spelled = turns.stream().flatMap(turn -> spelled(turn).stream()).findFirst();
    if (spelled.isEmpty()) {
      return heard.map(CallerName::titled);
    }
    return Optional.of(
        heard.map(name -> titled(lastReplaced(name, spelled.get()))).orElse(spelled.get()));
  }

  static Optional<String> companyIn(List<String> turns) {
    return turns.stream()
        .flatMap(turn -> COMPANY.matcher(turn).results())
        .map(found -> found.group(1))
        .findFirst();
  }

  private static String name(MatchResult found) {
    for (var group = 1; group <= found.groupCount(); group++) {
      if (found.group(group) != null) {
        return found.group(group);
      }
    }
    return "";
  }

  private static Optional<String> spelled(String turn) {
    var like = SPELLED_LIKE.matcher(turn).results().map(found -> found.group(1)).toList();
    if (like.size() > 2) {
      return Optional.of(capitalised(String.join("", like)));
    }
    return SPELLED
        .matcher(turn)
        .results()
        .map(found -> capitalised(found.group(1).replaceAll("[^\\p{Lu}]", "")))
        .findFirst();
  }

  private static String lastReplaced(String heard, String spelled) {
    var space = heard.lastIndexOf(' ');
    return space < 0 ? spelled : heard.substring(0, space + 1) + spelled;
  }

  private static String titled(String name) {
    return name.replaceFirst("^(?i)madame\\s", "Mme ")
        .replaceFirst("^(?i)mademoiselle\\s", "Mlle ")
        .replaceFirst("^(?i)monsieur\\s", "M. ")
        .replaceFirst("^(?i)docteur\\s", "Dr ")
        .replaceFirst("^(?i)maître\\s", "Me ");
  }

  private static String capitalised(String letters) {
    return letters.substring(0, 1).toUpperCase(Locale.FRANCE)
        + letters.substring(1).toLowerCase(Locale.FRANCE);
  }

  private static Pattern compile(String regex) {
    var whole =
        regex
            .replace("TITLENAME", TITLE + NAME)
            .replace("TITLE?NAME", TITLE + "?" + NAME)
            .replace("NAME", NAME);
    return Pattern.compile(whole, UNICODE_CASE | UNICODE_CHARACTER_CLASS);
  }
}
