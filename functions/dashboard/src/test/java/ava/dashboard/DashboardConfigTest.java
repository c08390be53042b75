package ava.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.shared.settings.Secret;
import ava.shared.settings.SettingsException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DashboardConfigTest {
  @Test
  void withoutAPasswordAndALiveApiTheRestIsEnough() {
    var config = DashboardConfig.from(Map.of("CALLS_TABLE", "calls", "STREAM_TOKEN_SECRET", "s"));

    assertThat(config.password()).isEmpty();
    assertThat(config.liveApi()).isEmpty();
  }

  @Test
  void everySettingIsMapped() {
    var config =
        DashboardConfig.from(
            Map.of(
                "CALLS_TABLE", "calls",
                "STREAM_TOKEN_SECRET", "s",
                "AVA_DASHBOARD_PASSWORD", "p",
                "LIVE_API_URL", "wss://abc.example.org/live",
                "MAIL_LINK_SECRET", "l"));

    assertThat(config.table()).isEqualTo("calls");
    assertThat(config.ticketSecret().value()).isEqualTo("s");
    assertThat(config.password().map(Secret::value)).contains("p");
    assertThat(config.linkSecret().map(Secret::value)).contains("l");
    assertThat(config.liveApi()).contains(URI.create("wss://abc.example.org/live"));
  }

  @Test
  void everythingMissingOrWrongIsNamedAtOnce() {
    assertThatThrownBy(
            () -> DashboardConfig.from(Map.of("LIVE_API_URL", "https://abc.example.org")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("CALLS_TABLE")
        .hasMessageContaining("STREAM_TOKEN_SECRET")
        .hasMessageContaining("LIVE_API_URL");
  }
}
