package ava.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.shared.settings.Secret;
import ava.shared.settings.SettingsException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardConfigTest {
  private static final Map<String, String> LEAST =
      Map.of(
          "CALLS_TABLE", "calls",
          "STREAM_TOKEN_SECRET", "s",
          "SIGN_IN_ISSUER", "https://issuer.example.org/pool",
          "SIGN_IN_URL", "https://ava.auth.example.org/",
          "SIGN_IN_CLIENT_ID", "client",
          "PAGE_ORIGIN", "https://ava.example.org");

  @Test
  void withoutALiveApiTheRestIsEnough() {
    var config = DashboardConfig.from(LEAST);

    assertThat(config.liveApi()).isEmpty();
    assertThat(config.liveEndpoint()).isEmpty();
  }

  @Test
  void everySettingIsMapped() {
    var environment = new HashMap<>(LEAST);
    environment.put("LIVE_API_URL", "wss://abc.example.org/live");
    environment.put("LIVE_API_ENDPOINT", "https://abc.example.org/live");
    environment.put("MAIL_LINK_SECRET", "l");

    var config = DashboardConfig.from(environment);

    assertThat(config.table()).isEqualTo("calls");
    assertThat(config.namingSecret().value()).isEqualTo("s");
    assertThat(config.signIn())
        .isEqualTo(
            new SignInSettings(
                URI.create("https://issuer.example.org/pool"),
                URI.create("https://ava.auth.example.org"),
                "client",
                URI.create("https://ava.example.org")));
    assertThat(config.linkSecret().map(Secret::value)).contains("l");
    assertThat(config.liveApi()).contains(URI.create("wss://abc.example.org/live"));
    assertThat(config.liveEndpoint()).contains(URI.create("https://abc.example.org/live"));
  }

  @Test
  void everythingMissingOrWrongIsNamedAtOnce() {
    assertThatThrownBy(
            () -> DashboardConfig.from(Map.of("LIVE_API_URL", "https://abc.example.org")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("CALLS_TABLE")
        .hasMessageContaining("STREAM_TOKEN_SECRET")
        .hasMessageContaining("SIGN_IN_ISSUER")
        .hasMessageContaining("SIGN_IN_URL")
        .hasMessageContaining("SIGN_IN_CLIENT_ID")
        .hasMessageContaining("PAGE_ORIGIN")
        .hasMessageContaining("LIVE_API_URL");
  }

  @ParameterizedTest
  @CsvSource({
    "http://ava.example.org, false",
    "https://ava.example.org/page, false",
    "ava.example.org, false",
    "http://127.0.0.1:8081, true",
    "http://localhost:8081, true",
    "https://ava.example.org:8443, true",
  })
  void thePageIsAtAnOriginAndWithoutHttpsOnThisMachineAlone(String origin, boolean good) {
    var environment = new HashMap<>(LEAST);
    environment.put("PAGE_ORIGIN", origin);

    if (good) {
      assertThat(DashboardConfig.from(environment).signIn().page()).hasToString(origin);
    } else {
      assertThatThrownBy(() -> DashboardConfig.from(environment))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("PAGE_ORIGIN");
    }
  }
}
