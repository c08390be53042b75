package ava.callevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.shared.SettingsException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {
  private static final Map<String, String> LEAST =
      Map.of(
          "PUBLIC_BASE_URL", "https://ava.example.com/",
          "CALLS_TABLE", "calls",
          "CALL_ENDED_QUEUE_URL", "https://queue",
          "TWILIO_AUTH_TOKEN", "12345",
          "STREAM_TOKEN_SECRET", "secret");

  @Test
  void defaultsToNoBridge() {
    var config = Config.from(LEAST);

    assertThat(config.bridgeUrl()).isEmpty();
    assertThat(config.metricsNamespace()).isEqualTo("Ava");
  }

  @Test
  void readsEverySetting() {
    var environment = new HashMap<>(LEAST);
    environment.put("BRIDGE_URL", "wss://bridge.example.com/media-stream");
    environment.put("METRICS_NAMESPACE", "Ava/second");

    var config = Config.from(environment);

    assertThat(config.publicBaseUrl()).isEqualTo(URI.create("https://ava.example.com"));
    assertThat(config.bridgeUrl()).contains(URI.create("wss://bridge.example.com/media-stream"));
    assertThat(config.callEndedQueueUrl()).isEqualTo("https://queue");
    assertThat(config.callsTable()).isEqualTo("calls");
    assertThat(config.authTokens().value()).isEqualTo("12345");
    assertThat(config.streamTokenSecret().value()).isEqualTo("secret");
    assertThat(config.metricsNamespace()).isEqualTo("Ava/second");
  }

  @Test
  void namesAllThatIsMissing() {
    assertThatThrownBy(() -> Config.from(Map.of("BRIDGE_URL", "https://bridge.example.com")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(
            "PUBLIC_BASE_URL",
            "BRIDGE_URL",
            "CALLS_TABLE",
            "CALL_ENDED_QUEUE_URL",
            "TWILIO_AUTH_TOKEN",
            "STREAM_TOKEN_SECRET");
  }
}
