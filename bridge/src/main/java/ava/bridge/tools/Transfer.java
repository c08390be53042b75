package ava.bridge.tools;

import ava.bridge.call.Move;
import ava.shared.call.PhoneNumber;

/// Hands the caller to a person.
record Transfer(PhoneNumber to) implements Tool {
  @Override
  public String name() {
    return "transferer";
  }

  @Override
  public String description() {
    return "Transfère l’appel à une personne de l’équipe, après l’avoir annoncé à voix haute.";
  }

  @Override
  public String parameters() {
    return """
    {
      "type": "object",
      "properties": {
        "motif": {"type": "string", "description": "Pourquoi la personne veut parler à quelqu’un"}
      },
      "required": ["motif"],
      "additionalProperties": false
    }
    """;
  }

  @Override
  public String rule() {
    return "seulement si la personne demande expressément à parler à quelqu’un, ou si l’affaire ne"
        + " peut pas attendre. Dis « Je vous transfère, un instant », puis appelle transferer avec"
        + " le motif.";
  }

  @Override
  public Move move() {
    return new Move.Transfer(to);
  }
}
