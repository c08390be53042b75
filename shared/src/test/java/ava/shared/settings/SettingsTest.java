package ava.shared.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.shared.settings.Settings.Scheme;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @Test
  void whatIsNotSetHasItsDefault() {
    var settings = settings(Map.of("EMPTY", " "));

    assertThat(settings.text("EMPTY", "otherwise")).isEqualTo("otherwise");
    assertThat(settings.number("PORT", 8080, 1, 65535)).isEqualTo(8080);
    assertThat(settings.list("MAILS")).isEmpty();
    assertThat(settings.optional("NAME")).isEmpty();
    assertThat(settings.optionalSecret("SECRET")).isEmpty();
    assertThat(settings.address("BASE", "https://api.example.com", Scheme.HTTP))
        .isEqualTo(URI.create("https://api.example.com"));
    assertThatCode(settings::check).doesNotThrowAnyException();
  }

  @Test
  void whatIsSetIsRead() {
    var settings =
        settings(
            Map.of(
                "PORT", "9000",
                "MAILS", "a@example.com, ,b@example.com",
                "NAME", "le cabinet",
                "SECRET", "s3cret",
                "KEPT_ARN", "arn:kept",
                "BASE", "https://api.example.com/v1//",
                "BRIDGE", "ws://127.0.0.1:8080/media-stream"));

    assertThat(settings.number("PORT", 8080, 1, 65535)).isEqualTo(9000);
    assertThat(settings.list("MAILS")).containsExactly("a@example.com", "b@example.com");
    assertThat(settings.required("NAME")).isEqualTo("le cabinet");
    assertThat(settings.secret("SECRET").value()).isEqualTo("s3cret");
    assertThat(settings.secret("SECRET").toString()).doesNotContain("s3cret");
    assertThat(settings.secret("KEPT").value()).isEqualTo("value of arn:kept");
    assertThat(settings.address("BASE", Scheme.HTTP))
        .isEqualTo(URI.create("https://api.example.com/v1"));
    assertThat(settings.address("BRIDGE", Scheme.WEB_SOCKET).getPort()).isEqualTo(8080);
    assertThatCode(settings::check).doesNotThrowAnyException();
  }

  @Test
  void allThatIsMissingIsNamedAtOnce() {
    var settings = settings(Map.of());

    settings.required("CALLS_TABLE");
    settings.secret("TWILIO_AUTH_TOKEN");
    settings.address("PUBLIC_BASE_URL", Scheme.HTTP);
    settings.reject("the moon is full");

    assertThatThrownBy(settings::check)
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(
            "CALLS_TABLE is not set",
            "TWILIO_AUTH_TOKEN is not set (nor TWILIO_AUTH_TOKEN_ARN)",
            "PUBLIC_BASE_URL is not set",
            "the moon is full");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.com", "example.com", "https://", "https://a b", "wss://x"})
  void wrongAddressIsNamed(String address) {
    var settings = settings(Map.of("PUBLIC_BASE_URL", address));

    settings.address("PUBLIC_BASE_URL", Scheme.HTTP);

    assertThatThrownBy(settings::check).hasMessageContaining("PUBLIC_BASE_URL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "eighty", "99999999999"})
  void wrongNumberIsNamed(String number) {
    var settings = settings(Map.of("PORT", number));

    settings.number("PORT", 8080, 1, 65535);

    assertThatThrownBy(settings::check).hasMessageContaining("PORT");
  }

  private static Settings settings(Map<String, String> environment) {
    return new Settings(environment, arn -> Secret.of("value of " + arn));
  }
}
