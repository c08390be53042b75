package ava.simulator.voice;

import java.util.Optional;

/// The failures of ElevenLabs to make, of a handshake or of a text. Safe for several threads.
public final class ElevenLabsFaults extends VoiceFaults<ElevenLabsFault> {
  Optional<ElevenLabsFault> takeOfHandshake() {
    return take(ElevenLabsFault::ofHandshake);
  }

  Optional<ElevenLabsFault> takeOfText() {
    return take(fault -> !fault.ofHandshake());
  }
}
