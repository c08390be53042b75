package ava.dashboard;

/// Nobody could be signed in: the issuer refused, or did not answer.
final class SignInException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean away;

  private SignInException(String message, Throwable cause, boolean away) {
    super(message, cause);
    this.away = away;
  }

  static SignInException refused(String why, Throwable cause) {
    return new SignInException(why, cause, false);
  }

  static SignInException refused(String why) {
    return new SignInException(why, new IllegalArgumentException(why), false);
  }

  static SignInException away(Throwable cause) {
    return new SignInException("issuer does not answer", cause, true);
  }

  /// Whether the issuer said nothing at all, so that the same may succeed later.
  boolean away() {
    return away;
  }
}
