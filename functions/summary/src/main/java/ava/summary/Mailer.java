package ava.summary;

import ava.summary.mail.Letter;

/// Hands a mail to the mail service, once: it never tries again by itself.
interface Mailer {
  Delivery send(Letter letter);

  /// What came of it.
  sealed interface Delivery {
    record Accepted(String messageId) implements Delivery {}

    /// The service will not take this mail, however often it is offered.
    record Refused(String error) implements Delivery {}

    /// The service may take the mail later.
    ///
    /// @param mayBeSent no answer came, so that the mail may have been taken
    record Failed(String error, boolean mayBeSent) implements Delivery {}
  }
}
