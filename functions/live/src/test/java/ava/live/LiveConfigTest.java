package ava.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.shared.settings.SettingsException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveConfigTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "CALLS_TABLE", "ava-calls",
          "STREAM_TOKEN_SECRET", "secret",
          "LIVE_API_ENDPOINT", "https://abc.execute-api.eu-west-3.amazonaws.com/live/");

  @Test
  void everySettingIsMapped() {
    var config = LiveConfig.from(ENVIRONMENT);

    assertThat(config.table()).isEqualTo("ava-calls");
    assertThat(config.ticketSecret().value()).isEqualTo("secret");
    assertThat(config.managementEndpoint())
        .isEqualTo(URI.create("https://abc.execute-api.eu-west-3.amazonaws.com/live"));
  }

  @Test
  void nothingHasADefaultAndEveryMissingNameIsNamed() {
    assertThatThrownBy(() -> LiveConfig.from(Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("CALLS_TABLE")
        .hasMessageContaining("STREAM_TOKEN_SECRET")
        .hasMessageContaining("LIVE_API_ENDPOINT");
  }

  @Test
  void aSecretMayBeKeptElsewhere() {
    var environment = new HashMap<>(ENVIRONMENT);
    environment.remove("STREAM_TOKEN_SECRET");
    environment.put("STREAM_TOKEN_SECRET_ARN", "arn:aws:secretsmanager:eu-west-3:1:secret:s");

    var config = LiveConfig.from(environment);

    assertThat(config.ticketSecret()).asString().contains("arn:aws:secretsmanager");
  }
}
