package ava.embedded;

/// An error that SES answers instead of taking a mail.
final class EmbeddedSesRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /// @param code SES's error code, which the SDK maps to its exception classes
  EmbeddedSesRefusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String type() {
    return status < 500 ? "Sender" : "Receiver";
  }
}
