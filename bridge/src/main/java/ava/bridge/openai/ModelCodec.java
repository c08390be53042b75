package ava.bridge.openai;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Text frames of a Realtime session and the records they stand for. Pure.
final class ModelCodec {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final ObjectReader READER = JSON.readerFor(FromModel.class);
  private static final ObjectWriter WRITER = JSON.writerFor(ToModel.class);

  private ModelCodec() {}

  /// Never fails: what cannot be read is [FromModel.Unknown].
  static FromModel decode(String text) {
    try {
      FromModel event = READER.readValue(text);
      return event == null ? new FromModel.Unknown("unreadable") : event;
    } catch (JacksonException e) {
      return new FromModel.Unknown("unreadable");
    }
  }

  static String encode(ToModel event) {
    return WRITER.writeValueAsString(event);
  }
}
