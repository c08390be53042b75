package ava.bridge.openai;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.json.JsonMapper;

/// Text frames of a Realtime session and the records they stand for. Pure.
final class ModelCodec {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addHandler(new Lenient())
          .build();
  private static final ObjectReader READER = JSON.readerFor(ServerEvent.class);
  private static final ObjectWriter WRITER = JSON.writerFor(ClientEvent.class);

  private ModelCodec() {}

  /// Takes a value of another type for none at all: one odd property must not hide the event.
  private static final class Lenient extends DeserializationProblemHandler {
    @Override
    public @Nullable Object handleUnexpectedToken(
        DeserializationContext context,
        JavaType type,
        JsonToken token,
        JsonParser parser,
        @Nullable String message) {
      parser.skipChildren();
      return absent(type.getRawClass());
    }

    @Override
    public @Nullable Object handleMissingInstantiator(
        DeserializationContext context,
        Class<?> type,
        @Nullable ValueInstantiator instantiator,
        JsonParser parser,
        @Nullable String message) {
      parser.skipChildren();
      return absent(type);
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
        DeserializationContext context, Class<?> type, String value, @Nullable String message) {
      return absent(type);
    }

    @Override
    public @Nullable Object handleWeirdNumberValue(
        DeserializationContext context, Class<?> type, Number value, @Nullable String message) {
      return absent(type);
    }

    private static @Nullable Object absent(Class<?> type) {
      if (type == long.class) {
        return 0L;
      }
      if (type == int.class) {
        return 0;
      }
      return type == double.class ? (Object) 0.0 : null;
    }
  }

  /// Never fails: what cannot be read is [ServerEvent.Unknown].
  static ServerEvent decode(String text) {
    try {
      ServerEvent event = READER.readValue(text);
      return event == null ? new ServerEvent.Unknown("unreadable") : event;
    } catch (JacksonException e) {
      return new ServerEvent.Unknown("unreadable");
    }
  }

  /// The code of the error that the body of a refused request tells of; empty if it tells of none.
  static String errorCode(String body) {
    try {
      return JSON.readTree(body).path("error").path("code").asString("");
    } catch (JacksonException e) {
      return "";
    }
  }

  static String encode(ClientEvent event) {
    return WRITER.writeValueAsString(event);
  }
}
