package ava.shared.loop;

import java.util.OptionalInt;

/// One end of a WebSocket that carries text. Thread: its loop, the [Ear]'s methods too.
public interface TextSocket {
  /// The code of a close for which there is no reason but the end.
  int NORMAL = 1000;

  /// Sends a message; one that is sent behind the close is dropped.
  void send(String text);

  /// How many characters of what was sent wait in memory, because the other side has made no room
  /// for them yet. Says nothing behind the close.
  long waiting();

  /// Asks for a sign of life, which [Ear#pong] is.
  void ping();

  /// Closes; [Ear#closed] follows. Does nothing on a closed socket.
  void close(int code, String reason);

  default void close() {
    close(NORMAL, "");
  }

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
