package ava.summary.content;

import ava.summary.mention.Evidence;
import ava.summary.mention.SentenceSplit;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where callers say that they live and get mail. A correction comes after what it corrects.
final class Whereabouts {
  private static final int LONGEST = 160;
  private static final Pattern LEAD =
      Pattern.compile(
          "(?iU)^.*?(?:j['’]habite|je suis|c['’]est|adresse est|nous sommes|on est|venir|venez)\\s+(?:(?:à l['’]adresse|au numéro|au|le)\\s+)?(?=\\S)");
  private static final Pattern DOOR =
      Pattern.compile(
          "(?iU)\\b(?:étage|rez-de-chaussée|digicode|interphone|code (?:de la porte|d['’]entrée|est)|"
              + "porte (?:gauche|droite|\\d)|bâtiment|escalier [a-z0-9]\\b|appartement \\d)");

  private Whereabouts() {}

  static Optional<String> email(WholeCall call) {
    return sentences(call)
        .flatMap(sentence -> Evidence.mailAddresses(sentence).stream())
        .reduce((_, later) -> later);
  }

  /// The sentence that names the street, and those that tell the way from there to the door.
  static Optional<String> address(WholeCall call) {
    var street = sentences(call).filter(Evidence::hasStreet).reduce((_, later) -> later);
    if (street.isEmpty()) {
      return Optional.empty();
    }
    var parts =
        Stream.concat(
            street.stream(),
            sentences(call).filter(s -> !street.get().equals(s) && DOOR.matcher(s).find()));
    return Optional.of(
        Prose.shortened(
            parts.map(Whereabouts::bare).distinct().collect(Collectors.joining(", ")), LONGEST));
  }

  private static Stream<String> sentences(WholeCall call) {
    return call.callerTurns().stream()
        .flatMap(turn -> SentenceSplit.in(turn.text()).stream())
        .filter(sentence -> !Orders.in(sentence));
  }

  private static String bare(String sentence) {
    var led = LEAD.matcher(sentence).replaceFirst("");
    var lost = Evidence.hasStreet(sentence) && !Evidence.hasStreet(led);
    return Phrase.inside(lost ? sentence : led);
  }
}
