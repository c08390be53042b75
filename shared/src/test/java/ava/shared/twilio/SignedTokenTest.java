package ava.shared.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.settings.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedTokenTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);
  private static final String CALL = "CA00000000000000000000000000000001";

  private final SignedToken tokens = new SignedToken(Secret.of("secret"), CLOCK);
  private final String token = tokens.issue(CALL, Duration.ofMinutes(1));

  @Test
  void formIsExpiryAndLowerCaseHexOfTheMac() {
    assertThat(token)
        .isEqualTo("1800000060.9042db147451749ddfbcb565097aecbc9f4bb7c3679bed84ce4a522bd4a3f86b");
  }

  @Test
  void ownTokenIsAcceptedUntilItsExpiry() {
    assertThat(tokens.accepts(CALL, token)).isTrue();
    assertThat(later(60).accepts(CALL, token)).isTrue();
    assertThat(later(61).accepts(CALL, token)).isFalse();
  }

  @Test
  void tokenOfAnotherCallIsRefused() {
    assertThat(tokens.accepts("CA00000000000000000000000000000002", token)).isFalse();
  }

  @Test
  void tokenOfAnotherSecretIsRefused() {
    assertThat(new SignedToken(Secret.of("other"), CLOCK).accepts(CALL, token)).isFalse();
  }

  @Test
  void laterExpiryWithTheSameMacIsRefused() {
    assertThat(tokens.accepts(CALL, token.replace("1800000060.", "1800009999."))).isFalse();
  }

  @Test
  void everyChangedDigitIsRefused() {
    for (var at = 0; at < token.length(); at++) {
      var digit = token.charAt(at) == '1' ? '2' : '1';
      var tampered = token.substring(0, at) + digit + token.substring(at + 1);

      assertThat(tokens.accepts(CALL, tampered)).as("digit %d", at).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "1800000060", "1800000060.", "x.y", "1800000060.00", "-1.00"})
  void whatHasNotTheFormIsRefused(String malformed) {
    assertThat(tokens.accepts(CALL, malformed)).isFalse();
  }

  @Test
  void surroundingsOfATokenAreNoToken() {
    assertThat(tokens.accepts(CALL, token + "0")).isFalse();
    assertThat(tokens.accepts(CALL, token + "\n")).isFalse();
    assertThat(tokens.accepts(CALL, " " + token)).isFalse();
    assertThat(tokens.accepts(CALL, token.toUpperCase(java.util.Locale.ROOT))).isFalse();
  }

  private static SignedToken later(long seconds) {
    return new SignedToken(Secret.of("secret"), Clock.offset(CLOCK, Duration.ofSeconds(seconds)));
  }
}
