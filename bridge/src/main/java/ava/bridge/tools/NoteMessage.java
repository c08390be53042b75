package ava.bridge.tools;

import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Fills in the message card, field by field.
final class NoteMessage implements BesideTool {
  @Override
  public String name() {
    return "noter_message";
  }

  @Override
  public String description() {
    return "Note un ou plusieurs éléments du message de la personne, dès qu’ils sont connus. Un"
        + " champ déjà noté est remplacé. N’envoyer que ce qui a été dit.";
  }

  @Override
  public String parameters() {
    return """
    {
      "type": "object",
      "properties": {
        "nom": {"type": "string", "description": "Prénom et nom de la personne qui appelle"},
        "societe": {"type": "string", "description": "Société ou organisme, si la personne en parle"},
        "telephone": {"type": "string", "description": "Numéro où rappeler, en chiffres, par exemple 0612345678 ou +33612345678"},
        "motif": {"type": "string", "description": "Pourquoi la personne appelle, en une ou deux phrases"},
        "urgence": {"type": "string", "enum": ["basse", "normale", "haute"], "description": "Degré d’urgence, tel qu’il ressort de l’appel"},
        "adresse": {"type": "string", "description": "Adresse où l’on est attendu : rue, ville, étage, code de la porte"},
        "courriel": {"type": "string", "description": "Adresse électronique, écrite, par exemple jean.petit@exemple.fr"},
        "rappel": {"type": "string", "description": "Quand la personne souhaite être rappelée, dans ses mots"}
      },
      "additionalProperties": false
    }
    """;
  }

  @Override
  public String rule() {
    return """
    dès que tu apprends un nom, une société, un numéro, un motif, un degré d’urgence, une adresse, un courriel ou un souhait de rappel, note-le tout de suite, champ par champ, sans en parler. Corrige de la même façon.
    Si noter_message répond que le numéro est incomplet ou impossible, dis-le et fais redicter le numéro deux chiffres par deux, ou propose de le taper sur le clavier du téléphone.
    """;
  }

  @Override
  public ToolOutput run(JsonNode arguments, Notepad notepad) {
    var checked = NoteArguments.check(arguments);
    var message = checked.message();
    if (message.isEmpty() && checked.problems().isEmpty()) {
      return ToolOutput.refused("rien à noter");
    }
    notepad.note(message);
    return checked.problems().isEmpty()
        ? ToolOutput.done(readBack(message))
        : new ToolOutput(checked.problems(), Map.of());
  }

  /// The number as it is read back.
  private static Map<String, String> readBack(NotedMessage message) {
    return message
        .get(NotedMessage.Field.PHONE)
        .map(number -> new PhoneNumber(number).displayed().replace('\u00a0', ' '))
        .map(number -> Map.of("telephone", number))
        .orElse(Map.of());
  }
}
