package ava.bridge.call;

import ava.shared.call.PhoneNumber;

/// What a tool of the model's asks of the call.
public sealed interface Move {
  /// The call ends once the goodbye was heard.
  record HangUp() implements Move {}

  /// A person takes the call over once the caller was told.
  record Transfer(PhoneNumber to) implements Move {}

  /// Ava says nothing and goes on listening: what was heard was not meant for her.
  record Listen() implements Move {}

  /// Nothing: the tool runs beside the call, and what comes of it is the model's to tell.
  record Beside() implements Move {}
}
