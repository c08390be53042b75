package ava.bridge.call;

/// The caller's side of one call. Never blocks; thread: the call's context. Written in order; when
/// the peer is too slow the line posts [Event.PeerStalled] instead of growing.
public interface CallerLine {
  void send(Effect.ToCaller effect);

  /// Closes the stream. Repeating it does nothing.
  void letGo();
}
