package ava.bridge.record;

import ava.bridge.call.Opening.Recording;
import ava.shared.aws.OutOfReach;
import ava.shared.aws.ReachedDynamoDb;
import ava.shared.settings.Sha256;
import ava.shared.table.CallItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The greeting as the model once spoke it, kept in memory and in the table under its text, voice
/// and model. There it expires after some time, unless it is used. Safe for use by several threads;
/// [#load], [#keep] and [#renew] wait for the table.
public final class GreetingStore {
  /// Below the 400 KB that an item may have, in bytes of mu-law: 48 s.
  private static final int LONGEST = 384 * 1024;

  private static final Duration KEPT = Duration.ofDays(30);

  private static final Logger LOG = LoggerFactory.getLogger(GreetingStore.class);

  private final DynamoDbClient client;
  private final String table;
  private final Clock clock;
  private final Map<String, AttributeValue> key;
  private volatile Optional<Recording> kept = Optional.empty();

  /// When the table forgets what is kept; long ago while it does not have it.
  private volatile Instant expiresAt = Instant.EPOCH;

  public GreetingStore(
      DynamoDbClient client, String table, String text, String voice, String model, Clock clock) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.clock = clock;
    this.key = key(text, voice, model);
  }

  static Map<String, AttributeValue> key(String text, String voice, String model) {
    return CallItem.key(
        AttributeValue.fromS("GREETING#" + Sha256.hex(text + "|" + voice + "|" + model)),
        AttributeValue.fromS("GREETING"));
  }

  /// The recording, when there is one. Does not wait.
  public Optional<Recording> recording() {
    return kept;
  }

  /// Reads what an earlier process kept. Without the table there is just no recording yet.
  public void load() {
    try {
      var item = client.getItem(r -> r.tableName(table).key(key)).item();
      Optional.ofNullable(item.get("audio"))
          .map(AttributeValue::b)
          .map(audio -> new Recording(Base64.getEncoder().encodeToString(audio.asByteArray())))
          .ifPresent(found -> keepOlder(found, expiry(item)));
      renew();
    } catch (OutOfReach e) {
      LOG.atWarn().addKeyValue("why", e.toString()).log("recorded greeting not read");
    }
  }

  /// Keeps a recording for the calls to come, at once here and then in the table.
  ///
  /// @param audio base64 of mu-law
  /// @throws OutOfReach when the table cannot be reached
  void keep(String audio) {
    if (audio.isEmpty() || audio.length() / 4 * 3 > LONGEST) {
      return;
    }
    kept = Optional.of(new Recording(audio));
    var item = new LinkedHashMap<>(key);
    var expiry = clock.instant().plus(KEPT);
    var bytes = SdkBytes.fromByteArray(Base64.getDecoder().decode(audio));
    item.put("audio", AttributeValue.fromB(bytes));
    item.put("expiresAt", AttributeValue.fromN(Long.toString(expiry.getEpochSecond())));
    client.putItem(r -> r.tableName(table).item(item));
    expiresAt = expiry;
  }

  /// As [#keep], and without the table there is just a recording less there.
  public void record(String audio) {
    try {
      keep(audio);
    } catch (OutOfReach e) {
      LOG.atWarn().addKeyValue("why", e.toString()).log("recorded greeting not kept");
    }
  }

  /// Keeps what is used for as long again once half of its time is over; asks nothing before.
  ///
  /// @throws OutOfReach when the table cannot be reached
  void renew() {
    if (clock.instant().isAfter(expiresAt.minus(KEPT.dividedBy(2)))) {
      kept.map(Recording::audio).ifPresent(this::keep);
    }
  }

  /// What a call has recorded meanwhile is newer.
  private synchronized void keepOlder(Recording found, Instant until) {
    if (kept.isEmpty()) {
      kept = Optional.of(found);
      expiresAt = until;
    }
  }

  private static Instant expiry(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get("expiresAt"))
        .map(value -> Instant.ofEpochSecond(Long.parseLong(value.n())))
        .orElse(Instant.EPOCH);
  }
}
