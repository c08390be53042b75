package ava.simulator.model;

import java.util.Objects;
import java.util.Optional;

/// Ends the handling of a wrong client event.
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<String> code;
  private final transient Optional<String> param;

  private RefusedException(Optional<String> code, String message, Optional<String> param) {
    super(message, null, false, false);
    this.code = code;
    this.param = param;
  }

  static RefusedException of(String code, String message, String param) {
    return new RefusedException(Optional.of(code), message, Optional.of(param));
  }

  static RefusedException of(String code, String message) {
    return new RefusedException(Optional.of(code), message, Optional.empty());
  }

  static RefusedException withoutCode(String message) {
    return new RefusedException(Optional.empty(), message, Optional.empty());
  }

  Refusal refusal(int session, String event) {
    return new Refusal(
        session,
        event,
        "invalid_request_error",
        code,
        Objects.requireNonNullElse(getMessage(), ""),
        param);
  }
}
