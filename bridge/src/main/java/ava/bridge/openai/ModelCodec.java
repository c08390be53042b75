package ava.bridge.openai;

import ava.bridge.json.OddValues;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Text frames of a Realtime session and the records they stand for. Pure.
final class ModelCodec {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addHandler(new OddValues())
          .build();
  private static final ObjectReader READER = JSON.readerFor(ServerEvent.class);
  private static final ObjectWriter WRITER = JSON.writerFor(ClientEvent.class);

  private ModelCodec() {}

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
