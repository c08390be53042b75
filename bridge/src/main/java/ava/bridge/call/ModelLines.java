package ava.bridge.call;

import java.util.List;
import java.util.function.Consumer;

/// Opens sessions with the model. Thread: the call's context.
public interface ModelLines {
  /// Returns at once; [Event.ModelReady] or [Event.ModelLost] follows within five seconds.
  ///
  /// @param conversation what the session must know before it is ready
  /// @param events takes the session's events on the call's context
  ModelLine open(List<Memory> conversation, Consumer<Event> events);
}
