package ava.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.lambda.TypedFunction;
import ava.shared.aws.Metrics;
import ava.shared.call.CallSid;
import ava.shared.call.PhoneNumber;
import ava.shared.settings.Secret;
import ava.shared.table.CallStore;
import ava.shared.table.Retention;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.TwilioSignature;
import ava.telephone.TelephoneConfig.Addresses;
import ava.telephone.TelephoneConfig.Aws;
import ava.telephone.TelephoneConfig.Secrets;
import ava.telephone.TelephoneHandler.Clients;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@TestInstance(Lifecycle.PER_CLASS)
class RingingTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T09:40:00Z"), ZoneOffset.UTC);
  private static final CallSid CALL = new CallSid("CA00000000000000000000000000000001");
  private static final Secret TOKEN_SECRET = Secret.of("stream secret");
  private static final TelephoneConfig CONFIG =
      new TelephoneConfig(
          new Addresses(
              URI.create("https://ava.example.com"),
              Optional.of(URI.create("wss://bridge.example.com/media-stream"))),
          new Secrets(Secret.of("12345"), TOKEN_SECRET),
          new Aws("calls", "http://127.0.0.1/queue", Metrics.NAMESPACE, Retention.STANDARD),
          Optional.empty(),
          "le cabinet");

  @AutoClose private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();

  private final CallStore calls = new CallStore(dynamoDb.client(), "calls", CLOCK);
  private final TypedFunction handler = handler(CONFIG, dynamoDb.client());

  @BeforeAll
  void createTable() {
    dynamoDb.createTable("calls");
  }

  @BeforeEach
  void forgetCall() {
    var key =
        Map.of(
            "pk", AttributeValue.fromS("CALL#" + CALL),
            "sk", AttributeValue.fromS("CALL"));
    dynamoDb.client().deleteItem(r -> r.tableName("calls").key(key));
  }

  @Test
  void ringingCallIsConnectedWithTheBridge() {
    var response = handle("ring");

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getHeaders()).containsEntry("Content-Type", "text/xml; charset=utf-8");
    var document = new TwimlDocument(response.getBody());
    var connect = document.only("Connect");
    assertThat(connect.getAttribute("action"))
        .isEqualTo("https://ava.example.com/after-stream#rc=2&rp=ct,rt,5xx");
    assertThat(connect.getAttribute("method")).isEqualTo("POST");
    var stream = document.only("Stream");
    assertThat(stream.getParentNode()).isSameAs(connect);
    assertThat(stream.getAttribute("url")).isEqualTo("wss://bridge.example.com/media-stream");
    assertThat(stream.getAttribute("statusCallback"))
        .isEqualTo("https://ava.example.com/stream-status");
    var parameters = document.parameters();
    assertThat(parameters)
        .containsOnlyKeys("token", "from", "to")
        .containsEntry("from", "+33612345678")
        .containsEntry("to", "+33187654321");
    var token = document.parameter("token");
    var tokens = new SignedToken(TOKEN_SECRET, CLOCK);
    assertThat(tokens.accepts(CALL.value(), token)).isTrue();
    var late = new SignedToken(TOKEN_SECRET, Clock.offset(CLOCK, Duration.ofSeconds(61)));
    assertThat(late.accepts(CALL.value(), token)).isFalse();
    assertThat(document.only("Say").getAttribute("language")).isEqualTo("fr-FR");
    assertThat(document.verbs()).containsExactly("Connect", "Say", "Hangup");
  }

  @Test
  void ringingCallIsNoted() {
    handle("ring");
    handle("ring");

    var call = calls.find(CALL).orElseThrow();
    assertThat(call.from()).isEqualTo(new PhoneNumber("+33612345678"));
    assertThat(call.to()).isEqualTo(new PhoneNumber("+33187654321"));
    assertThat(call.startedAt()).isEqualTo(CLOCK.instant());
    assertThat(call.answeredAt()).isEmpty();
  }

  @Test
  void getIsAnsweredAsPost() {
    var response = handle("get");

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(new TwimlDocument(response.getBody()).parameters())
        .containsEntry("from", "+33612345678");
  }

  @Test
  void wrongSignatureGetsAnEmptyRefusal() {
    var response = handle("bad-signature");

    assertThat(response.getStatusCode()).isEqualTo(403);
    assertThat(response.getBody()).isEmpty();
    assertThat(calls.find(CALL)).isEmpty();
  }

  @Test
  void missingSignatureGetsAnEmptyRefusal() {
    var event = event("ring");
    event.getHeaders().remove("x-twilio-signature");

    var response = handler.handleRequest(event, null);

    assertThat(response.getStatusCode()).isEqualTo(403);
    assertThat(response.getBody()).isEmpty();
  }

  @Test
  void signatureIsCheckedAgainstThePublicAddressNotTheHostOfTheRequest() {
    var event = event("ring");
    event.getHeaders().put("host", "attacker.example");
    event.getRequestContext().setDomainName("attacker.example");

    assertThat(handler.handleRequest(event, null).getStatusCode()).isEqualTo(200);
  }

  @Test
  void changedFieldIsRefused() {
    var event = event("ring");
    var body = new String(Base64.getDecoder().decode(event.getBody()), StandardCharsets.UTF_8);
    event.setBody(base64(body.replace("33612345678", "33612345679")));

    assertThat(handler.handleRequest(event, null).getStatusCode()).isEqualTo(403);
  }

  @Test
  void plainBodyIsReadAsItIs() {
    var event = event("ring");
    event.setBody(new String(Base64.getDecoder().decode(event.getBody()), StandardCharsets.UTF_8));
    event.setIsBase64Encoded(false);

    assertThat(handler.handleRequest(event, null).getStatusCode()).isEqualTo(200);
  }

  @Test
  void bodyThatIsNotBase64IsABadRequest() {
    var event = event("ring");
    event.setBody("***");

    assertThat(handler.handleRequest(event, null).getStatusCode()).isEqualTo(400);
  }

  @Test
  void bodyAbove64KibibytesIsRefused() {
    var event = event("ring");
    event.setBody(base64("x".repeat(64 * 1024 + 1)));

    assertThat(handler.handleRequest(event, null).getStatusCode()).isEqualTo(413);
  }

  @Test
  void stageInThePathIsPartOfThePublicAddress() {
    var staged =
        reachedAt(URI.create("https://ava.example.com/prod"), CONFIG.addresses().bridgeUrl());
    var fields = List.of(Map.entry("CallSid", CALL.value()));
    var event = signed("https://ava.example.com/prod/twiml", "CallSid=" + CALL, fields);
    event.setRawPath("/prod/twiml");

    var response = handler(staged, dynamoDb.client()).handleRequest(event, null);

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getBody()).contains("https://ava.example.com/prod/after-stream");
  }

  @ParameterizedTest
  @CsvSource({"''", "CallSid=CA1", "CallSid=CAzz000000000000000000000000000001"})
  void signedRequestWithoutACallIsABadRequest(String body) {
    var fields =
        body.isEmpty()
            ? List.<Map.Entry<String, String>>of()
            : List.of(Map.entry("CallSid", body.substring("CallSid=".length())));

    var response =
        handler.handleRequest(signed("https://ava.example.com/twiml", body, fields), null);

    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(response.getBody()).contains("CallSid");
  }

  @Test
  void callerNameFromOutsideCannotLeaveItsAttribute() {
    var from = "\"/><Hangup/>&\u0001<é";
    var fields = List.of(Map.entry("CallSid", CALL.value()), Map.entry("From", from));
    var body = "CallSid=" + CALL + "&From=%22%2F%3E%3CHangup%2F%3E%26%01%3C%C3%A9";

    var response =
        handler.handleRequest(signed("https://ava.example.com/twiml", body, fields), null);

    assertThat(new TwimlDocument(response.getBody()).parameters())
        .containsEntry("from", "\"/><Hangup/>&<é");
  }

  @Test
  void parametersStayWithinTwiliosLimit() {
    var from = "sip:" + "a".repeat(2000) + "@example.com";
    var fields = List.of(Map.entry("CallSid", CALL.value()), Map.entry("From", from));

    var response =
        handler.handleRequest(
            signed(
                "https://ava.example.com/twiml",
                "CallSid=" + CALL + "&From=" + from.replace("@", "%40"),
                fields),
            null);

    assertThat(new TwimlDocument(response.getBody()).parameters())
        .isNotEmpty()
        .allSatisfy((name, value) -> assertThat(name.length() + value.length()).isLessThan(500));
  }

  @Test
  void callerMeetsTheVoicemailWhileNoBridgeIsDeployed() {
    var lone = reachedAt(CONFIG.addresses().publicBaseUrl(), Optional.empty());

    var response = handler(lone, dynamoDb.client()).handleRequest(event("ring"), null);

    var record = new TwimlDocument(response.getBody()).only("Record");
    assertThat(record.getAttribute("action"))
        .isEqualTo("https://ava.example.com/voicemail#rc=2&rp=ct,rt,5xx");
    assertThat(record.getAttribute("maxLength")).isEqualTo("120");
  }

  @Test
  void keepAliveIsAnsweredWithoutTouchingTheTable() {
    assertThat(handle("keep-alive").getStatusCode()).isEqualTo(204);
    assertThat(dynamoDb.items("calls")).isEmpty();
  }

  @Test
  void unreachableTableDoesNotStopTheAnswer() {
    try (var nowhere = Nowhere.table()) {
      var response = handler(CONFIG, nowhere).handleRequest(event("ring"), null);

      assertThat(response.getStatusCode()).isEqualTo(200);
      assertThat(response.getBody()).contains("<Stream");
    }
  }

  @Test
  void healthIsAnsweredWithoutSignature() {
    var response = handle("healthz");

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getBody()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(response.getHeaders().get("Content-Type")).startsWith("application/json");
  }

  @Test
  void publicUrlIsTheConfiguredOne() {
    var response = handler.handleRequest(request("GET", "/public-url"), null);

    assertThat(response.getBody()).isEqualTo("{\"publicUrl\":\"https://ava.example.com\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 404",
    "POST, /twiml/more, 404",
    "PUT, /twiml, 405",
    "POST, /healthz, 405",
    "DELETE, /public-url, 405"
  })
  void whatIsNotOfferedIsRefused(String method, String path, int status) {
    assertThat(handler.handleRequest(request(method, path), null).getStatusCode())
        .isEqualTo(status);
  }

  @Test
  void primingToleratesAnUnreachableTableAndLeavesNoTrace() {
    telephone(CONFIG, dynamoDb.client()).priming.beforeCheckpoint(null);
    try (var nowhere = Nowhere.table()) {
      telephone(CONFIG, nowhere).priming.beforeCheckpoint(null);
    }

    assertThat(dynamoDb.items("calls")).isEmpty();
  }

  private static TypedFunction handler(TelephoneConfig config, DynamoDbClient table) {
    return new TypedFunction(telephone(config, table));
  }

  private static TelephoneHandler telephone(TelephoneConfig config, DynamoDbClient table) {
    var clients = new Clients(table, table, new RecordedQueue());
    return new TelephoneHandler(config, clients, Metrics.none(), CLOCK);
  }

  private static TelephoneConfig reachedAt(URI publicBaseUrl, Optional<URI> bridgeUrl) {
    return new TelephoneConfig(
        new Addresses(publicBaseUrl, bridgeUrl),
        CONFIG.secrets(),
        CONFIG.aws(),
        CONFIG.transferNumber(),
        CONFIG.businessName());
  }

  private APIGatewayV2HTTPResponse handle(String name) {
    return handler.handleRequest(event(name), null);
  }

  private static APIGatewayV2HTTPEvent event(String name) {
    return EventLoader.loadApiGatewayHttpEvent("../../events/telephone-" + name + ".json");
  }

  private static APIGatewayV2HTTPEvent request(String method, String path) {
    var event = event("healthz");
    event.setRawPath(path);
    event.getRequestContext().getHttp().setMethod(method);
    return event;
  }

  private static APIGatewayV2HTTPEvent signed(
      String url, String body, List<Map.Entry<String, String>> fields) {
    var event = event("ring");
    event.setBody(base64(body));
    event.getHeaders().put("x-twilio-signature", TwilioSignature.sign("12345", url, fields));
    return event;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
