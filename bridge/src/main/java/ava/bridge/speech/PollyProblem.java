package ava.bridge.speech;

import ava.shared.aws.OutOfReach;
import software.amazon.awssdk.services.polly.model.OutputFormat;

/// What Polly answered instead of speaking.
record PollyProblem(OutOfReach cause) {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;

  static PollyProblem of(Throwable thrown) {
    return new PollyProblem(OutOfReach.of("Polly", thrown));
  }

  String why() {
    return String.valueOf(cause.getMessage());
  }

  /// Whether the voice has no µ-law, where that was asked for.
  boolean refuses(OutputFormat asked) {
    return asked == OutputFormat.MULAW
        && cause.says(BAD_REQUEST, "(?is).*(output ?format|sample ?rate).*");
  }

  /// Whether the service will not have this voice, key or lexicon. A throttle passes.
  boolean refuses() {
    return cause
        .status()
        .filter(status -> status >= BAD_REQUEST && status < SERVER_ERROR)
        .filter(status -> status == FORBIDDEN || !cause.mayPass())
        .isPresent();
  }
}
