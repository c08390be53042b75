package ava.simulator.twilio;

import java.util.Optional;

/// What happens on the colleague's side once a `<Dial>` was answered there.
public enum Colleague {
  ACCEPTS("1"),
  PRESSES_ANOTHER_KEY("2"),
  SAYS_NOTHING(""),
  /// An answering machine took the call.
  MACHINE(""),
  HANGS_UP("");

  private final String keys;

  Colleague(String keys) {
    this.keys = keys;
  }

  Optional<String> keys() {
    return Optional.of(keys).filter(pressed -> !pressed.isEmpty());
  }
}
