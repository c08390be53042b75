package ava.local.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Says to the owner, in French, what is wrong with a setting.
final class FrenchSettings {
  private record Phrase(Pattern problem, String french) {
    Phrase(String problem, String french) {
      this(Pattern.compile("^(?:" + problem + ")$", Pattern.DOTALL), french);
    }

    Optional<String> say(String text) {
      var found = problem.matcher(text);
      return found.matches() ? Optional.of(found.replaceFirst(french)) : Optional.empty();
    }
  }

  private static final List<Phrase> PHRASES =
      List.of(
          new Phrase("(\\w+) is not set, but (\\w+) is", "$1 n’est pas donné, alors que $2 l’est"),
          new Phrase("(\\w+) is not set( \\(.*\\))?", "$1 n’est pas donné"),
          new Phrase("(\\w+) must begin with (\\S+)", "$1 doit commencer par $2"),
          new Phrase("(\\w+) is not an address \\(.*\\)", "$1 n’est pas une adresse"),
          new Phrase(
              "(\\w+) must be a whole number, not '(.*)'",
              "$1 doit être un nombre entier, et non « $2 »"),
          new Phrase(
              "(\\w+) must be from (\\S+) to (\\S+), not (.*)", "$1 va de $2 à $3, et non « $4 »"),
          new Phrase(
              "(\\w+) must be in E\\.164 form, such as (\\S+)",
              "$1 doit être un numéro international, comme $2"),
          new Phrase(
              "(\\w+) must hold at most (\\S+)( addresses)?", "$1 compte $2 adresses au plus"),
          new Phrase(
              "(\\w+) must be up to (\\S+) of A-Z, a-z, 0-9, _ and -",
              "$1 compte au plus $2 lettres sans accent, chiffres, _ ou -"),
          new Phrase(
              "(\\w+) must hold (\\S+) characters or more", "$1 compte au moins $2 caractères"),
          new Phrase("(\\w+) is no model's name: (.*)", "$1 n’est pas un nom de modèle : « $2 »"),
          new Phrase(
              "(\\w+) must be like (\\S+), (\\S+) or (\\S+), not (.*)",
              "$1 doit être comme $2, $3 ou $4, et non « $5 »"),
          new Phrase(
              "(\\w+) must be like ([^', ]+), not (.*)", "$1 doit être comme $2, et non « $3 »"),
          new Phrase("(\\w+) must be a number such as (\\S+)", "$1 doit être un numéro, comme $2"),
          new Phrase(
              "(\\w+) must be at most (\\S+) bytes, not (.*)",
              "$1 compte au plus $2 octets, et non $3"),
          new Phrase(
              "(\\w+) must be at most (\\S+) tokens, not some (.*)",
              "$1 compte au plus $2 jetons environ, et non $3"),
          new Phrase("(\\w+) must be like '(.*)'", "$1 doit être une adresse, comme « $2 »"),
          new Phrase(
              "(\\w+) must be host or host:port, not '(.*)'",
              "$1 doit être serveur ou serveur:port, et non « $2 »"),
          new Phrase(
              "(\\w+) must be (\\S+) or (\\S+), not '?(.*?)'?",
              "$1 doit être $2 ou $3, et non « $4 »"));

  private FrenchSettings() {}

  /// A problem that is not known stays as it is.
  static String say(String problem) {
    return PHRASES.stream()
        .flatMap(phrase -> phrase.say(problem).stream())
        .findFirst()
        .orElse(problem);
  }
}
