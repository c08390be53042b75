package ava.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.shared.settings.SettingsException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveConfigTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "CALLS_TABLE", "ava-calls",
          "PAGE_ORIGIN", "https://ava.example.com/",
          "LIVE_API_ENDPOINT", "https://abc.execute-api.eu-west-3.amazonaws.com/live/");

  @Test
  void everySettingIsMapped() {
    var config = LiveConfig.from(ENVIRONMENT);

    assertThat(config.table()).isEqualTo("ava-calls");
    assertThat(config.page()).isEqualTo(URI.create("https://ava.example.com"));
    assertThat(config.managementEndpoint())
        .isEqualTo(URI.create("https://abc.execute-api.eu-west-3.amazonaws.com/live"));
  }

  @Test
  void nothingHasADefaultAndEveryMissingNameIsNamed() {
    assertThatThrownBy(() -> LiveConfig.from(Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("CALLS_TABLE")
        .hasMessageContaining("PAGE_ORIGIN")
        .hasMessageContaining("LIVE_API_ENDPOINT");
  }
}
