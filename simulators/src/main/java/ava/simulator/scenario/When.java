package ava.simulator.scenario;

import java.time.Duration;

/// What the caller waits for before the next step. Ava's speech counts from the end of the caller's
/// previous step on.
public sealed interface When {
  /// Ava has spoken and has been silent for so long.
  record After(Duration silence) implements When {}

  /// Ava has been speaking for so long: the caller interrupts her.
  record Interrupt(Duration speech) implements When {}

  /// So much time has passed, whatever Ava does.
  record Delay(Duration time) implements When {}
}
