package ava.summary.content;

import ava.shared.call.Speaker;
import ava.summary.mention.SentenceSplit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What was promised in a call. A summary may tell of no call back, visit, payment or favour that
/// nobody spoke of.
final class Promises {
  /// @param told how a summary tells of it as something that will be
  /// @param meant how it is spoken of
  private record Kind(Pattern told, Pattern meant) {}

  private static final List<Kind> KINDS =
      List.of(
          kind(
              "(?:r?appeller|recontacter|contacter|telephoner)(?:a|ont|ons)|(?:sera|seront|serez|etre)"
                  + " (?:rappele|recontacte|contacte)\\w*|(?:va|vont) (?:\\w+ )?(?:rappeler|recontacter)|"
                  + "(?:vous|la|le|l|lui|les) (?:rappelle|recontacte)(?:nt)?",
              "rappel\\w*|recontact\\w*|contact\\w*|telephon\\w*|rappeller\\w*"),
          kind(
              "(?:passer|viendr|interviendr|arriver|deplacer)(?:a|ont|ons)|(?:va|vont) (?:\\w+ )?(?:passer|venir|"
                  + "intervenir|arriver|se deplacer)|est en route|(?:sera|seront) (?:envoye|depeche)\\w*",
              "pass\\w+|vien\\w+|venir|interv\\w+|arriv\\w+|deplac\\w+|envo\\w+|route"),
          kind(
              "enverr(?:a|ont|ons)|recevr(?:a|ont|ez)|(?:va|vont) (?:\\w+ )?envoyer",
              "envo\\w+|enverr\\w+|rece\\w+"),
          kind(
              "(?:rendez vous|rdv) (?:est |a ete |sera )?(?:confirme|fixe|reserve|pris|bloque|annule|deplace)|(?:sera|est)"
                  + " confirme\\w*|confirmer(?:a|ont)",
              "confirm\\w+|fix\\w+|reserv\\w+|pris|bloqu\\w+|annul\\w+|deplac\\w+|report\\w+"),
          kind(
              "transmettr\\w+|transmis\\w*|previendr\\w+|prevenir\\b|prevenu\\w*",
              "transm\\w+|previen\\w+|preven\\w+|suivre|not\\w+"));

  /// Words that grant or assure something: they must have been said themselves.
  private static final List<Pattern> FAVOURS =
      List.of(
          word("gratuit\\w*|offert\\w*|sans frais|cadeau"),
          word("rembours\\w+|dedommag\\w+|indemnis\\w+"),
          word("garanti\\w*"),
          word(
              "a coup sur|sans faute|sans aucun doute|certainement|assurement|c est sur|c est certain"),
          word("promis\\w*|promet\\w*|promess\\w+|s engag\\w+"),
          word("remises?|reductions?|rabais|ristournes?|promotions?"),
          word("prise? en charge|priorit\\w+"));

  private static final Pattern ASKED =
      word("est ce que|pouvez vous|voulez vous|souhaitez vous|ne peux pas|ne peut pas");
  private static final Pattern OWN =
      word(
          "(?:je (?:vous |le |la )?(?:rappelle|passe|viens|envoie|confirme)|\\w+rai|vais \\w+|\\w+(?:era|ira|dra)|va \\w+)");
  private static final int TELLING = 5;

  private final List<String> ava;
  private final List<String> caller;

  Promises(WholeCall call) {
    this.ava =
        call.turns().stream()
            .filter(turn -> turn.speaker() == Speaker.AVA)
            .flatMap(turn -> SentenceSplit.in(turn.text()).stream())
            .filter(sentence -> !sentence.endsWith("?"))
            .map(Emergency::flat)
            .filter(sentence -> !ASKED.matcher(sentence).find())
            .toList();
    this.caller =
        call.callerTurns().stream()
            .flatMap(turn -> SentenceSplit.in(turn.text()).stream())
            .filter(sentence -> !Orders.in(sentence))
            .map(Emergency::flat)
            .toList();
  }

  /// Whether nothing in a statement will be that nobody promised.
  boolean back(String statement) {
    var flat = Emergency.flat(statement);
    return favoured(flat)
        && KINDS.stream()
            .filter(kind -> kind.told().matcher(flat).find() && !wished(flat))
            .allMatch(kind -> byAva(kind) || byCaller(kind));
  }

  /// Whether Ava said something of this kind.
  boolean madeByAva(String promise) {
    var flat = Emergency.flat(promise);
    var kinds = KINDS.stream().filter(kind -> kind.meant().matcher(flat).find()).toList();
    if (!favoured(flat) || kinds.stream().anyMatch(kind -> !byAva(kind))) {
      return false;
    }
    return !kinds.isEmpty() || sharesWord(flat);
  }

  private static boolean wished(String statement) {
    return word("(?:souhait\\w*|veut|voudrait|demande|aimerait|desire|attend|espere|prefere) (?:\\w+ ){0,2}etre")
        .matcher(statement)
        .find();
  }

  private boolean favoured(String flat) {
    return FAVOURS.stream()
        .filter(favour -> favour.matcher(flat).find())
        .allMatch(favour ->
            Stream.concat(ava.stream(), caller.stream())
                .anyMatch(said -> favour.matcher(said).find()));
  }

  private boolean byAva(Kind kind) {
    return ava.stream().anyMatch(said -> kind.meant().matcher(said).find());
  }

  private boolean byCaller(Kind kind) {
    return caller.stream()
        .anyMatch(said -> kind.meant().matcher(said).find() && OWN.matcher(said).find());
  }

  private boolean sharesWord(String flat) {
    return Stream.of(flat.split(" "))
        .filter(word -> word.length() >= TELLING)
        .map(word -> word.substring(0, TELLING))
        .anyMatch(stem -> ava.stream().anyMatch(said -> said.contains(stem)));
  }

  private static Kind kind(String told, String meant) {
    return new Kind(word(told), word(meant));
  }

  private static Pattern word(String regex) {
    return Pattern.compile("\\b(?:" + regex + ")\\b");
  }
}
