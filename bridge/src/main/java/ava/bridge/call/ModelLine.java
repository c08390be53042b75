package ava.bridge.call;

/// One session with the model. Never blocks; thread: the call's context.
public interface ModelLine {
  /// What is sent before [Event.ModelReady] is not heard.
  void send(Effect.ToModel effect);

  /// Closes the session. No event comes from it afterwards. Repeating it does nothing.
  void close();
}
