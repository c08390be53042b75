package ava.runtimecheck;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.EmbeddedSes;
import ava.embedded.EmbeddedSqs;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.table.CallStore;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The services that the functions meet, embedded, with the calls that the events speak of.
final class Surroundings implements AutoCloseable {
  private static final Instant RINGING = Instant.parse("2026-11-22T09:40:00Z");

  private final EmbeddedDynamoDb table = EmbeddedDynamoDb.inMemory();
  private final EmbeddedSqs queues = EmbeddedSqs.start();
  private final EmbeddedSes mail = EmbeddedSes.start();
  private final JsonNode variables =
      JsonMapper.shared().readTree(Template.PROJECT.resolve("events/env.json"));
  private final SqsClient sqs;
  private final String queueUrl;

  Surroundings() {
    sqs =
        SqsClient.builder()
            .endpointOverride(queues.endpoint())
            .region(Region.EU_WEST_3)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    queueUrl = sqs.createQueue(r -> r.queueName("call-ended")).queueUrl();
    table.createTable("ava-local");
    mail.verify("ava@example.com");
    var shown = new CallSid("CA0123456789abcdef0123456789abcdef");
    keep(shown);
    calls().keep(shown, new Recording.Audio("audio/mpeg", new byte[] {'I', 'D', '3'}));
    keep(new CallSid("CA00000000000000000000000000000001"));
    waitForAColleague(new CallSid("CA00000000000000000000000000000003"));
  }

  /// The environment that `sam local` would give a function by `events/env.json`, with the
  /// services' addresses.
  Map<String, String> environment(Template.Function function) {
    var environment = new HashMap<String, String>();
    variables
        .path(function.logicalId())
        .forEachEntry((name, value) -> environment.put(name, value.asString()));
    environment.computeIfPresent("CALL_ENDED_QUEUE_URL", (_, _) -> queueUrl);
    environment.put("AWS_REGION", "eu-west-3");
    environment.put("AWS_ACCESS_KEY_ID", table.credentials().accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", table.credentials().secret());
    endpoint(environment, "DYNAMODB", table.endpoint());
    endpoint(environment, "SQS", queues.endpoint());
    endpoint(environment, "SES", mail.endpoint());
    return environment;
  }

  /// The names that `events/env.json` sets for a function.
  Set<String> named(Template.Function function) {
    return new TreeSet<>(variables.path(function.logicalId()).propertyNames());
  }

  EmbeddedSes mail() {
    return mail;
  }

  /// How many messages wait in the queue of ended calls, those not yet due among them.
  int endedCalls() {
    var answer =
        sqs.getQueueAttributes(r -> r.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL));
    return answer.attributesAsStrings().entrySet().stream()
        .filter(e -> e.getKey().startsWith("ApproximateNumberOfMessages"))
        .mapToInt(e -> Integer.parseInt(e.getValue()))
        .sum();
  }

  @Override
  public void close() {
    sqs.close();
    mail.close();
    queues.close();
    table.close();
  }

  private CallStore calls() {
    return new CallStore(table.client(), "ava-local", Clock.systemUTC());
  }

  private void keep(CallSid callSid) {
    var calls = calls();
    var from = new PhoneNumber("+33612345678");
    var to = new PhoneNumber("+33187654321");
    calls.ringing(callSid, from, to, RINGING);
    calls.answered(callSid, from, to, RINGING.plusSeconds(1));
    calls.append(callSid, turn(1, Speaker.AVA, "Bonjour, je suis Ava, que puis-je pour vous ?"));
    calls.append(callSid, turn(2, Speaker.CALLER, "Je voudrais un rendez-vous lundi."));
    calls.append(callSid, turn(3, Speaker.AVA, "C'est noté, au revoir."));
    calls.ended(callSid, RINGING.plusSeconds(40), EndReason.CALLER_HUNG_UP);
  }

  private void waitForAColleague(CallSid callSid) {
    var calls = calls();
    calls.ringing(
        callSid, new PhoneNumber("+33612345678"), new PhoneNumber("+33187654321"), RINGING);
    calls.leave(callSid, new NextStep.Transfer(new PhoneNumber("+33142000000")));
  }

  private static Turn turn(int seq, Speaker speaker, String text) {
    var start = RINGING.plusSeconds(10L * seq);
    return new Turn(seq, speaker, text, start, start.plusSeconds(5), false);
  }

  private static void endpoint(Map<String, String> environment, String service, URI address) {
    environment.put("AWS_ENDPOINT_URL_" + service, address.toString());
  }
}
