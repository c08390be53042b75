package ava.embedded;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Writes stream records as a function gets them, items in DynamoDB's typed JSON. Source: AWS,
/// "Using Lambda with DynamoDB", example event.
final class TableStreamEvents {
  private TableStreamEvents() {}

  static String json(List<Record> records, String streamArn) {
    var array = new JsonArray();
    records.forEach(each -> array.add(event(each, streamArn)));
    return new JsonObject().put("Records", array).encode();
  }

  private static JsonObject event(Record given, String streamArn) {
    var change = given.dynamodb();
    var dynamodb =
        new JsonObject()
            .put(
                "ApproximateCreationDateTime",
                change.approximateCreationDateTime().getEpochSecond())
            .put("Keys", item(change.keys()))
            .put("SequenceNumber", change.sequenceNumber())
            .put("SizeBytes", change.sizeBytes())
            .put("StreamViewType", change.streamViewTypeAsString());
    if (change.hasNewImage()) {
      dynamodb.put("NewImage", item(change.newImage()));
    }
    if (change.hasOldImage()) {
      dynamodb.put("OldImage", item(change.oldImage()));
    }
    return new JsonObject()
        .put("eventID", given.eventID())
        .put("eventName", given.eventNameAsString())
        .put("eventVersion", given.eventVersion())
        .put("eventSource", given.eventSource())
        .put("awsRegion", given.awsRegion())
        .put("dynamodb", dynamodb)
        .put("eventSourceARN", streamArn);
  }

  private static JsonObject item(Map<String, AttributeValue> attributes) {
    var item = new JsonObject();
    attributes.forEach((name, value) -> item.put(name, value(value)));
    return item;
  }

  private static JsonObject value(AttributeValue value) {
    var typed = new JsonObject();
    return switch (value.type()) {
      case S -> typed.put("S", value.s());
      case N -> typed.put("N", value.n());
      case B -> typed.put("B", base64(value.b()));
      case BOOL -> typed.put("BOOL", value.bool());
      case NUL -> typed.put("NULL", true);
      case SS -> typed.put("SS", array(value.ss()));
      case NS -> typed.put("NS", array(value.ns()));
      case BS ->
          typed.put("BS", array(value.bs().stream().map(TableStreamEvents::base64).toList()));
      case L -> typed.put("L", array(value.l().stream().map(TableStreamEvents::value).toList()));
      case M -> typed.put("M", item(value.m()));
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("an unknown type of value");
    };
  }

  private static JsonArray array(Collection<?> values) {
    var array = new JsonArray();
    values.forEach(array::add);
    return array;
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }
}
