package ava.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.lambda.TypedFunction;
import ava.shared.aws.Metrics;
import ava.shared.call.CallSid;
import ava.shared.call.PhoneNumber;
import ava.shared.message.CallEnded;
import ava.shared.settings.Secret;
import ava.shared.table.CallStore;
import ava.shared.table.Retention;
import ava.telephone.TelephoneConfig.Addresses;
import ava.telephone.TelephoneConfig.Aws;
import ava.telephone.TelephoneConfig.Secrets;
import ava.telephone.TelephoneHandler.Clients;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A call that goes on, and the function that Twilio asks about it.
@TestInstance(Lifecycle.PER_CLASS)
abstract class CallInProgress {
  static final Instant NOW = Instant.parse("2026-11-22T09:41:13Z");
  static final CallSid CALL = new CallSid("CA00000000000000000000000000000001");
  static final PhoneNumber CALLER = new PhoneNumber("+33612345678");
  static final PhoneNumber OURS = new PhoneNumber("+33187654321");
  static final Secret TOKEN_SECRET = Secret.of("stream secret");
  static final TelephoneConfig CONFIG =
      new TelephoneConfig(
          new Addresses(
              URI.create(Events.BASE),
              Optional.of(URI.create("wss://bridge.example.com/media-stream"))),
          new Secrets(Secret.of(Events.AUTH_TOKEN), TOKEN_SECRET),
          new Aws("calls", "http://127.0.0.1/queue", Metrics.NAMESPACE, Retention.STANDARD),
          Optional.of(new PhoneNumber("+33142000000")),
          "le cabinet");

  @AutoClose final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();
  final CallStore calls = new CallStore(dynamoDb.client(), "calls", at(NOW));
  final RecordedQueue queue = new RecordedQueue();

  @BeforeAll
  void createTable() {
    dynamoDb.createTable("calls");
  }

  @BeforeEach
  void callInProgress() {
    forgetCall();
    queue.sent.clear();
    queue.refuses = false;
    calls.ringing(CALL, CALLER, OURS, NOW.minusSeconds(60));
  }

  void forgetCall() {
    var key =
        Map.of(
            "pk", AttributeValue.fromS("CALL#" + CALL),
            "sk", AttributeValue.fromS("CALL"));
    dynamoDb.client().deleteItem(r -> r.tableName("calls").key(key));
  }

  APIGatewayV2HTTPResponse handle(String name) {
    return handle(Events.load(name));
  }

  APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
    return handler(NOW).handleRequest(event, null);
  }

  static Clients clients(DynamoDbClient table, SqsClient queue) {
    return new Clients(table, table, queue);
  }

  TypedFunction handler(Instant now) {
    return handler(dynamoDb.client(), now);
  }

  TypedFunction handler(DynamoDbClient table, Instant now) {
    return handler(CONFIG, clients(table, queue), now);
  }

  static TypedFunction handler(TelephoneConfig config, Clients clients, Instant now) {
    return new TypedFunction(new TelephoneHandler(config, clients, Metrics.none(), at(now)));
  }

  CallEnded onlyMessage() {
    assertThat(queue.sent).hasSize(1);
    return CallEnded.fromJson(queue.sent.getFirst().messageBody());
  }

  static APIGatewayV2HTTPEvent load() {
    return Events.load("after-stream");
  }

  static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }
}
