package ava.summary;

import ava.shared.call.CallSid;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What one sweep may take for granted. The schedule knows nothing and waits; one machine on which
/// everything runs knows more.
///
/// @param since who worked on a call that was last seen before then is gone
/// @param open the calls that may go on, told by one who sees them all: every other one is over
record Sweep(Optional<Instant> since, Optional<Set<CallSid>> open) {
  /// Of `{"sweep":true}`, with `"since":"2026-11-25T09:41:12Z"` or `"open":["CA…"]`.
  ///
  /// @throws IllegalArgumentException when an open call has no call's SID
  /// @throws java.time.DateTimeException when `since` is no time
  static Sweep of(JsonNode event) {
    return new Sweep(
        Optional.of(event.path("since").asString("")).filter(s -> !s.isEmpty()).map(Instant::parse),
        Optional.of(event.path("open")).filter(JsonNode::isArray).map(Sweep::calls));
  }

  private static Set<CallSid> calls(JsonNode names) {
    return names
        .valueStream()
        .map(name -> new CallSid(name.asString("")))
        .collect(Collectors.toUnmodifiableSet());
  }
}
