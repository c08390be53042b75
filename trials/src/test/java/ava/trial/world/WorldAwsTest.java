package ava.trial.world;

import static ava.trial.world.WorldTest.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.shared.aws.AwsWaits;
import ava.shared.aws.OutOfReach;
import ava.shared.call.CallSid;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.table.CallStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

@ParameterizedClass
@EnumSource(WorldAws.Requests.class)
class WorldAwsTest {
  private static final AwsWaits WAITS = new AwsWaits(ms(500), ms(1_000), ms(2_000));
  private static final CallSid CALL = new CallSid("CA" + "1".repeat(32));

  private static final Map<String, AttributeValue> ITEM =
      Map.of(
          "pk",
          AttributeValue.fromS("CALL#1"),
          "sk",
          AttributeValue.fromS("CALL"),
          "count",
          AttributeValue.fromN("3"),
          "bytes",
          AttributeValue.fromB(SdkBytes.fromUtf8String("é")),
          "flag",
          AttributeValue.fromBool(true),
          "set",
          AttributeValue.fromSs(List.of("a", "b")),
          "map",
          AttributeValue.fromM(
              Map.of("list", AttributeValue.fromL(List.of(AttributeValue.fromNul(true))))));

  private final World world = new World(new Seed(7), WorldTest.BEGINNING);
  private final Actor actor = world.actor("bridge");
  private final Deque<Mishap> mishaps = new ArrayDeque<>();
  private final List<WorldQueue.Delivery> delivered = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();
  private final WorldAws aws;

  WorldAwsTest(WorldAws.Requests requests) {
    var fate =
        new CloudFate(world, (_, _) -> {}) {
          @Override
          public Mishap next(Mishap.Request request) {
            return mishaps.isEmpty() ? Mishap.NONE : mishaps.remove();
          }
        };
    this.aws = new WorldAws(world, fate, requests, delivered::add, _ -> {});
  }

  private CallStore store() {
    return new CallStore(aws.table(WAITS), WorldAws.TABLE, world.clock());
  }

  private void onFiber(Runnable task) {
    world.fiber(
        actor,
        () -> {
          try {
            task.run();
            seen.add("done after " + world.now() / 1_000_000);
          } catch (OutOfReach e) {
            seen.add(e.getMessage() + " after " + world.now() / 1_000_000);
          }
        });
    world.run(ms(world.now() / 1_000_000 + 60_000));
  }

  private static Turn turn(int seq) {
    var at = WorldTest.BEGINNING;
    return new Turn(seq, Speaker.CALLER, "Bonjour.", at, at.plusSeconds(1), false);
  }

  @Test
  void requestsTakeTheirTimeAndArePutDown() {
    onFiber(() -> assertThat(store().append(CALL, turn(1))).isTrue());
    onFiber(() -> assertThat(store().turns(CALL)).containsExactly(turn(1)));

    assertThat(seen).hasSize(2).allMatch(line -> line.startsWith("done after"));
  }

  @Test
  void failedConditionsShowTheItem() {
    onFiber(() -> aws.table(WAITS).putItem(r -> r.tableName(WorldAws.TABLE).item(ITEM)));
    onFiber(() ->
        assertThatThrownBy(() ->
                aws.table(WAITS)
                    .putItem(r ->
                        r.tableName(WorldAws.TABLE)
                            .item(ITEM)
                            .conditionExpression("attribute_not_exists(pk)")
                            .returnValuesOnConditionCheckFailure("ALL_OLD")))
            .isInstanceOfSatisfying(
                ConditionalCheckFailedException.class,
                failed -> {
                  assertThat(failed.item()).isEqualTo(ITEM);
                  assertThat(failed.statusCode()).isEqualTo(400);
                }));

    assertThat(seen).hasSize(2);
  }

  @Test
  void lostAnswersMakeTheSdkTryAgain() {
    mishaps.add(new Mishap.Reset(true, false));

    onFiber(() -> assertThat(store().append(CALL, turn(1))).isFalse());
    onFiber(() -> assertThat(store().turns(CALL)).containsExactly(turn(1)));

    assertThat(seen).hasSize(2);
  }

  @Test
  void uncheckedExceptionsPassTheSdk() {
    mishaps.add(new Mishap.Reset(false, true));

    onFiber(() -> store().append(CALL, turn(1)));

    assertThat(seen.getFirst()).startsWith("table out of reach: UncheckedIOException after");
  }

  @Test
  void silenceEndsWithTheTimeForAllTries() {
    for (var each = 0; each < 3; each++) {
      mishaps.add(new Mishap.Silent());
    }

    onFiber(() -> store().append(CALL, turn(1)));

    assertThat(seen).containsExactly("table out of reach: ApiCallTimeoutException after 2000");
  }

  @Test
  void throttledRequestsAreTriedThreeTimes() {
    for (var each = 0; each < 3; each++) {
      mishaps.add(new Mishap.Throttled());
    }

    onFiber(() -> store().append(CALL, turn(1)));

    assertThat(seen.getFirst()).startsWith("table out of reach: 400 ThrottlingException after");
    assertThat(mishaps).isEmpty();
  }

  @Test
  void messagesComeBackUntilTheyLieAmongTheDeadLetters() {
    onFiber(
        () -> aws.queue(WAITS).sendMessage(r -> r.queueUrl(WorldAws.QUEUE_URL).messageBody("{}")));
    for (var number = 1; number <= 5; number++) {
      assertThat(delivered).hasSize(number);
      aws.sqs().settled(delivered.getLast(), false, world.now());
      world.run(ms(60_000L + number * 545_000L));
    }

    assertThat(aws.sqs().dead()).hasSize(1);
    assertThat(aws.sqs().left()).isZero();
  }

  @Test
  void nothingIsLeftBehindWhenAFunctionDies() {
    var fiber = world.fiber(actor, () -> store().append(CALL, turn(1)));
    fiber.dieAt(1);

    world.run(ms(1_000));

    assertThat(fiber.killed()).isTrue();
    assertThat(aws.dynamoDb().items(WorldAws.TABLE)).isEmpty();
  }
}
