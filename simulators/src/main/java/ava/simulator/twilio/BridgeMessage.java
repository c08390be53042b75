package ava.simulator.twilio;

import ava.simulator.scenario.Checks;
import ava.simulator.scenario.MessageSchemas;
import com.networknt.schema.Error;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A message from the bridge, as Twilio reads it.
sealed interface BridgeMessage {
  final class Media implements BridgeMessage {
    private final byte[] audio;

    Media(byte[] audio) {
      this.audio = audio;
    }

    byte[] audio() {
      return audio;
    }
  }

  record Mark(String name) implements BridgeMessage {}

  record Clear() implements BridgeMessage {}

  /// Twilio ignores it and logs 31951.
  record Wrong(String reason) implements BridgeMessage {}

  /// Strict about everything that the schema says. Safe for several threads.
  final class Reader {
    private final MessageSchemas schemas = Prepared.SCHEMAS;
    private final boolean whole;

    /// Compiled once.
    private static final class Prepared {
      private static final MessageSchemas SCHEMAS = MessageSchemas.toTwilio().prepared();
    }

    Reader(Checks checks) {
      this.whole = checks == Checks.SCHEMA;
    }

    BridgeMessage read(String text, String streamSid) {
      return UsualMessages.read(text, streamSid).orElseGet(() -> readWithCare(text, streamSid));
    }

    private BridgeMessage readWithCare(String text, String streamSid) {
      JsonNode message;
      try {
        message = JsonMapper.shared().readTree(text);
      } catch (JacksonException e) {
        return new Wrong("not JSON: " + e.getOriginalMessage());
      }
      var event = message.path("event").asString("");
      if (!schemas.kinds().contains(event)) {
        return new Wrong("unknown event '" + event + "'");
      }
      var problems = whole ? schemas.problems(message) : List.<Error>of();
      if (!problems.isEmpty()) {
        return new Wrong(
            event
                + ": "
                + problems.stream().map(Object::toString).collect(Collectors.joining("; ")));
      }
      if (!message.path("streamSid").asString("").equals(streamSid)) {
        return new Wrong(event + ": foreign streamSid");
      }
      return switch (event) {
        case "media" -> media(message.at("/media/payload").asString(""));
        case "mark" -> new Mark(message.at("/mark/name").asString(""));
        default -> new Clear();
      };
    }

    private static BridgeMessage media(String payload) {
      try {
        return new Media(Base64.getDecoder().decode(payload));
      } catch (IllegalArgumentException e) {
        return new Wrong("not base64: " + e.getMessage());
      }
    }
  }
}
