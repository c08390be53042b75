package ava.shared.table;

import static java.util.Objects.requireNonNull;

import ava.shared.call.CallSid;
import ava.shared.call.Recording;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Audio beside its call, in pieces that fit into items of the table (400 KB at the most). The
/// first piece is written last and tells how many there are, so that half a recording is none. Safe
/// for use by several threads.
final class RecordingChunks {
  private static final int LONGEST = 300_000;

  private final DynamoDbClient client;
  private final String table;

  RecordingChunks(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  void keep(CallSid callSid, Recording.Audio audio, Instant expiresAt) {
    var bytes = audio.bytes();
    var pieces = Math.max(1, (bytes.length + LONGEST - 1) / LONGEST);
    for (var piece = pieces - 1; piece >= 0; piece--) {
      var from = piece * LONGEST;
      var length = Math.min(LONGEST, bytes.length - from);
      var slice = SdkBytes.fromByteArrayUnsafe(slice(bytes, from, length));
      var item = CallItem.key(pk(callSid), sk(piece));
      item.put("audioType", AttributeValue.fromS(audio.type()));
      item.put("pieces", CallItem.number(pieces));
      item.put("audio", AttributeValue.fromB(slice));
      item.put("expiresAt", CallItem.number(expiresAt.getEpochSecond()));
      client.putItem(r -> r.tableName(table).item(item));
    }
  }

  private static byte[] slice(byte[] bytes, int from, int length) {
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  Optional<Recording.Audio> find(CallSid callSid) {
    var all = new ByteArrayOutputStream();
    var type = "";
    for (int piece = 0, pieces = 1; piece < pieces; piece++) {
      var item = piece(callSid, piece);
      if (item.isEmpty()) {
        return Optional.empty();
      }
      pieces = Integer.parseInt(of(item, "pieces").n());
      type = of(item, "audioType").s();
      all.writeBytes(of(item, "audio").b().asByteArrayUnsafe());
    }
    return Optional.of(new Recording.Audio(type, all.toByteArray()));
  }

  private Map<String, AttributeValue> piece(CallSid callSid, int number) {
    return client
        .getItem(
            r -> r.tableName(table).key(CallItem.key(pk(callSid), sk(number))).consistentRead(true))
        .item();
  }

  private static AttributeValue of(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name));
  }

  private static AttributeValue pk(CallSid callSid) {
    return of(CallItem.callKey(callSid), "pk");
  }

  private static AttributeValue sk(int number) {
    return AttributeValue.fromS("RECORDING#%03d".formatted(number));
  }
}
