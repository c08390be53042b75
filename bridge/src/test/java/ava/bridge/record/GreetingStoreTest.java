package ava.bridge.record;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Opening.Recording;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class GreetingStoreTest {
  private static final String AUDIO = "f39/f39/f38=";

  @Test
  void aRecordingServesTheNextProcess() {
    store(DynamoTables.working(), "Un.", "marin").keep(AUDIO);
    var next = store(DynamoTables.working(), "Un.", "marin");
    assertThat(next.recording()).isEmpty();

    next.load();

    assertThat(next.recording()).contains(new Recording(AUDIO));
  }

  @Test
  void anotherTextOrVoiceHasAnotherRecording() {
    store(DynamoTables.working(), "Deux.", "marin").keep(AUDIO);
    var otherText = store(DynamoTables.working(), "Trois.", "marin");
    var otherVoice = store(DynamoTables.working(), "Deux.", "cedar");

    otherText.load();
    otherVoice.load();

    assertThat(otherText.recording()).isEmpty();
    assertThat(otherVoice.recording()).isEmpty();
  }

  @Test
  void withoutTheTableThereIsJustNoRecording() {
    var store = store(DynamoTables.unreachable(), "Quatre.", "marin");

    store.load();

    assertThat(store.recording()).isEmpty();
  }

  @Test
  void whatDoesNotFitAnItemIsNotKept() {
    var store = store(DynamoTables.working(), "Cinq.", "marin");

    store.keep("f39/".repeat(200_000));

    assertThat(store.recording()).isEmpty();
  }

  private static GreetingStore store(DynamoDbClient client, String text, String voice) {
    return new GreetingStore(client, DynamoTables.TABLE, text, voice, "gpt-realtime-2.1");
  }
}
