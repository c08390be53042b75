package ava.summary.content;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CASE;
import static java.util.regex.Pattern.UNICODE_CHARACTER_CLASS;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A name as it was spelled: « D, U, R, A, N, D », « deux n », « R comme Robert », « e accent aigu
/// », « tiret », « apostrophe ».
final class SpelledName {
  private static final int SHORTEST = 3;
  private static final int SHORTEST_EXPLAINED = 2;
  private static final Pattern PART =
      compile(
          "(?<w>double v(?:é|e)?)(?![\\p{L}])|(?<y>i grec)(?![\\p{L}])"
              + "|(?<mark>apostrophe|tiret|trait d['’]union|espace|plus loin)(?![\\p{L}])"
              + "|(?:(?<times>deux|double|2)\\s+)?(?<letter>\\p{L})(?![\\p{L}'’])"
              + "(?<like>\\s+(?:(?:comme|pour)\\s+\\p{L}+|de\\s+\\k<letter>\\p{L}+))?(?:\\s+(?:majuscule|minuscule))?"
              + "(?:\\s+(?:accent\\s+)?(?<accent>aigu|grave|circonflexe|c(?:é|e)dille|tr(?:é|e)ma))?(?![\\p{L}])");
  private static final Pattern START = compile("(?<![\\p{L}\\d'’])");
  private static final Pattern BETWEEN =
      compile("[\\s,;:–-]*(?:(?:et|puis|ensuite|apr(?:è|e)s|alors|euh|donc)(?![\\p{L}])[\\s,]*)*");

  /// « À demain », « Y a-t-il »: words of one letter.
  private static final Pattern SENTENCE =
      compile(
          "(?:à|a)\\s+(?:demain|bient(?:ô|o)t|tout|plus|ce|cet|la|votre|vous|quelle?|lundi|mardi|mercredi"
              + "|jeudi|vendredi|samedi|dimanche)(?![\\p{L}])|y\\s+a(?:[-\\s]t[-\\s]|\\s+\\p{L}{2})");

  private static final Pattern CORRECTED =
      compile("[\\s,;.]*(?:(?:non|pardon|plut(?:ô|o)t|euh)[\\s,]+)+(?=\\p{L}(?![\\p{L}'’]))");

  /// What is spelled behind is no name.
  private static final Pattern CODE =
      compile(
          "(?:^|[^\\p{L}])(?:code|porte|b(?:â|a)timent|escalier|cl(?:é|e|ef)|r(?:é|e)f(?:é|e)rence|dossier"
              + "|plaque|immatriculation|l[ae]s?|une?|du|au)[\\s:,]*(?:c['’]est[\\s,]*)?$");

  private static final Pattern DOTTED = compile("\\.\\s*");
  private static final Map<String, String> ACCENTS =
      Map.of(
          "aigu", "\u0301",
          "grave", "\u0300",
          "circonflexe", "\u0302",
          "trema", "\u0308",
          "cedille", "\u0327");

  private SpelledName() {}

  /// The names spelled in a text, written as names are.
  static List<String> in(String text) {
    var names = new ArrayList<String>();
    var at = 0;
    while (at < text.length()) {
      var parts = partsFrom(text, at);
      if (parts.isEmpty()) {
        at++;
        continue;
      }
      at = parts.getLast().end();
      var corrected = CORRECTED.matcher(text).region(at, text.length());
      if (corrected.lookingAt()) {
        parts.removeLast();
        parts.addAll(partsFrom(text, corrected.end()));
        at = parts.getLast().end();
      }
      if (!CODE.matcher(text.substring(0, parts.getFirst().start())).find()) {
        name(parts).ifPresent(names::add);
      }
    }
    return List.copyOf(names);
  }

  private static List<MatchResult> partsFrom(String text, int start) {
    var parts = new ArrayList<MatchResult>();
    var dots = true;
    var at = start;
    while (at < text.length()) {
      var word = PART.matcher(text).region(at, text.length()).useTransparentBounds(true);
      var begins = START.matcher(text).region(at, text.length()).useTransparentBounds(true);
      var sentence = SENTENCE.matcher(text).region(at, text.length());
      if (!begins.lookingAt() || !word.lookingAt() || sentence.lookingAt()) {
        break;
      }
      parts.add(word.toMatchResult());
      at = word.end();
      var dot = DOTTED.matcher(text).region(at, text.length());
      var between = BETWEEN.matcher(text).region(at, text.length());
      if (dot.lookingAt()) {
        // a dot ends the spelling, unless each letter has its own
        if (!dots) {
          break;
        }
        at = dot.end();
      } else {
        dots = false;
        at = between.lookingAt() ? between.end() : at;
      }
    }
    return parts;
  }

  private static Optional<String> name(List<MatchResult> parts) {
    var letters = parts.stream().filter(part -> part.group("mark") == null).count();
    var explained = parts.stream().anyMatch(part -> part.group("like") != null);
    if (letters < (explained ? SHORTEST_EXPLAINED : SHORTEST)) {
      return Optional.empty();
    }
    var name = new StringBuilder();
    for (var part : parts) {
      var begins = name.isEmpty() || !Character.isLetter(name.charAt(name.length() - 1));
      var text = text(part);
      name.append(begins ? text.toUpperCase(Locale.FRANCE) : text.toLowerCase(Locale.FRANCE));
    }
    return Optional.of(Normalizer.normalize(name, Normalizer.Form.NFC));
  }

  private static String text(MatchResult part) {
    if (part.group("w") != null) {
      return "w";
    }
    if (part.group("y") != null) {
      return "y";
    }
    if (part.group("mark") != null) {
      var mark = part.group("mark").toLowerCase(Locale.FRANCE);
      return mark.startsWith("a") ? "’" : mark.startsWith("t") ? "-" : " ";
    }
    var accent = part.group("accent");
    var letter =
        part.group("letter")
            + (accent == null ? "" : ACCENTS.getOrDefault(SpokenNumbers.plain(accent), ""));
    var whole = Normalizer.normalize(letter, Normalizer.Form.NFC);
    return part.group("times") == null ? whole : whole.repeat(2);
  }

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, CASE_INSENSITIVE | UNICODE_CASE | UNICODE_CHARACTER_CLASS);
  }
}
