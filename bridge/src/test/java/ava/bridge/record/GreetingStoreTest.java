package ava.bridge.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.bridge.call.Opening.Recording;
import ava.shared.aws.OutOfReach;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class GreetingStoreTest {
  private static final String AUDIO = "f39/f39/f38=";
  private static final String MODEL = "gpt-realtime-2.1";
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

  private Instant now = NOW;

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

  @Test
  void recordingThatNobodyUsesExpiresAfterThirtyDays() {
    store(DynamoTables.working(), "Six.", "marin").keep(AUDIO);

    assertThat(expiry("Six.")).isEqualTo(NOW.plus(Duration.ofDays(30)));
  }

  @ParameterizedTest
  @CsvSource({"0,30", "14,30", "16,46", "40,70"})
  void recordingThatIsUsedAfterHalfOfItsTimeIsKeptOn(int daysLater, int until) {
    var text = "Après " + daysLater + " jours.";
    store(DynamoTables.working(), text, "marin").keep(AUDIO);
    now = NOW.plus(Duration.ofDays(daysLater));

    store(DynamoTables.working(), text, "marin").load();

    assertThat(expiry(text)).isEqualTo(NOW.plus(Duration.ofDays(until)));
  }

  @Test
  void processThatLivesOnKeepsWhatItsCallsUse() {
    var store = store(DynamoTables.working(), "Sept.", "marin");
    store.keep(AUDIO);
    now = NOW.plus(Duration.ofDays(20));

    store.renew();

    assertThat(expiry("Sept.")).isEqualTo(NOW.plus(Duration.ofDays(50)));
  }

  @Test
  void whatTheTableDidNotTakeIsOfferedAgain() {
    var faults = new FaultyTable(DynamoTables.working(), FaultyTable.Fault.UNREACHABLE, 0, 1);
    var store = store(faults, "Huit.", "marin");
    assertThatThrownBy(() -> store.keep(AUDIO)).isInstanceOf(OutOfReach.class);

    store.renew();

    assertThat(expiry("Huit.")).isEqualTo(NOW.plus(Duration.ofDays(30)));
  }

  @Test
  void withoutARecordingNothingIsAsked() {
    store(DynamoTables.unreachable(), "Neuf.", "marin").renew();
  }

  /// When the table forgets the recording of a text.
  private Instant expiry(String text) {
    var key = GreetingStore.key(text, "marin", MODEL);
    var item = DynamoTables.working().getItem(r -> r.tableName(DynamoTables.TABLE).key(key)).item();
    return Instant.ofEpochSecond(Long.parseLong(Objects.requireNonNull(item.get("expiresAt")).n()));
  }

  private GreetingStore store(DynamoDbClient client, String text, String voice) {
    return new GreetingStore(
        client,
        DynamoTables.TABLE,
        text,
        voice,
        MODEL,
        ((InstantSource) () -> now).withZone(ZoneOffset.UTC));
  }
}
