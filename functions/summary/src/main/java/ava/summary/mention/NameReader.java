package ava.summary.mention;

import ava.summary.mention.Mention.Name;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads names of people, companies and places: words with a capital where none need be, words
/// behind a title, and a word that begins a sentence without an article and does something.
final class NameReader {
  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("m", "m"),
          Map.entry("mr", "m"),
          Map.entry("monsieur", "m"),
          Map.entry("mme", "mme"),
          Map.entry("madame", "mme"),
          Map.entry("mlle", "mme"),
          Map.entry("mademoiselle", "mme"),
          Map.entry("dr", "dr"),
          Map.entry("docteur", "dr"),
          Map.entry("docteure", "dr"),
          Map.entry("pr", "pr"),
          Map.entry("professeur", "pr"),
          Map.entry("maitre", "me"),
          Map.entry("me", "me"));
  private static final Set<String> SHORT_TITLES = Set.of("m", "mr", "mme", "mlle", "dr", "pr");

  private static final Pattern DOES =
      Pattern.compile(
          "(?:a|est|ont|sont|avait|etait|sera|seront|aura|va|vont|doit|peut|veut|vient|dit|attend|"
              + "appelle|rappelle|signale|demande|souhaite|souhaiterait|voudrait|voulait|desire|aimerait|"
              + "indique|precise|explique|declare|propose|confirme|annonce|informe|cherche|recherche|"
              + "habite|passe|passera|viendra|rappellera|appellera|interviendra|enverra|transmettra|"
              + "s|se|n|ne|l|lui|les|insiste|remercie|evoque|mentionne|rapporte|affirme|ajoute|"
              + "estime|pense|prefere|refuse|accepte|annule|reporte|reclame|sollicite|prend|prendra|"
              + "laisse|laissera|reste|parle|decrit|constate|craint|tient|telephone|contacte|"
              + "contactera|recontactera|fera|fait|paiera|remboursera|livrera|signalent|demandent|"
              + "souhaitent|veulent|appellent|attendent|travaille|vit|connait|sait|paye|paie|offre|"
              + "garantit|promet|assure|et|recommande|conseille|suggere|participe|repond|repondra)");

  private final Passage text;

  private NameReader(Passage text) {
    this.text = text;
  }

  static void read(Passage text) {
    var reader = new NameReader(text);
    for (var at = 0; at < text.size(); at++) {
      if (!text.isRead(at) && reader.name(at)) {
        text.alsoMeans(new Name(reader.title(at), text.plain(at), reader.loose(at)));
      }
    }
  }

  private boolean name(int at) {
    var word = text.word(at);
    if (NameWords.NOBODY.contains(word.plain())
        || TITLES.containsKey(word.plain())
        || word.digits()) {
      return false;
    }
    if (title(at).isPresent()) {
      return word.capital() || (SHORT_TITLES.contains(text.plain(at - 1)) && dotted(at));
    }
    if (!word.capital() || word.text().length() < 2) {
      return false;
    }
    return !word.begins()
        || (!NameWords.OPENERS.contains(word.plain()) && (besideName(at) || acts(at + 1)));
  }

  private boolean loose(int at) {
    return text.inStreet(at) || (text.word(at).begins() && besideName(at));
  }

  private boolean dotted(int at) {
    return text.word(at).before().startsWith(".") || !DOES.matcher(text.plain(at)).matches();
  }

  private boolean besideName(int at) {
    return at + 1 < text.size()
        && text.word(at + 1).capital()
        && text.word(at + 1).joined()
        && (!text.word(at + 1).text().matches("\\p{Lu}{1,3}") || elided(at + 1))
        && !TITLES.containsKey(text.plain(at + 1))
        && !infinitive(text.plain(at));
  }

  /// « O’Brien ».
  private boolean elided(int at) {
    return at + 1 < text.size() && text.word(at + 1).before().matches("['’]");
  }

  private static boolean infinitive(String word) {
    return word.matches(".*(?:er|ir|re)") && !NameWords.NO_VERBS.contains(word);
  }

  /// Whether a verb follows, at once or behind « , du cabinet voisin, ».
  private boolean acts(int next) {
    if (next >= text.size()) {
      return false;
    }
    if (text.word(next).before().isBlank()) {
      return !text.word(next).text().equals("à") && DOES.matcher(text.plain(next)).matches();
    }
    if (!text.word(next).before().startsWith(",")) {
      return false;
    }
    for (var i = next + 1; i < text.size(); i++) {
      if (text.word(i).before().startsWith(",")) {
        return DOES.matcher(text.plain(i)).matches();
      }
    }
    return false;
  }

  private Optional<String> title(int at) {
    if (at == 0 || !text.word(at).before().matches("[.]?[\\s\u00a0\u202f]+")) {
      return Optional.empty();
    }
    return Optional.ofNullable(TITLES.get(text.plain(at - 1)))
        .filter(title ->
            !title.equals("me") || text.word(at - 1).capital() || text.says(at - 1, "maitre"));
  }
}
