package ava.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ava.dashboard.Doorkeeper.Verdict;
import ava.shared.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorkeeperTest {
  private final Doorkeeper doorkeeper = new Doorkeeper(Optional.of(Secret.of("mot:de passe é")));

  @Test
  void theUserWithThePasswordIsWelcome() {
    assertThat(doorkeeper.check("Basic " + base64("ava:mot:de passe é")))
        .isEqualTo(Verdict.WELCOME);
    assertThat(doorkeeper.check("basic " + base64("ava:mot:de passe é")))
        .isEqualTo(Verdict.WELCOME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Basic !!!",
        "Bearer YXZhOm1vdDpkZSBwYXNzZSDDqQ==",
        "Basic YXZhOg==",
        "Basic YXZhOm1vdA==",
        "Basic b3duZXI6bW90OmRlIHBhc3NlIMOp"
      })
  void everybodyElseIsRefused(String authorization) {
    assertThat(doorkeeper.check(authorization)).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void aHugeHeaderIsRefused() {
    assertThat(doorkeeper.check("Basic " + "A".repeat(100_000))).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void withoutAPasswordTheDoorStaysClosed() {
    assertThat(new Doorkeeper(Optional.empty()).check("Basic " + base64("ava:")))
        .isEqualTo(Verdict.CLOSED);
    assertThat(new Doorkeeper(Optional.of(Secret.of(" "))).check("Basic " + base64("ava: ")))
        .isEqualTo(Verdict.CLOSED);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
