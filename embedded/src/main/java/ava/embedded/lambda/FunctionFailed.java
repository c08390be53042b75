package ava.embedded.lambda;

/// The runtime reported an error of the function; the message is the report.
public final class FunctionFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FunctionFailed(String report) {
    super(report);
  }
}
