package ava.embedded.table;

import ava.embedded.table.Attribute.Fields;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A change of one item as the table's stream tells it. Source: AWS, "Record" of DynamoDB Streams;
/// "Using Lambda with DynamoDB", example event.
///
/// @param images the kind of images that the stream carries, such as `NEW_IMAGE`
/// @param byTimeToLive whether the item was taken away because its time was over
public record StreamRecord(
    long sequence, Instant at, ItemChange change, String images, boolean byTimeToLive) {
  /// `INSERT`, `MODIFY` or `REMOVE`.
  public String eventName() {
    if (change.after().isEmpty()) {
      return "REMOVE";
    }
    return change.before().isEmpty() ? "INSERT" : "MODIFY";
  }

  /// A number of 21 digits, as DynamoDB's have at the least.
  public String sequenceNumber() {
    return "1%020d".formatted(sequence);
  }

  /// The text of a key attribute; empty for a key of another type.
  public Optional<String> keyText(String name) {
    return change.key().get(name).map(key -> key instanceof Attribute.Str(var text) ? text : "");
  }

  /// The record as a function gets it.
  public ObjectNode json(String streamArn) {
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("eventID", "%032x".formatted(sequence))
            .put("eventName", eventName())
            .put("eventVersion", "1.1")
            .put("eventSource", "aws:dynamodb")
            .put("awsRegion", "eu-west-3");
    if (byTimeToLive) {
      json.putObject("userIdentity")
          .put("type", "Service")
          .put("principalId", "dynamodb.amazonaws.com");
    }
    var told = json.putObject("dynamodb");
    told.put("ApproximateCreationDateTime", at.getEpochSecond());
    told.set("Keys", AttributeJson.json(change.key()));
    newImage().ifPresent(image -> told.set("NewImage", AttributeJson.json(image)));
    oldImage().ifPresent(image -> told.set("OldImage", AttributeJson.json(image)));
    told.put("SequenceNumber", sequenceNumber())
        .put("SizeBytes", size())
        .put("StreamViewType", images);
    return json.put("eventSourceARN", streamArn);
  }

  private Optional<Fields> newImage() {
    return images.startsWith("NEW") ? change.after() : Optional.empty();
  }

  private Optional<Fields> oldImage() {
    return images.endsWith("OLD_IMAGES") || images.equals("OLD_IMAGE")
        ? change.before()
        : Optional.empty();
  }

  private int size() {
    return change.key().itemSize()
        + newImage().map(Fields::itemSize).orElse(0)
        + oldImage().map(Fields::itemSize).orElse(0);
  }
}
