package ava.shared.loop;

import java.util.OptionalInt;

/// One end of a WebSocket that carries text. Thread: its loop, the [Ear]'s methods too.
public interface TextSocket {
  /// Sends a message; one that is sent behind the close is dropped.
  ///
  /// @param taken runs when the other side has made room for the message: what is not taken yet
  ///   waits in memory. Never runs behind the close
  void send(String text, Runnable taken);

  /// Asks for a sign of life, which [Ear#pong] is.
  void ping();

  /// Closes; [Ear#closed] follows. Does nothing on a closed socket.
  void close(int code, String reason);

  boolean isOpen();

  /// Who hears what comes. The methods are called in the order in which it came.
  interface Ear {
    void text(String text);

    /// @param bytes how many; the content is nobody's
    void binary(int bytes);

    /// A message came that is larger than the limit; the socket is still open.
    void tooBig();

    void pong();

    /// The line broke; [#closed] follows.
    void broken(String why);

    /// The last call.
    ///
    /// @param code what the other side gave, if it gave one
    void closed(OptionalInt code);
  }
}
