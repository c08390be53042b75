package ava.bridge.twilio;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.json.JsonMapper;

/// Text frames of a media stream and the records they stand for. Pure.
final class TwilioCodec {
  /// The event of a frame that is not a message of the protocol.
  static final String UNREADABLE = "unreadable";

  private static final ObjectReader READER =
      JsonMapper.builder().addHandler(new Forgiving()).build().readerFor(FromTwilio.class);
  private static final ObjectWriter WRITER = JsonMapper.shared().writerFor(ToTwilio.class);

  private TwilioCodec() {}

  /// Takes a value of another type for none at all: one odd property must not hide the message.
  private static final class Forgiving extends DeserializationProblemHandler {
    @Override
    public @Nullable Object handleUnexpectedToken(
        DeserializationContext context,
        JavaType type,
        JsonToken token,
        JsonParser parser,
        @Nullable String message) {
      parser.skipChildren();
      return null;
    }

    @Override
    public @Nullable Object handleMissingInstantiator(
        DeserializationContext context,
        Class<?> type,
        @Nullable ValueInstantiator instantiator,
        JsonParser parser,
        @Nullable String message) {
      parser.skipChildren();
      return null;
    }
  }

  /// Never fails: what cannot be read is [FromTwilio.Unknown].
  static FromTwilio decode(String text) {
    try {
      FromTwilio message = READER.readValue(text);
      return message == null ? new FromTwilio.Unknown(UNREADABLE) : message;
    } catch (JacksonException e) {
      return new FromTwilio.Unknown(UNREADABLE);
    }
  }

  static String encode(ToTwilio message) {
    return WRITER.writeValueAsString(message);
  }
}
