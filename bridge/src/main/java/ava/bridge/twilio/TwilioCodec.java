package ava.bridge.twilio;

import ava.bridge.json.OddValues;
import ava.bridge.json.Scan;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// Text frames of a media stream and the records they stand for. Pure.
final class TwilioCodec {
  private static final String[] TAKEN = {"track", "timestamp", "payload"};
  private static final String[] NAMED = {"name"};

  /// The event of a frame that is not a message of the protocol.
  static final String UNREADABLE = "unreadable";

  /// The event of a frame whose audio is none.
  static final String NO_AUDIO = "media";

  private static final String MEDIA = "{\"event\":\"media\",";
  private static final String MARK = "{\"event\":\"mark\",";

  private static final ObjectReader READER =
      JsonMapper.builder().addHandler(new OddValues()).build().readerFor(FromTwilio.class);
  private static final ObjectWriter WRITER = JsonMapper.shared().writerFor(ToTwilio.class);

  private TwilioCodec() {}

  /// Never fails: what cannot be read is [FromTwilio.Unknown].
  static FromTwilio decode(String text) {
    if (text.startsWith(MEDIA)) {
      var audio = usual(text, "media", TwilioCodec::audio);
      return audio == null ? map(text) : new FromTwilio.Media(audio);
    }
    if (text.startsWith(MARK)) {
      var name = usual(text, "mark", TwilioCodec::name);
      return name == null ? map(text) : new FromTwilio.Mark(name);
    }
    return map(text);
  }

  /// Reads what an event has under its own name.
  @FunctionalInterface
  private interface Part<T> {
    @Nullable T of(Scan scan);
  }

  /// What is in a message as Twilio writes it: fifty frames of the caller's a second, and five
  /// echoes while Ava speaks.
  ///
  /// @return null when there is anything unusual about it
  private static <T> @Nullable T usual(String text, String event, Part<T> part) {
    var scan = new Scan(text);
    T found = null;
    var events = 0;
    var parts = 0;
    scan.enter();
    while (scan.member()) {
      if (scan.is("event")) {
        events++;
        scan.skip();
      } else if (scan.is(event)) {
        parts++;
        found = part.of(scan);
      } else {
        scan.skip();
      }
    }
    return events == 1 && parts == 1 && scan.over() ? found : null;
  }

  private static FromTwilio.Media.@Nullable Audio audio(Scan scan) {
    String track = null;
    String timestamp = null;
    String payload = null;
    scan.enter();
    while (scan.member()) {
      if (scan.is("track") && track == null) {
        track = scan.string();
      } else if (scan.is("timestamp") && timestamp == null) {
        timestamp = scan.string();
      } else if (scan.is("payload") && payload == null) {
        payload = scan.base64();
      } else {
        scan.skipBut(TAKEN);
      }
    }
    return payload == null ? null : new FromTwilio.Media.Audio(track, timestamp, payload);
  }

  private static FromTwilio.Mark.@Nullable Name name(Scan scan) {
    String name = null;
    scan.enter();
    while (scan.member()) {
      if (scan.is("name") && name == null) {
        name = scan.string();
      } else {
        scan.skipBut(NAMED);
      }
    }
    return name == null ? null : new FromTwilio.Mark.Name(name);
  }

  /// By the mapper, which every message can be given to.
  static FromTwilio map(String text) {
    try {
      FromTwilio message = READER.readValue(text);
      return switch (message) {
        case null -> new FromTwilio.Unknown(UNREADABLE);
        case FromTwilio.Media(var audio) when !Scan.isBase64(audio.payload()) ->
            new FromTwilio.Unknown(NO_AUDIO);
        default -> message;
      };
    } catch (JacksonException e) {
      return new FromTwilio.Unknown(UNREADABLE);
    }
  }

  static String encode(ToTwilio message) {
    return switch (message) {
      case ToTwilio.Media(var stream, var audio)
          when Scan.isPlain(stream) && Scan.isPlain(audio.payload()) ->
          "{\"event\":\"media\",\"streamSid\":\""
              + stream
              + "\",\"media\":{\"payload\":\""
              + audio.payload()
              + "\"}}";
      case ToTwilio.Mark(var stream, var mark)
          when Scan.isPlain(stream) && Scan.isPlain(mark.name()) ->
          "{\"event\":\"mark\",\"streamSid\":\""
              + stream
              + "\",\"mark\":{\"name\":\""
              + mark.name()
              + "\"}}";
      case ToTwilio.Media _, ToTwilio.Mark _, ToTwilio.Clear _ -> write(message);
    };
  }

  /// By the mapper.
  static String write(ToTwilio message) {
    return WRITER.writeValueAsString(message);
  }
}
