package ava.bridge.twilio;

import ava.bridge.call.CallerLine;
import ava.bridge.call.Event;
import java.util.Optional;
import java.util.function.Consumer;

/// Who takes the calls that arrive at a [StreamDoor]. Thread: the door's loop.
public interface Switchboard {
  /// Whether another stream may begin.
  Admission admission();

  /// Takes the call of a stream that began.
  ///
  /// @return what takes the stream's events, or empty when the call has a live stream already
  Optional<Consumer<Event>> take(StreamStart start, CallerLine line);

  /// Whether there is room for a stream.
  enum Admission {
    OPEN,
    /// The process is about to end.
    DRAINING,
    /// It has as many as it may have, or carries those that it has too slowly.
    FULL
  }
}
