package ava.simulator.wire;

import ava.shared.loop.TextSocket;

/// A socket that can also do what no well-behaved peer does. Thread: its loop.
public interface RoughSocket extends TextSocket {
  /// This end is gone without a close frame; what was sent before still arrives.
  void sever();

  /// The connection is reset; what is on its way is lost.
  void reset();

  /// Sends a binary message.
  void binary(byte[] bytes);

  /// Whether this end reads. While it does not, nothing is taken from the other side, which gets no
  /// sign of life either, and the [Ear] hears nothing.
  void reads(boolean on);

  /// The same socket, of a wire that can be rough.
  ///
  /// @throws IllegalStateException when the wire only carries text
  static RoughSocket of(TextSocket socket) {
    if (socket instanceof RoughSocket rough) {
      return rough;
    }
    throw new IllegalStateException("this wire does not break: " + socket.getClass().getName());
  }
}
