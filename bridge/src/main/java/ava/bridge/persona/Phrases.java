package ava.bridge.persona;

import ava.bridge.call.FixedWords;
import ava.bridge.call.FrenchMonths;
import ava.bridge.call.Wording;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/// What Ava says in fixed words, and how the model is asked to say it.
public final class Phrases implements Wording {
  private static final List<String> DAYS =
      List.of("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche");

  @Override
  public String of(FixedWords words) {
    return switch (words) {
      case STILL_THERE -> "Êtes-vous toujours en ligne ?";
      case SILENT_GOODBYE ->
          "Je ne vous entends plus, je vais raccrocher. N'hésitez pas à rappeler. Au revoir.";
      case CUT_OFF -> "Excusez-moi, nous avons été coupés un instant. Je vous écoute.";
      case NOBODY_ANSWERS ->
          "Je suis désolée, personne ne répond pour le moment. Souhaitez-vous laisser un message ?";
      case ONE_MINUTE_LEFT ->
          "Je me permets de vous prévenir : il nous reste une minute. Souhaitez-vous ajouter"
              + " quelque chose ?";
      // reassures before it ends, with what is true of every call, whatever was said in it
      case TIME_IS_UP ->
          "Ce que vous m'avez dit est bien noté et sera transmis. Je dois maintenant terminer cet"
              + " appel. Merci et très bonne journée. Au revoir.";
      case GOODBYE -> "Merci de votre appel. Très bonne journée, au revoir.";
      case TRANSFERRING -> "Ne quittez pas, je vous mets en relation.";
      case BAD_LINE ->
          "Excusez-moi, je vous entends très mal, il y a du bruit sur la ligne. Pouvez-vous"
              + " répéter, en parlant près du téléphone ?";
    };
  }

  @Override
  public String exactly(String words) {
    return "Parle uniquement en français, d'une voix chaleureuse et posée. Dis exactement : « "
        + words
        + " »";
  }

  @Override
  public boolean discloses(String spoken) {
    return AiDisclosure.in(spoken);
  }

  /// The names of days and months are spelled out because a small Java runtime has no French ones.
  @Override
  public String facts(Instant now, PhoneNumber caller) {
    var local = now.atZone(Timestamps.PARIS);
    var number =
        caller.withheld()
            ? "L'appelant masque son numéro."
            : "L'appelant appelle du " + caller.displayed() + ".";
    return "Nous sommes le %s %d %s %d, il est %d h %02d à Paris. %s"
        .formatted(
            DAYS.get(local.getDayOfWeek().getValue() - 1),
            local.getDayOfMonth(),
            FrenchMonths.NAMES.get(local.getMonthValue() - 1),
            local.getYear(),
            local.getHour(),
            local.getMinute(),
            number);
  }

  /// Field by field in a fixed order.
  @Override
  public String noted(NotedMessage message) {
    return "Déjà noté : " + new TreeMap<>(message.fields());
  }

  @Override
  public String keyed(String keys) {
    return "L'appelant vient de composer au clavier : "
        + keys
        + ". Si c'est un numéro de téléphone, relis-le deux chiffres par deux et fais-le"
        + " confirmer.";
  }

  @Override
  public String cutShort() {
    return "Ta dernière réponse a été coupée au milieu d'une phrase. Reprends cette phrase et"
        + " termine-la en peu de mots, sans t'excuser.";
  }
}
