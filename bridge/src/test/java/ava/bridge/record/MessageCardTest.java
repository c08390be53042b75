package ava.bridge.record;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.NotedMessage;
import ava.shared.call.NotedMessage.Field;
import ava.shared.table.CallStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class MessageCardTest {
  private static final NotedMessage PETIT = named("Mme Petit");
  private static final NotedMessage PETITJEAN = named("Mme Petitjean");

  private final List<NotedMessage> unwritten = new ArrayList<>();
  private final CallSid callSid = new CallSid("CA" + UUID.randomUUID().toString().replace("-", ""));

  @Test
  void fieldsAreNotedOneByOne() {
    var card = card(DynamoTables.working());
    card.note(PETIT);
    card.note(new NotedMessage(Map.of(Field.URGENCY, "haute")));

    assertThat(noted()).isEqualTo(Map.of(Field.NAME, "Mme Petit", Field.URGENCY, "haute"));
    assertThat(unwritten).isEmpty();
  }

  @Test
  void whatATableThatIsAwayDoesNotTakeIsKeptForTheEndOfTheCall() {
    card(DynamoTables.unreachable()).note(PETIT);

    assertThat(unwritten).containsExactly(PETIT);
  }

  @Test
  void cardNotedOnceTheTableIsBackComesOverTheOneThatWasKept() {
    var faults = new FaultyTable(DynamoTables.working(), FaultyTable.Fault.RESET, 0, 1);
    var card = card(faults);

    card.note(PETIT);
    card.note(PETITJEAN);

    assertThat(noted()).isEqualTo(Map.of(Field.NAME, "Mme Petitjean"));
    assertThat(unwritten).containsExactly(PETIT, PETITJEAN);
  }

  private static NotedMessage named(String name) {
    return new NotedMessage(Map.of(Field.NAME, name));
  }

  private MessageCard card(DynamoDbClient client) {
    return new MessageCard(callSid, store(client), unwritten::add);
  }

  private Map<Field, String> noted() {
    return store(DynamoTables.working())
        .find(callSid)
        .map(CallRecord::message)
        .map(NotedMessage::fields)
        .orElse(Map.of());
  }

  private static CallStore store(DynamoDbClient client) {
    return new CallStore(client, DynamoTables.TABLE, Clock.systemUTC());
  }
}
