package ava.telephone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.shared.settings.SettingsException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelephoneConfigTest {
  private static final Map<String, String> LEAST =
      Map.of(
          "PUBLIC_BASE_URL", "https://ava.example.com/",
          "CALLS_TABLE", "calls",
          "CALL_ENDED_QUEUE_URL", "https://queue",
          "TWILIO_AUTH_TOKEN", "12345",
          "STREAM_TOKEN_SECRET", "secret");

  @Test
  void defaultsToNoBridge() {
    var config = TelephoneConfig.from(LEAST);

    assertThat(config.addresses().bridgeUrl()).isEmpty();
    assertThat(config.aws().metricsNamespace()).isEqualTo("Ava");
  }

  @Test
  void readsEverySetting() {
    var environment = new HashMap<>(LEAST);
    environment.put("BRIDGE_URL", "wss://bridge.example.com/media-stream");
    environment.put("METRICS_NAMESPACE", "Ava/second");

    var config = TelephoneConfig.from(environment);

    assertThat(config.addresses().publicBaseUrl()).isEqualTo(URI.create("https://ava.example.com"));
    assertThat(config.addresses().bridgeUrl())
        .contains(URI.create("wss://bridge.example.com/media-stream"));
    assertThat(config.aws().callEndedQueueUrl()).isEqualTo("https://queue");
    assertThat(config.aws().callsTable()).isEqualTo("calls");
    assertThat(config.secrets().authTokens().value()).isEqualTo("12345");
    assertThat(config.secrets().streamToken().value()).isEqualTo("secret");
    assertThat(config.aws().metricsNamespace()).isEqualTo("Ava/second");
  }

  @Test
  void namesAllThatIsMissing() {
    assertThatThrownBy(
            () -> TelephoneConfig.from(Map.of("BRIDGE_URL", "https://bridge.example.com")))
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
