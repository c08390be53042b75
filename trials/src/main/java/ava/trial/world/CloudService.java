package ava.trial.world;

import java.io.IOException;

/// A service of AWS in this process. Thread: a fiber's; it answers at once.
interface CloudService {
  /// What comes back.
  record Reply(int status, String type, Payload body) {}

  /// What requests name it: `table`, `queue` or `mail`.
  String name();

  /// Does what a request asks.
  Reply answer(Mishap.Request request) throws IOException;

  /// An error in this service's own form.
  ///
  /// @param code such as `ThrottlingException`
  Reply refusal(int status, String code);
}
