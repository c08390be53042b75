package ava.telephone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.lambda.TypedFunction;
import ava.shared.aws.Metrics;
import ava.shared.settings.SettingsException;
import ava.shared.settings.StoredSecrets;
import ava.shared.table.Retention;
import ava.telephone.TelephoneConfig.Addresses;
import ava.telephone.TelephoneConfig.Aws;
import ava.telephone.TelephoneConfig.Secrets;
import ava.telephone.TelephoneHandler.Clients;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/// Whatever is away when the telephone rings, and for how long: the caller is answered, or Twilio
/// is told by an error to answer him from its fallback URL.
@TestInstance(Lifecycle.PER_CLASS)
class OutageTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:41:13Z");
  private static final String TOKEN = "arn:token";
  private static final String STREAM = "arn:stream";

  @AutoClose private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();
  @AutoClose private final DynamoDbClient nowhere = Nowhere.table();

  @BeforeAll
  void createTable() {
    dynamoDb.createTable("calls");
  }

  enum Part {
    TABLE,
    QUEUE,
    TOKEN_SECRET,
    STREAM_SECRET
  }

  static Stream<Set<Part>> everyOutage() {
    return subsets(List.of(Part.values()));
  }

  private static Stream<Set<Part>> subsets(List<Part> of) {
    if (of.isEmpty()) {
      return Stream.of(Set.of());
    }
    return subsets(of.subList(1, of.size()))
        .flatMap(others -> {
          var more = new HashSet<>(others);
          more.add(of.getFirst());
          return Stream.of(others, more);
        });
  }

  @ParameterizedTest
  @MethodSource("everyOutage")
  void ringingTelephoneIsAnsweredWhateverIsAway(Set<Part> away) {
    var store = new Store(away);
    var handler = handler(away, store, Clock.fixed(NOW, ZoneOffset.UTC));
    if (away.contains(Part.TOKEN_SECRET)) {
      assertThatThrownBy(() -> handler.handleRequest(Events.load("ring"), null))
          .isInstanceOf(SettingsException.class);
      return;
    }

    var answer = handler.handleRequest(Events.load("ring"), null);

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(new TwimlDocument(answer.getBody()).verbs())
        .contains(away.contains(Part.STREAM_SECRET) ? "Record" : "Connect");
  }

  @ParameterizedTest
  @MethodSource("everyOutage")
  void callerWhoseStreamEndedIsAnsweredWhateverIsAway(Set<Part> away) {
    var store = new Store(away);
    var handler = handler(away, store, Clock.fixed(NOW, ZoneOffset.UTC));
    if (away.contains(Part.TOKEN_SECRET)) {
      assertThatThrownBy(() -> handler.handleRequest(Events.load("after-stream"), null))
          .isInstanceOf(SettingsException.class);
      return;
    }
    var stays = away.stream().noneMatch(Set.of(Part.STREAM_SECRET, Part.TABLE)::contains);

    var answer = handler.handleRequest(Events.load("after-stream"), null);

    assertThat(new TwimlDocument(answer.getBody()).verbs()).contains(stays ? "Connect" : "Record");
  }

  @ParameterizedTest
  @MethodSource("everyOutage")
  void secretsThatWereReadOnceServeThroughAnyOutage(Set<Part> away) {
    var store = new Store(Set.of());
    var clock = new Hours();
    var handler = handler(away, store, clock);
    handler.handleRequest(Events.load("ring"), null);
    store.away = away;

    for (var hour = 0; hour < 3; hour++) {
      clock.now = clock.now.plus(Duration.ofHours(1));
      var answer = handler.handleRequest(Events.load("ring"), null);

      assertThat(new TwimlDocument(answer.getBody()).verbs()).contains("Connect");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ring",
        "get",
        "after-stream",
        "voicemail",
        "recording",
        "accept-transfer",
        "accept-transfer-key",
        "stream-stopped",
        "call-completed"
      })
  void requestWhoseSenderCannotBeProvedFailsSoThatTwilioTurnsToTheFallback(String name) {
    var away = Set.of(Part.TOKEN_SECRET);
    var handler = handler(away, new Store(away), Clock.fixed(NOW, ZoneOffset.UTC));

    assertThatThrownBy(() -> handler.handleRequest(Events.load(name), null))
        .isInstanceOf(SettingsException.class);
  }

  private TypedFunction handler(Set<Part> away, Store store, Clock clock) {
    var secrets = new StoredSecrets(() -> store, clock);
    var config =
        new TelephoneConfig(
            new Addresses(
                URI.create(Events.BASE),
                Optional.of(URI.create("wss://bridge.example.com/media-stream"))),
            new Secrets(secrets.secret(TOKEN), secrets.secret(STREAM)),
            new Aws("calls", "http://127.0.0.1/queue", Metrics.NAMESPACE, Retention.STANDARD),
            Optional.empty(),
            "le cabinet");
    var table = away.contains(Part.TABLE) ? nowhere : dynamoDb.client();
    var queue = new RecordedQueue();
    queue.refuses = away.contains(Part.QUEUE);
    return new TypedFunction(
        new TelephoneHandler(config, new Clients(table, table, queue), Metrics.none(), clock));
  }

  /// Two secrets, each of which may be away.
  private static final class Store implements SecretsManagerClient {
    private Set<Part> away;

    Store(Set<Part> away) {
      this.away = away;
    }

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
      var token = request.secretId().equals(TOKEN);
      if (away.contains(token ? Part.TOKEN_SECRET : Part.STREAM_SECRET)) {
        throw SdkClientException.create("refused by the test");
      }
      var value = token ? Events.AUTH_TOKEN : "stream secret";
      return GetSecretValueResponse.builder().secretString(value).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      away = EnumSet.allOf(Part.class);
    }
  }

  private static final class Hours extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
