package ava.simulator.model;

import java.time.Duration;

/// How fast the model is.
///
/// @param think from the end of the caller's turn to the first audio
/// @param delta between two audio deltas, at least 1 ms
/// @param chunk audio in a delta
/// @param transcribe from the end of the caller's turn to its transcript
/// @param lifetime how long a session may last
public record Pace(
    Duration think, Duration delta, Duration chunk, Duration transcribe, Duration lifetime) {
  /// Quick enough for a demonstration, slow enough to be interrupted.
  public static final Pace USUAL =
      new Pace(
          Duration.ofMillis(150),
          Duration.ofMillis(5),
          Duration.ofMillis(200),
          Duration.ofMillis(250),
          Duration.ofMinutes(60));

  /// As fast as it goes.
  public static final Pace FAST =
      new Pace(
          Duration.ofMillis(1),
          Duration.ofMillis(1),
          Duration.ofMillis(200),
          Duration.ofMillis(2),
          Duration.ofMinutes(60));
}
