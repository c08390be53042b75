package ava.summary.dictation;

import ava.summary.dictation.Stroke.Gap;
import ava.summary.dictation.Stroke.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a text word by word for what it does in a dictation. Letters may be large or small, with
/// or without accents.
final class Strokes {
  private static final String NUMBER =
      "(?:\\d+|zeros?|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze"
          + "|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante"
          + "|nonante|cents?|mille|mil)";
  private static final String END = "(?![a-z0-9])";
  private static final String TIMES =
      "(?:fois|double|triple)(?: le)?(?=[ ,]+"
          + NUMBER
          + END
          + ")|(?<=(?:deux|trois|quatre|[2-4]) )fois";
  private static final Pattern OUTSIDE_ZERO = Pattern.compile("\\(\\s*(?:0|z[ée]ro)\\s*\\)");
  private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9+]+");
  private static final Pattern OTHER = Pattern.compile("[a-z0-9]+'?");

  /// Tried in this order.
  private static final Map<Kind, Pattern> KINDS = kinds();

  /// Words that are nothing but numbers: most of a dictation, and quickly told.
  private static final Set<String> PLAIN_NUMBERS =
      Stream.of(Cardinals.UNITS, Cardinals.TEENS, Cardinals.TENS)
          .flatMap(words -> words.keySet().stream())
          .filter(word -> !Set.of("un", "une", "deux").contains(word))
          .collect(Collectors.toUnmodifiableSet());

  private Strokes() {}

  static List<Stroke> of(String text) {
    var plain = plain(text);
    var strokes = new ArrayList<Stroke>();
    var at = 0;
    while (at < plain.length()) {
      var between = BETWEEN.matcher(plain).region(at, plain.length());
      var gap = Gap.SPACE;
      if (between.lookingAt()) {
        gap = gap(plain, between);
        at = between.end();
      }
      if (at < plain.length()) {
        var stroke = next(plain, at, strokes.isEmpty() ? Gap.STOP : gap);
        strokes.add(stroke);
        at = stroke.end();
      }
    }
    return strokes;
  }

  /// Small letters without accents, one for each of the text.
  static String plain(String text) {
    var composed = OUTSIDE_ZERO.matcher(Normalizer.normalize(text, Normalizer.Form.NFC));
    var small = composed.replaceAll(found -> " ".repeat(found.group().length()));
    var plain = new StringBuilder(small.length());
    small
        .chars()
        .forEach(c -> {
          if (c < 128) {
            plain.append((char) c);
            return;
          }
          var base = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD).charAt(0);
          plain.append(base == '’' ? '\'' : Character.toLowerCase(base));
        });
    return plain.toString().toLowerCase(Locale.ROOT);
  }

  private static Gap gap(String plain, Matcher between) {
    var marks = between.group();
    if (marks.isBlank() || marks.equals("'")) {
      return Gap.SPACE;
    }
    if (marks.equals("-") || marks.equals("‑")) {
      return Gap.HYPHEN;
    }
    var inside =
        between.start() > 0
            && Character.isDigit(plain.charAt(between.start() - 1))
            && marks.length() == 1;
    return !inside && marks.matches("(?s).*[.!?…].*") ? Gap.STOP : Gap.PAUSE;
  }

  private static Stroke next(String plain, int at, Gap gap) {
    var other = OTHER.matcher(plain).region(at, plain.length());
    var end = other.lookingAt() ? other.end() : at + 1;
    var word = plain.substring(at, end);
    if (PLAIN_NUMBERS.contains(word)) {
      return new Stroke(Kind.NUMBER, word, gap, at, end);
    }
    for (var kind : KINDS.entrySet()) {
      var matcher = kind.getValue().matcher(plain).region(at, plain.length());
      matcher.useTransparentBounds(true);
      if (matcher.lookingAt()) {
        var words = matcher.group().replaceFirst(" le$", "");
        return new Stroke(kind.getKey(), words, gap, at, matcher.end());
      }
    }
    return new Stroke(Kind.OTHER, word, gap, at, end);
  }

  private static Map<Kind, Pattern> kinds() {
    var kinds = new LinkedHashMap<Kind, Pattern>();
    put(
        kinds,
        Kind.MEASURE,
        "\\d{1,2} ?h(?: ?\\d{2})?|\\d+ ?(?:€|%|eme|ere?)|(?:heures?|ans?|euros?|minutes?|jours?|mois|semaines?"
            + "|rue|avenue|boulevard|place|chemin|etages?|personnes?|enfants?|pieces?|kilos?|metres?|janvier|fevrier"
            + "|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)");
    put(
        kinds,
        Kind.SHOWN,
        "(?:numero|celui)[a-z' ,]{0,12}? (?:s'affiche|affiche|avec lequel|duquel"
            + " j'appelle|dont j'appelle|d'ou j'appelle)");
    put(
        kinds,
        Kind.ENDING,
        "(?:(?:ca|il|elle|cela|le numero) )?(?:(?:se )?(?:finit|termine)|terminant|finissant) (?:par|avec)"
            + "|(?:(?:a|pour|dans|vers) )?la (?:toute )?fin(?:,? (?:c'est|ce sera))?"
            + "|(?:et )?(?:les|le) (?:deux |quatre )?derniers?(?: chiffres?| nombres?| numeros?)?(?:,?"
            + " (?:c'est|ce sont|est|sont))?");
    put(
        kinds,
        Kind.BEGINNING,
        "(?:(?:ca|il|cela|le numero) )?(?:commence|debute|commencant) (?:par|avec)"
            + "|(?:au|le) debut(?:,? (?:c'est|ce sera))?"
            + "|les (?:deux )?premiers?(?: chiffres?| nombres?| numeros?)?(?:,? (?:c'est|ce sont|est|sont))?");
    put(
        kinds,
        Kind.AGAIN,
        "(?:je (?:vous )?(?:le |la )?(?:repete|redis|redonne|redicte)|encore une fois|a nouveau|de nouveau)");
    put(
        kinds,
        Kind.INSTEAD,
        "(?:et |mais )?(?:(?:c'est|ce n'est|n'est) )?(?:non )?(?:pas|au lieu de|plutot que|a la place"
            + " de)(?: du| de| le)?(?= "
            + NUMBER
            + END
            + ")|(?:et|mais) non(?: pas)?(?: le)?(?= "
            + NUMBER
            + END
            + ")");
    put(kinds, Kind.SAID, "j'(?:ai|avais) (?:bien )?dit(?: le)?(?= " + NUMBER + END + ")");
    put(
        kinds,
        Kind.MISTAKE,
        "(?:je me (?:suis )?(?:tromp|gour|emmel|embrouill|plant)[a-z]*|j'ai fait (?:une )?erreur"
            + "|je (?:dis|raconte) n'importe quoi|j'ai dit (?:une )?betise|je dis (?:une )?betise"
            + "|(?:ce n'est|c'est) pas (?:ca|cela|le bon|bon)|c'est faux|(?:au temps|autant) pour moi"
            + "|je (?:corrige|rectifie)|rectification|erreur|je (?:recommence|reprends))");
    put(
        kinds,
        Kind.CORRECTION,
        "(?:non|nan|pardon(?:nez[- ]moi)?|excusez[- ]moi|desolee?|je voulais dire|(?:ou )?plutot|oups|mince|zut"
            + "|correction|que dis[- ]je)");
    put(
        kinds,
        Kind.PAUSE,
        "(?:e+u+h+|heu+|a+h+|o+h+|eh(?: bien)?|hep|la|tenez|voyons(?: voir)?|je (?:crois|pense)|il me semble|sauf erreur|ecoutez|hu?m+|mm+h?|hein|ben|bah|bon|alors|ensuite|puis|apres|enfin|donc|voila|attendez"
            + "|attends|oui|ouais|ok|d'accord|tiret|point|espace|virgule|barre|slash|encore|hop|tac|pause"
            + "|je (?:regarde|cherche|verifie|continue|vous dis|reflechis)|(?:un|une|deux)"
            + " (?:petite? )?(?:instant|moment|secondes?|minutes?)|vous (?:notez|suivez|y etes)"
            + "|c'est note|ca va|comment dire|suivie? de|pour (?:finir|terminer)|s'il vous plait|merci"
            + "|et (?:puis|apres|ensuite|enfin)|laissez[- ]moi (?:regarder|verifier|chercher)"
            + "|je l'ai sous les yeux)");
    put(
        kinds,
        Kind.LINK,
        "(?:(?:c'est|ce serait|ce sera|mon numero|le numero|mon portable|le|au|du|sur|en fait|bien|(?:l')?indicatif)|(?:mais|et) c'est|mais)");
    put(kinds, Kind.NUMBER, NUMBER + "|\\+|(?:plus|et)(?=[ -]+" + NUMBER + END + ")|" + TIMES);
    return kinds;
  }

  private static void put(Map<Kind, Pattern> kinds, Kind kind, String regex) {
    kinds.put(kind, Pattern.compile("(?:" + regex + ")(?:(?<=\\+)|" + END + ")"));
  }
}
