package ava.live;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/// An item as a stream record writes it, `{"pk":{"S":"CALL#…"},"expiresAt":{"N":"1764"}}`, read
/// into the SDK's own form.
final class StreamImage {
  private StreamImage() {}

  /// @throws IllegalArgumentException when a value is of no type that DynamoDB knows
  static Map<String, AttributeValue> item(JsonNode image) {
    var item = new TreeMap<String, AttributeValue>();
    image.properties().forEach(field -> item.put(field.getKey(), value(field.getValue())));
    return item;
  }

  private static AttributeValue value(JsonNode typed) {
    if (typed.size() != 1) {
      throw new IllegalArgumentException("a stream value has one type");
    }
    var field = typed.properties().iterator().next();
    var value = field.getValue();
    return switch (field.getKey()) {
      case "S" -> AttributeValue.fromS(value.asString());
      case "N" -> AttributeValue.fromN(value.asString());
      case "BOOL" -> AttributeValue.fromBool(value.asBoolean());
      case "NULL" -> AttributeValue.fromNul(true);
      case "B" -> AttributeValue.fromB(bytes(value));
      case "L" -> AttributeValue.fromL(value.valueStream().map(StreamImage::value).toList());
      case "M" -> AttributeValue.fromM(item(value));
      case "SS" -> AttributeValue.fromSs(value.valueStream().map(JsonNode::asString).toList());
      case "NS" -> AttributeValue.fromNs(value.valueStream().map(JsonNode::asString).toList());
      case "BS" -> AttributeValue.fromBs(value.valueStream().map(StreamImage::bytes).toList());
      default -> throw new IllegalArgumentException("unknown stream type " + field.getKey());
    };
  }

  private static SdkBytes bytes(JsonNode base64) {
    return SdkBytes.fromByteArray(java.util.Base64.getDecoder().decode(base64.asString()));
  }
}
