package ava.telephone;

import ava.shared.call.CallSid;
import ava.shared.web.FormFields;
import java.util.Optional;

/// A genuine request of Twilio's about a call.
///
/// @param idempotencyToken what Twilio repeats when it repeats a request
record CallRequest(CallSid callSid, FormFields fields, Optional<String> idempotencyToken) {
  /// The first value of a field, or empty text.
  String get(String field) {
    return fields.get(field);
  }

  Optional<String> find(String field) {
    return fields.find(field);
  }

  /// Whether the caller has left, so that there is nobody to answer to.
  boolean callerGone() {
    return switch (get("CallStatus")) {
      case "completed", "busy", "failed", "no-answer", "canceled" -> true;
      default -> false;
    };
  }
}
