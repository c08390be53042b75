package ava.bridge.tools;

import ava.bridge.call.Move;

/// Something that Ava can do. All texts are for the model.
interface Tool {
  /// A JSON Schema for a tool that is told nothing.
  String NOTHING =
      """
      {"type": "object", "properties": {}, "additionalProperties": false}
      """;

  /// By which the model calls it.
  String name();

  /// What it does.
  String description();

  /// The JSON Schema of its arguments, an object.
  default String parameters() {
    return NOTHING;
  }

  /// When to use it and how: a line of Ava's rules, or several.
  String rule();

  /// What it asks of the call.
  Move move();
}
