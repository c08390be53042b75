package ava.bridge.call;

import ava.shared.call.Speaker;

/// One thing that a new session is told of the conversation so far.
public sealed interface Memory {
  record Said(Speaker speaker, String text) implements Memory {}

  record UsedTool(String callId, String name, String arguments, String output) implements Memory {}

  /// A system message.
  record Fact(String text) implements Memory {}
}
