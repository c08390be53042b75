package ava.bridge.tools;

import ava.shared.call.NotedMessage;
import ava.shared.call.NotedMessage.Field;
import ava.shared.contact.SpokenMail;
import ava.shared.contact.ValidNumber;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
        var address = SpokenMail.in(text);
        if (address.isEmpty()) {
          problems.add("adresse électronique incomplète : à faire épeler, puis à relire");
        }
        yield address;
      }
      case NAME, COMPANY, REASON, CALLBACK, ADDRESS -> Optional.of(text);
    };
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
