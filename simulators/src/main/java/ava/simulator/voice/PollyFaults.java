package ava.simulator.voice;

import java.util.Optional;

/// The failures of Polly to make, each of a text. Safe for several threads.
public final class PollyFaults extends VoiceFaults<PollyFault> {
  Optional<PollyFault> take() {
    return take(_ -> true);
  }
}
