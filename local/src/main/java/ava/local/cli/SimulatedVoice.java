package ava.local.cli;

import ava.simulator.socket.PollySimulator;
import java.util.Optional;

/// A stand-in for Amazon Polly, which the SDK's clients of this process find in its place while it
/// is there.
final class SimulatedVoice implements AutoCloseable {
  /// The SDK reads `AWS_ENDPOINT_URL_POLLY` as this property, too.
  private static final String ENDPOINT = "aws.endpointUrlPolly";

  private final Optional<PollySimulator> simulator;

  private SimulatedVoice(Optional<PollySimulator> simulator) {
    this.simulator = simulator;
    simulator.ifPresent(polly -> System.setProperty(ENDPOINT, polly.url().toString()));
  }

  /// @param voice as in `AVA_VOICE`; there is nothing to stand in for without one of Polly's
  static SimulatedVoice start(Optional<String> voice) {
    return new SimulatedVoice(voice.filter(SimulatedVoice::plays).map(_ -> PollySimulator.start()));
  }

  /// Whether this voice is simulated.
  static boolean plays(String voice) {
    return voice.startsWith("polly:");
  }

  @Override
  public void close() {
    simulator.ifPresent(polly -> {
      System.clearProperty(ENDPOINT);
      polly.close();
    });
  }
}
