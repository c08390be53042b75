package ava.simulator.model;

import ava.simulator.scenario.MuLaw;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The formats of sound that a session speaks and hears. Inside, everything is mu-law at 8 kHz.
enum SoundFormat {
  MU_LAW,
  /// 16 bit, little endian, 24 kHz: what a session begins with.
  PCM;

  private static final int SAMPLES = 3;
  private static final int BYTES = SAMPLES * Short.BYTES;

  /// Empty for a format that this server does not know.
  static Optional<SoundFormat> of(JsonNode format) {
    return switch (format.path("type").asString("")) {
      case "audio/pcmu" -> Optional.of(MU_LAW);
      case "audio/pcm" -> Optional.of(PCM);
      default -> Optional.empty();
    };
  }

  byte[] toMuLaw(byte[] sound) {
    if (this == MU_LAW) {
      return sound;
    }
    var samples = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
    var muLaw = new byte[sound.length / BYTES];
    for (var index = 0; index < muLaw.length; index++) {
      muLaw[index] = MuLaw.encode(samples.getShort(index * BYTES));
    }
    return muLaw;
  }

  byte[] fromMuLaw(byte[] muLaw) {
    if (this == MU_LAW) {
      return muLaw;
    }
    var samples = ByteBuffer.allocate(muLaw.length * BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (var letter : muLaw) {
      for (var copy = 0; copy < SAMPLES; copy++) {
        samples.putShort(MuLaw.decode(letter));
      }
    }
    return samples.array();
  }
}
