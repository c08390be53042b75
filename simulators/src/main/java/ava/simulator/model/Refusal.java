package ava.simulator.model;

import java.util.Optional;

/// Why a client event was refused, as its `error` event says it.
///
/// @param event the refused event's type
/// @param param the field at fault, such as `session.temperature`
public record Refusal(
    int session,
    String event,
    String type,
    Optional<String> code,
    String message,
    Optional<String> param) {
  /// An error that no client event is to blame for.
  static Refusal of(int session, String code, String message) {
    return new Refusal(
        session, "", "invalid_request_error", Optional.of(code), message, Optional.empty());
  }

  static Refusal onPurpose(int session, String code) {
    return of(session, code, "The server refused on purpose: " + code);
  }
}
