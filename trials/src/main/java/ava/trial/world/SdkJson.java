package ava.trial.world;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The SDK's requests and answers as the JSON that its services speak, by what the SDK says of
/// their fields. It knows the kinds of fields that Ava's requests have.
final class SdkJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SdkJson() {}

  /// Shares nothing with the request.
  static ObjectNode write(SdkPojo pojo) {
    var json = NODES.objectNode();
    for (var field : pojo.sdkFields()) {
      var value = field.getValueOrDefault(pojo);
      if (value != null
          && !(value instanceof SdkAutoConstructList<?>)
          && !(value instanceof SdkAutoConstructMap<?, ?>)) {
        json.set(field.locationName(), node(value));
      }
    }
    return json;
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case String text -> NODES.stringNode(text);
      case Boolean flag -> NODES.booleanNode(flag);
      case Integer number -> NODES.numberNode(number);
      case SdkBytes bytes ->
          NODES.stringNode(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
      case SdkPojo pojo -> write(pojo);
      case Collection<?> all -> {
        var array = NODES.arrayNode();
        all.forEach(each -> array.add(node(each)));
        yield array;
      }
      case Map<?, ?> all -> {
        var object = NODES.objectNode();
        all.forEach((name, each) -> object.set(String.valueOf(name), node(each)));
        yield object;
      }
      default -> throw new IllegalStateException("no request of Ava's has a " + value.getClass());
    };
  }

  /// Fills the builder of an answer.
  static void read(JsonNode json, SdkPojo builder) {
    var fields = builder.sdkFieldNameToField();
    for (var property : json.properties()) {
      var field = fields.get(property.getKey());
      if (field != null && !property.getValue().isNull()) {
        field.set(builder, value(property.getValue(), field));
      }
    }
  }

  private static Object value(JsonNode json, SdkField<?> field) {
    MarshallingType<?> type = field.marshallingType();
    if (type.equals(MarshallingType.STRING)) {
      return json.asString();
    } else if (type.equals(MarshallingType.INTEGER)) {
      return json.asInt();
    } else if (type.equals(MarshallingType.BOOLEAN)) {
      return json.asBoolean();
    } else if (type.equals(MarshallingType.SDK_BYTES)) {
      return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(json.asString()));
    } else if (type.equals(MarshallingType.SDK_POJO)) {
      var builder = field.constructor().get();
      read(json, builder);
      return ((Buildable) builder).build();
    } else if (type.equals(MarshallingType.LIST)) {
      var member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
      var all = new ArrayList<>(json.size());
      json.forEach(each -> all.add(value(each, member)));
      return all;
    } else if (type.equals(MarshallingType.MAP)) {
      var member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
      var all = LinkedHashMap.<String, Object>newLinkedHashMap(json.size());
      json.properties().forEach(each -> all.put(each.getKey(), value(each.getValue(), member)));
      return all;
    }
    throw new IllegalStateException("no answer to Ava has a " + type);
  }
}
