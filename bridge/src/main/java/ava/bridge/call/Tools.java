package ava.bridge.call;

import java.util.function.Consumer;

/// Runs the model's tools beside the call. Thread: the call's context.
public interface Tools {
  /// Returns at once and always answers, within its deadline, with a JSON object as text; a failure
  /// is an answer too.
  ///
  /// @param arguments a JSON object as text, unchecked
  /// @param answer called on the call's context
  void run(String name, String arguments, Consumer<String> answer);
}
