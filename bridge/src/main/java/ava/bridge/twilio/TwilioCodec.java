package ava.bridge.twilio;

import ava.bridge.json.OddValues;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// Text frames of a media stream and the records they stand for. Pure.
final class TwilioCodec {
  /// The event of a frame that is not a message of the protocol.
  static final String UNREADABLE = "unreadable";

  private static final ObjectReader READER =
      JsonMapper.builder().addHandler(new OddValues()).build().readerFor(FromTwilio.class);
  private static final ObjectWriter WRITER = JsonMapper.shared().writerFor(ToTwilio.class);

  private TwilioCodec() {}

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
