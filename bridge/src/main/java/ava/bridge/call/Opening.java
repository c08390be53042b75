package ava.bridge.call;

import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known when a caller's stream begins.
///
/// @param callStartedAt when the call began: earlier than now in a call that is taken up again
/// @param resumption empty in a new call
/// @param greeting the recorded greeting, when there is one
public record Opening(
    PhoneNumber from,
    Instant callStartedAt,
    Optional<Resumption> resumption,
    Optional<Recording> greeting) {

  /// A call that is taken up again.
  ///
  /// @param transferFailed the caller comes back because nobody took the transfer
  public record Resumption(List<Turn> turns, NotedMessage noted, boolean transferFailed) {
    public Resumption {
      turns = List.copyOf(turns);
    }
  }

  /// @param audio base64 of mu-law
  public record Recording(String audio) {}
}
