package ava.local.cli;

import ava.simulator.socket.ElevenLabsSimulator;
import ava.simulator.socket.PollySimulator;
import java.util.Map;
import java.util.Optional;

/// A stand-in for a service that speaks, which the bridge of this process finds in its place while
/// it is there.
sealed interface SimulatedVoice extends AutoCloseable {
  /// @param voice as in `AVA_VOICE`; there is nothing to stand in for where the model speaks
  static SimulatedVoice start(Optional<String> voice) {
    var name = voice.orElse("");
    return switch (service(name).orElse("")) {
      case "Polly" -> new OfPolly();
      case "ElevenLabs" -> new OfElevenLabs(name.substring(name.indexOf(':') + 1));
      default -> new Nobodys();
    };
  }

  /// Whose voice is simulated.
  static Optional<String> service(String voice) {
    return voice.startsWith("polly:")
        ? Optional.of("Polly")
        : voice.startsWith("elevenlabs:") ? Optional.of("ElevenLabs") : Optional.empty();
  }

  /// What Ava must be set to besides.
  Map<String, String> settings();

  @Override
  void close();

  /// The model speaks.
  final class Nobodys implements SimulatedVoice {
    @Override
    public Map<String, String> settings() {
      return Map.of();
    }

    @Override
    public void close() {}
  }

  /// The SDK finds it by a property of this process.
  final class OfPolly implements SimulatedVoice {
    /// The SDK reads `AWS_ENDPOINT_URL_POLLY` as this property, too.
    private static final String ENDPOINT = "aws.endpointUrlPolly";

    private final PollySimulator simulator = PollySimulator.start();

    OfPolly() {
      System.setProperty(ENDPOINT, simulator.url().toString());
    }

    @Override
    public Map<String, String> settings() {
      return Map.of();
    }

    @Override
    public void close() {
      System.clearProperty(ENDPOINT);
      simulator.close();
    }
  }

  /// The bridge finds it by its settings.
  final class OfElevenLabs implements SimulatedVoice {
    private final ElevenLabsSimulator simulator;

    OfElevenLabs(String voice) {
      this.simulator = ElevenLabsSimulator.start(voice);
    }

    @Override
    public Map<String, String> settings() {
      return Map.of(
          "ELEVENLABS_BASE_URL", simulator.url().toString(), "ELEVENLABS_API_KEY", "simulated-key");
    }

    @Override
    public void close() {
      simulator.close();
    }
  }
}
