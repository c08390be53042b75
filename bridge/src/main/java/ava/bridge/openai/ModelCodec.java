package ava.bridge.openai;

import ava.bridge.json.OddValues;
import ava.bridge.json.Scan;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Text frames of a Realtime session and the records they stand for. Pure.
final class ModelCodec {
  private static final String[] TAKEN = {"delta", "response_id", "item_id", "content_index"};
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addHandler(new OddValues())
          .build();
  private static final String AUDIO_DELTA = "{\"type\":\"response.output_audio.delta\",";

  private static final ServerEvent UNREADABLE = new ServerEvent.Unknown("unreadable");
  private static final ObjectReader READER = JSON.readerFor(ServerEvent.class);
  private static final ObjectWriter WRITER = JSON.writerFor(ClientEvent.class);

  private ModelCodec() {}

  /// Never fails: what cannot be read is [ServerEvent.Unknown].
  static ServerEvent decode(String text) {
    var usual = text.startsWith(AUDIO_DELTA) ? usualAudio(text) : null;
    return usual == null ? map(text) : usual;
  }

  /// A piece of an answer as the model writes it.
  ///
  /// @return null when there is anything unusual about it
  private static ServerEvent.@Nullable AudioDelta usualAudio(String text) {
    var scan = new Scan(text);
    String response = null;
    String item = null;
    String delta = null;
    var part = -1;
    var types = 0;
    scan.enter();
    while (scan.member()) {
      if (scan.is("delta") && delta == null) {
        delta = scan.base64();
      } else if (scan.is("response_id") && response == null) {
        response = scan.string();
      } else if (scan.is("item_id") && item == null) {
        item = scan.string();
      } else if (scan.is("content_index") && part < 0) {
        part = scan.number();
      } else {
        types += scan.is("type") ? 1 : 0;
        scan.skipBut(TAKEN);
      }
    }
    var whole = types == 1 && scan.over() && part >= 0;
    return whole && response != null && item != null && delta != null
        ? new ServerEvent.AudioDelta(response, item, part, delta)
        : null;
  }

  /// By the mapper, which every event can be given to.
  static ServerEvent map(String text) {
    try {
      ServerEvent event = READER.readValue(text);
      return switch (event) {
        case null -> UNREADABLE;
        case ServerEvent.AudioDelta(_, _, _, var delta) when !isAudio(delta) -> UNREADABLE;
        default -> event;
      };
    } catch (JacksonException e) {
      return UNREADABLE;
    }
  }

  /// Twilio ends a stream for audio that is none.
  private static boolean isAudio(String delta) {
    return delta.isEmpty() || Scan.isBase64(delta);
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
    return event instanceof ClientEvent.AppendAudio(var id, var audio)
            && Scan.isPlain(id)
            && Scan.isPlain(audio)
        ? "{\"type\":\"input_audio_buffer.append\",\"event_id\":\""
            + id
            + "\",\"audio\":\""
            + audio
            + "\"}"
        : write(event);
  }

  /// By the mapper.
  static String write(ClientEvent event) {
    return WRITER.writeValueAsString(event);
  }
}
