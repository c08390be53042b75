package ava.shared.settings;

import ava.shared.aws.AwsWaits;
import ava.shared.aws.OutOfReach;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

/// Secrets kept in AWS Secrets Manager, read when first needed and again after [#FRESH], so that a
/// rotation is honoured without a deployment. When a fresh read fails the last value is kept,
/// however old, the log says so once, and the next read waits for [#AGAIN], so that an outage costs
/// few callers time. Blanks and line ends around a value, which files have, are no part of it. Safe
/// for use by several threads.
public final class StoredSecrets {
  /// How long a value is used before it is read again.
  public static final Duration FRESH = Duration.ofMinutes(4);

  /// How long the last value is used after a fresh read has failed.
  public static final Duration AGAIN = Duration.ofSeconds(30);

  /// Two secrets, both away, still leave a caller's webhook time to be answered.
  private static final AwsWaits WAITS =
      new AwsWaits(Duration.ofSeconds(1), Duration.ofMillis(1500), Duration.ofSeconds(3));

  private static final Logger LOG = LoggerFactory.getLogger(StoredSecrets.class);

  private final Supplier<SecretsManagerClient> client;
  private final Clock clock;

  public StoredSecrets(Supplier<SecretsManagerClient> client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /// The production reader: the SDK's default client, made when the first secret is read.
  public static StoredSecrets standard() {
    return new StoredSecrets(new Once<>(StoredSecrets::client), Clock.systemUTC());
  }

  private static SecretsManagerClient client() {
    return WAITS.client(SecretsManagerClient.builder());
  }

  public Secret secret(String arn) {
    return new CachedSecret(arn);
  }

  private final class CachedSecret implements Secret {
    private final String arn;
    private volatile Optional<Value> last = Optional.empty();
    private boolean failing;

    CachedSecret(String arn) {
      this.arn = arn;
    }

    @Override
    public String value() {
      var known = last;
      if (known.isPresent() && fresh(known.get())) {
        return known.get().text();
      }
      return read();
    }

    private synchronized String read() {
      var known = last;
      if (known.isPresent() && fresh(known.get())) {
        return known.get().text();
      }
      var asked = GetSecretValueRequest.builder().secretId(arn).build();
      try {
        var answer = OutOfReach.reach("secrets", () -> client.get().getSecretValue(asked));
        failing = false;
        return keep(answer.secretString().strip(), FRESH);
      } catch (OutOfReach e) {
        if (known.isEmpty()) {
          throw new SettingsException("cannot read secret " + arn, e);
        }
        if (!failing) {
          failing = true;
          LOG.atWarn().addKeyValue("secret", arn).setCause(e).log("secret not refreshed");
        }
        return keep(known.get().text(), AGAIN);
      }
    }

    private String keep(String text, Duration age) {
      last = Optional.of(new Value(text, clock.instant().plus(age)));
      return text;
    }

    private boolean fresh(Value value) {
      return clock.instant().isBefore(value.until());
    }

    @Override
    public String toString() {
      return "Secret[" + arn + "]";
    }
  }

  private record Value(String text, Instant until) {}

  /// Makes its value when first asked.
  private static final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private volatile Optional<T> made = Optional.empty();

    Once(Supplier<T> maker) {
      this.maker = maker;
    }

    @Override
    public synchronized T get() {
      if (made.isEmpty()) {
        made = Optional.of(maker.get());
      }
      return made.get();
    }
  }
}
