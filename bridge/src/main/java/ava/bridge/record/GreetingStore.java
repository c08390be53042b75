package ava.bridge.record;

import ava.bridge.call.Opening.Recording;
import ava.shared.OutOfReach;
import ava.shared.ReachedDynamoDb;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The greeting as the model once spoke it, kept in memory and in the table under its text, voice
/// and model. Safe for use by several threads; [#load] and [#keep] wait for the table.
public final class GreetingStore {
  /// Below the 400 KB that an item may have, in bytes of mu-law: 48 s.
  private static final int LONGEST = 384 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(GreetingStore.class);

  private final DynamoDbClient client;
  private final String table;
  private final Map<String, AttributeValue> key;
  private volatile Optional<Recording> kept = Optional.empty();

  public GreetingStore(
      DynamoDbClient client, String table, String text, String voice, String model) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.key =
        Map.of(
            "pk", AttributeValue.fromS("GREETING#" + digest(text + "|" + voice + "|" + model)),
            "sk", AttributeValue.fromS("GREETING"));
  }

  /// The recording, when there is one. Does not wait.
  public Optional<Recording> recording() {
    return kept;
  }

  /// Reads what an earlier process kept. Without the table there is just no recording yet.
  public void load() {
    try {
      var answer = client.getItem(r -> r.tableName(table).key(key));
      Optional.ofNullable(answer.item().get("audio"))
          .map(AttributeValue::b)
          .map(audio -> new Recording(Base64.getEncoder().encodeToString(audio.asByteArray())))
          .ifPresent(this::keepOlder);
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
    var item = new HashMap<>(key);
    var bytes = SdkBytes.fromByteArray(Base64.getDecoder().decode(audio));
    item.put("audio", AttributeValue.fromB(bytes));
    client.putItem(r -> r.tableName(table).item(item));
  }

  /// What a call has recorded meanwhile is newer.
  private synchronized void keepOlder(Recording found) {
    if (kept.isEmpty()) {
      kept = Optional.of(found);
    }
  }

  private static String digest(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
