package ava.summary.content;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Puts words into French sentences: elision, small letters in the middle, whole ends.
public final class Phrase {
  /// Names whose h is mute: « d’Hélène », but « de Hugo ».
  private static final Set<String> MUTE =
      Set.of(
          "habert",
          "hebert",
          "hector",
          "helena",
          "helene",
          "helier",
          "heloise",
          "henri",
          "henriette",
          "henry",
          "herbert",
          "hercule",
          "hermance",
          "hermeline",
          "hermine",
          "hermione",
          "herve",
          "hilaire",
          "hilarion",
          "hippolyte",
          "homere",
          "honore",
          "honorine",
          "horace",
          "hortense",
          "hubert",
          "huguette",
          "humbert",
          "hyacinthe",
          "hypolite",
          "hopital",
          "hotel",
          "huissier",
          "hermes",
          "harmonie",
          "humanis",
          "habitat");

  private static final Pattern VOWEL =
      Pattern.compile("(?:[aeiou]|y(?![aeiouy])).*", Pattern.DOTALL);
  private static final Pattern RECALL =
      Pattern.compile(
          "(?iu)^(?:(?:oui|de|à|souhaite|merci de|être|me|m['’]|la|le)\\s*)*rappel\\p{L}*(?:[ -](?:moi|la|le))?(?=[\\s,]|$)[\\s,]*");
  private static final Pattern END = Pattern.compile("[\\s.!?,;:]+$");
  private static final Pattern OPEN =
      Pattern.compile(
          "(?:^|[\\s,'’])(?:à|a|de|du|des|d|le|la|les|l|(?<!\\ben \\p{L}{1,12} )une?|pour|que|qui|et|ou|mais|dans|sur|"
              + "par|en|au|aux|je|j|qu['’](?:ils?|elles?|on)|ne|n|me|m|se|s|mon|ma|mes|votre|parce|car|si|très|euh|est|ai|c)['’]?$");

  private Phrase() {}

  /// `de Paul`, `d’Élodie`.
  public static String of(String name) {
    var plain = SpokenNumbers.plain(name);
    var first = plain.split("[^a-z]", 2)[0];
    return VOWEL.matcher(first).matches() || MUTE.contains(first) ? "d’" + name : "de " + name;
  }

  /// Words inside a sentence: small, without an end of their own. Names and acronyms keep their
  /// capitals.
  public static String inside(String words) {
    var open = END.matcher(words).replaceFirst("");
    var name =
        open.length() > 1
            && (Character.isUpperCase(open.charAt(1))
                || open.matches("(?s)(?:Mme|Mlle|Dr|Me|Pr|M\\.|Mr)(?: .*)?")
                || open.matches("(?s)\\p{Lu}[\\p{L}-]+ \\p{Lu}.*"));
    return open.isEmpty() || name
        ? open
        : open.substring(0, 1).toLowerCase(Locale.FRANCE) + open.substring(1);
  }

  /// A time to call back without « rappeler » itself.
  public static String moment(String words) {
    return inside(RECALL.matcher(words.strip()).replaceFirst(""));
  }

  /// With a dot, unless it has an end.
  public static String ended(String words) {
    return words.endsWith("…") || words.endsWith("?") || words.endsWith("!") || words.endsWith(".")
        ? words
        : words + ".";
  }

  /// Without the words that begin something and lead nowhere: « je n’arrive pas à ».
  public static String whole(String words) {
    var kept = END.matcher(words).replaceFirst("");
    if (!open(kept)) {
      return words.strip();
    }
    while (open(kept)) {
      kept = END.matcher(OPEN.matcher(kept).replaceFirst("")).replaceFirst("");
    }
    return kept.isEmpty() ? "" : kept + "…";
  }

  /// Whether a sentence breaks off.
  static boolean open(String words) {
    return OPEN.matcher(END.matcher(words).replaceFirst("")).find();
  }
}
