package ava.bridge.tools;

import ava.shared.NotedMessage;
import ava.shared.NotedMessage.Field;
import ava.shared.ValidNumber;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the model wants noted, checked field by field: what is right is kept, what is wrong is told
/// in words that the model can act on.
///
/// @param message the fields to note
/// @param problems in French
record NoteArguments(NotedMessage message, List<String> problems) {
  private static final int LONGEST = 500;
  private static final Set<String> URGENCIES = Set.of("basse", "normale", "haute");

  private static final Pattern EMAIL =
      Pattern.compile("[a-z0-9._%+-]{1,64}@[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,24}");

  NoteArguments {
    problems = List.copyOf(problems);
  }

  static NoteArguments check(JsonNode arguments) {
    var fields = new EnumMap<Field, String>(Field.class);
    var problems = new ArrayList<String>();
    for (var field : Field.values()) {
      text(arguments.get(parameter(field)))
          .flatMap(text -> checked(field, text, problems))
          .ifPresent(value -> fields.put(field, value));
    }
    return new NoteArguments(new NotedMessage(fields), problems);
  }

  private static String parameter(Field field) {
    return switch (field) {
      case NAME -> "nom";
      case COMPANY -> "societe";
      case PHONE -> "telephone";
      case REASON -> "motif";
      case URGENCY -> "urgence";
      case CALLBACK -> "rappel";
      case ADDRESS -> "adresse";
      case EMAIL -> "courriel";
    };
  }

  private static Optional<String> checked(Field field, String text, List<String> problems) {
    return switch (field) {
      case PHONE -> {
        var number = ValidNumber.from(text).map(ValidNumber::e164);
        if (number.isEmpty()) {
          problems.add(
              "numéro incomplet ou impossible : à redemander, deux chiffres par deux, ou à taper"
                  + " sur le clavier");
        }
        yield number;
      }
      case URGENCY -> {
        var urgency = text.toLowerCase(Locale.FRENCH);
        if (!URGENCIES.contains(urgency)) {
          problems.add("urgence inconnue : basse, normale ou haute");
          yield Optional.empty();
        }
        yield Optional.of(urgency);
      }
      case EMAIL -> {
        var address = written(text);
        if (!EMAIL.matcher(address).matches()) {
          problems.add("adresse électronique incomplète : à faire épeler, puis à relire");
          yield Optional.empty();
        }
        yield Optional.of(address);
      }
      case NAME, COMPANY, REASON, CALLBACK, ADDRESS -> Optional.of(text);
    };
  }

  /// A mail address as it is said: « jean point petit arobase exemple point fr ».
  private static String written(String said) {
    return said.toLowerCase(Locale.FRENCH)
        .replaceAll("\\s+(arobase|at)\\s+", "@")
        .replaceAll("\\s+point\\s+", ".")
        .replaceAll("\\s+tiret\\s+", "-")
        .replaceAll("\\s+", "");
  }

  private static Optional<String> text(@Nullable JsonNode node) {
    if (node == null || !node.isValueNode() || node.isNull()) {
      return Optional.empty();
    }
    var text = node.asString().strip();
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(text.substring(0, Math.min(text.length(), LONGEST)));
  }
}
