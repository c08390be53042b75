package ava.local;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedDynamoDb;
import ava.shared.CallEnded;
import ava.shared.CallSid;
import ava.shared.CallStore;
import ava.shared.EndReason;
import ava.shared.PhoneNumber;
import ava.shared.Speaker;
import ava.shared.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnfinishedCallsTest {
  private static final CallSid CALL = new CallSid("CA00000000000000000000000000000001");
  private static final PhoneNumber FROM = new PhoneNumber("+33612345678");
  private static final PhoneNumber TO = new PhoneNumber("+33199001234");

  private final EmbeddedDynamoDb table = EmbeddedDynamoDb.inMemory();
  private final List<CallEnded> announced = new ArrayList<>();
  private Hands clock = new Hands();
  private CallStore calls = new CallStore(table.client(), "none", clock);
  private String name = "";
  private int tables;

  @BeforeEach
  void aTableOfItsOwn() {
    tables++;
    name = "calls-" + tables;
    clock = new Hands();
    announced.clear();
    table.createTable(name);
    calls = new CallStore(table.client(), name, clock);
  }

  @AfterAll
  void close() {
    table.close();
  }

  @Test
  void aCallThatOnlyRangEndsAsNotAnswered() {
    calls.ringing(CALL, FROM, TO, clock.instant());
    clock.forward(Duration.ofMinutes(5));

    finish();

    assertThat(announced).extracting(CallEnded::reason).containsExactly(EndReason.NO_ANSWER);
  }

  @Test
  void aCallThatWasCutEndsWithItsLastWord() {
    var rang = clock.instant();
    calls.ringing(CALL, FROM, TO, rang);
    calls.answered(CALL, FROM, TO, rang);
    var last = new Turn(1, Speaker.CALLER, "Allô ?", rang, rang.plusSeconds(30), false);
    assertThat(calls.append(CALL, last)).isTrue();
    clock.forward(Duration.ofMinutes(5));

    finish();

    assertThat(announced)
        .containsExactly(new CallEnded(CALL, rang.plusSeconds(30), EndReason.CALLER_LOST));
  }

  @Test
  void anEndedCallWithoutASummaryKeepsItsEnd() {
    var end = clock.instant().plusSeconds(60);
    calls.ringing(CALL, FROM, TO, clock.instant());
    calls.ended(CALL, end, EndReason.GOODBYE);
    clock.forward(Duration.ofDays(20));

    finish();

    assertThat(announced).containsExactly(new CallEnded(CALL, end, EndReason.GOODBYE));
  }

  @Test
  void whatIsFinishedIsLeftAlone() {
    calls.ringing(CALL, FROM, TO, clock.instant());
    calls.ended(CALL, clock.instant(), EndReason.GOODBYE);
    table
        .client()
        .updateItem(r ->
            r.tableName(name)
                .key(
                    Map.of(
                        "pk", AttributeValue.fromS("CALL#" + CALL),
                        "sk", AttributeValue.fromS("CALL")))
                .updateExpression("SET summaryState = :sent")
                .expressionAttributeValues(Map.of(":sent", AttributeValue.fromS("SENT"))));
    clock.forward(Duration.ofMinutes(5));

    finish();

    assertThat(announced).isEmpty();
  }

  @Test
  void aCallInWhichSomethingJustHappenedGoesOn() {
    calls.ringing(CALL, FROM, TO, clock.instant());
    clock.forward(UnfinishedCalls.QUIET);

    finish();

    assertThat(announced).isEmpty();
  }

  @Test
  void anEndIsAnnouncedAnewOnlyAfterAWhile() {
    calls.ringing(CALL, FROM, TO, clock.instant());
    clock.forward(Duration.ofMinutes(5));
    try (var unfinished = unfinished()) {
      unfinished.finish(CallStore.RETENTION);
      unfinished.finish(CallStore.RETENTION);
      assertThat(announced).hasSize(1);

      clock.forward(UnfinishedCalls.PATIENCE);
      unfinished.finish(CallStore.RETENTION);
      assertThat(announced).hasSize(2);
    }
  }

  private void finish() {
    try (var unfinished = unfinished()) {
      unfinished.finish(CallStore.RETENTION);
    }
  }

  private UnfinishedCalls unfinished() {
    return new UnfinishedCalls(calls, new OpenCalls(clock), announced::add, clock);
  }
}
