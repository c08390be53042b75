package ava.shared.call;

/// How far the summary of a call and its email are.
public enum SummaryState {
  /// Somebody works on it, until his lease ends.
  CLAIMED,
  /// The summary is stored, the email not yet sent.
  WRITTEN,
  /// About to be handed to the mail service; a crash here leaves it open whether the mail left.
  SENDING,
  SENT,
  /// The mail could not be sent; the whole summary is in the log.
  LOGGED,
  /// Nothing worth a mail.
  SKIPPED
}
