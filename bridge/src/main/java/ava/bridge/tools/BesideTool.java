package ava.bridge.tools;

import ava.bridge.call.Move;
import tools.jackson.databind.JsonNode;

/// A tool that runs beside the call.
interface BesideTool extends Tool {
  @Override
  default Move move() {
    return new Move.Beside();
  }

  /// May wait, on a thread of its own.
  ///
  /// @param arguments an object, unchecked
  ToolOutput run(JsonNode arguments, Notepad notepad);
}
