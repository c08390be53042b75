package ava.shared.loop;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// Opens sockets. Thread: its loop; the answer comes there, in a later turn, exactly once.
@FunctionalInterface
public interface Dialer {
  /// @param headers of the handshake; may hold secrets
  /// @param within the deadline of the handshake
  /// @param ear hears what comes over the socket, all of it behind the answer
  void dial(
      URI to,
      Map<String, String> headers,
      Duration within,
      TextSocket.Ear ear,
      Consumer<Dialled> then);

  /// What became of it.
  sealed interface Dialled {
    record Open(TextSocket socket) implements Dialled {}

    /// The other side answered, and not with an upgrade.
    record Refused(int status, String body) implements Dialled {}

    /// Nobody answered.
    record Failed(String why) implements Dialled {}
  }
}
