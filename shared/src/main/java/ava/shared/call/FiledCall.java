package ava.shared.call;

import java.time.Instant;
import java.util.Optional;

/// A call with what is to become of it.
///
/// @param webhook how the owner's own system took the call: `PENDING`, `DELIVERED` or `REFUSED`;
///   empty when none is told
/// @param expiresAt when it is forgotten
public record FiledCall(
    CallRecord call, FollowUp followUp, Optional<String> webhook, Optional<Instant> expiresAt) {
  /// The same call behind a decision.
  public FiledCall with(FollowUp decided) {
    return new FiledCall(call, decided, webhook, expiresAt);
  }

  /// Whether its time is over; the table forgets somewhat later.
  public boolean expired(Instant now) {
    return expiresAt.filter(at -> !at.isAfter(now)).isPresent();
  }
}
