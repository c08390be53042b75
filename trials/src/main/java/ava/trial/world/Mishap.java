package ava.trial.world;

import java.time.Duration;

/// What goes wrong with one request to a service.
public sealed interface Mishap {
  Mishap NONE = new None();

  record None() implements Mishap {}

  /// It is answered late.
  record Late(Duration by) implements Mishap {}

  record Throttled() implements Mishap {}

  /// The service does not want it.
  ///
  /// @param code such as `MessageRejected`
  record Refused(String code) implements Mishap {}

  /// The service fails.
  ///
  /// @param applied it is done all the same
  record ServerError(boolean applied) implements Mishap {}

  /// The connection breaks.
  ///
  /// @param applied behind the deed, so that only the answer is lost
  /// @param unchecked as the SDK lets some exceptions of the network pass as they are
  record Reset(boolean applied, boolean unchecked) implements Mishap {}

  /// Nobody answers; nothing is done.
  record Silent() implements Mishap {}

  /// Nobody is there.
  record Down() implements Mishap {}

  /// Decides what goes wrong. Asked once for each try of each request, when it arrives.
  @FunctionalInterface
  interface Source {
    Mishap next(Request request);

    /// A request is made.
    default void leaves(Request request) {}
  }

  /// A request on its way.
  ///
  /// @param service `table`, `queue` or `mail`
  /// @param operation such as `UpdateItem`
  record Request(String service, String operation, Payload body) {}
}
