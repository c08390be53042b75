package ava.summary.content;

/// The model gave no usable summary.
public final class SummaryUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /// @param reason for the reader of the email, in French
  /// @param detail for the log, in English; no word of the call
  public SummaryUnavailable(String reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
