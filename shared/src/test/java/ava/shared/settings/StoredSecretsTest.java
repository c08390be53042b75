package ava.shared.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

class StoredSecretsTest {
  private final Store store = new Store();
  private final Ticking clock = new Ticking();
  private final Secret secret = new StoredSecrets(() -> store, clock).secret("arn:token");

  @Test
  void valueIsReadOnceWhileItIsFresh() {
    store.value = "first";

    assertThat(secret.value()).isEqualTo("first");
    clock.advance(Duration.ofMinutes(3));
    assertThat(secret.value()).isEqualTo("first");

    assertThat(store.reads).isEqualTo(1);
  }

  @Test
  void rotationIsHonouredWithinFiveMinutes() {
    store.value = "first";
    secret.value();

    store.value = "second";
    clock.advance(Duration.ofMinutes(5));

    assertThat(secret.value()).isEqualTo("second");
  }

  @Test
  void failedReadKeepsTheLastValueUntilTheNextSucceeds() {
    store.value = "first";
    secret.value();

    store.fails = true;
    clock.advance(Duration.ofMinutes(5));
    assertThat(secret.value()).isEqualTo("first");

    store.fails = false;
    store.value = "second";
    clock.advance(StoredSecrets.AGAIN);
    assertThat(secret.value()).isEqualTo("second");
  }

  @Test
  void lastValueIsKeptHoweverLongTheOutage() {
    store.value = "first";
    secret.value();
    store.fails = true;

    for (var hour = 0; hour < 100; hour++) {
      clock.advance(Duration.ofHours(1));
      assertThat(secret.value()).isEqualTo("first");
    }
  }

  @Test
  void outageIsWaitedForOnceInAWhile() {
    store.value = "first";
    secret.value();
    store.fails = true;
    clock.advance(StoredSecrets.FRESH);

    for (var second = 0; second < 60; second++) {
      assertThat(secret.value()).isEqualTo("first");
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(store.reads).isEqualTo(3);
  }

  @Test
  void secretThatWasNeverReadIsAskedForEachTime() {
    store.fails = true;
    assertThatThrownBy(secret::value).isInstanceOf(SettingsException.class);

    store.fails = false;
    store.value = "first";
    assertThat(secret.value()).isEqualTo("first");
  }

  @Test
  void lineEndOfAFileIsNoPartOfTheValue() {
    store.value = "first\n";

    assertThat(secret.value()).isEqualTo("first");
  }

  @Test
  void failedFirstReadIsASettingsProblem() {
    store.fails = true;

    assertThatThrownBy(secret::value)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("arn:token");
  }

  @Test
  void valueIsNeverShown() {
    store.value = "first";
    secret.value();

    assertThat(secret.toString()).contains("arn:token").doesNotContain("first");
  }

  private static final class Store implements SecretsManagerClient {
    private String value = "";
    private boolean fails;
    private int reads;

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
      reads++;
      if (fails) {
        throw SdkClientException.create("refused by the test");
      }
      assertThat(request.secretId()).isEqualTo("arn:token");
      return GetSecretValueResponse.builder().secretString(value).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      fails = true;
    }
  }

  private static final class Ticking extends Clock {
    private Instant now = Instant.parse("2026-11-22T09:40:00Z");

    void advance(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
