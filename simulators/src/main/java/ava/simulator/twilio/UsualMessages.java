package ava.simulator.twilio;

import java.util.Base64;
import java.util.Optional;

/// Audio and marks of the bridge, read without a tree of JSON where they are written in the usual
/// way. Pure.
final class UsualMessages {
  private static final String MEDIA = "{\"event\":\"media\",\"streamSid\":\"";
  private static final String PAYLOAD = "\",\"media\":{\"payload\":\"";
  private static final String MARK = "{\"event\":\"mark\",\"streamSid\":\"";
  private static final String NAME = "\",\"mark\":{\"name\":\"";
  private static final String END = "\"}}";

  private UsualMessages() {}

  /// A message without a fault; empty for anything else, which is to be read with care.
  static Optional<BridgeMessage> read(String text, String streamSid) {
    var payload = value(text, MEDIA, streamSid, PAYLOAD);
    if (payload.isPresent()) {
      return payload.flatMap(UsualMessages::media);
    }
    return value(text, MARK, streamSid, NAME)
        .filter(UsualMessages::plain)
        .map(BridgeMessage.Mark::new);
  }

  private static Optional<String> value(String text, String head, String sid, String middle) {
    var from = head.length() + sid.length() + middle.length();
    var to = text.length() - END.length();
    return to > from
            && text.startsWith(head)
            && text.startsWith(sid, head.length())
            && text.startsWith(middle, head.length() + sid.length())
            && text.endsWith(END)
        ? Optional.of(text.substring(from, to))
        : Optional.empty();
  }

  private static Optional<BridgeMessage> media(String payload) {
    if (payload.length() % 4 != 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BridgeMessage.Media(Base64.getDecoder().decode(payload)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Whether it means in JSON what it says.
  private static boolean plain(String name) {
    return name.chars().allMatch(letter -> letter >= ' ' && letter != '"' && letter != '\\');
  }
}
