package ava.simulator.model;

import java.util.Base64;
import java.util.Optional;

/// The event that a client sends fifty times a second, read without a tree of JSON where it is
/// written in the usual way. Pure.
final class AppendedAudio {
  private static final String PREFIX = "{\"type\":\"input_audio_buffer.append\",";
  private static final String AUDIO = "\"audio\":\"";
  private static final String SUFFIX = "\"}";
  private static final String ID = "\"event_id\":\"";
  private static final String ID_END = "\",";
  private static final int LONGEST_ID = 512;

  private AppendedAudio() {}

  /// The audio of an `input_audio_buffer.append` without a fault; empty for anything else, which is
  /// to be read with care.
  static Optional<byte[]> read(String text) {
    if (!text.startsWith(PREFIX) || !text.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    var field = text.indexOf(AUDIO, PREFIX.length());
    var from = field + AUDIO.length();
    var to = text.length() - SUFFIX.length();
    if (field < 0 || to < from || (to - from) % 4 != 0 || !usual(text, field)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(text.substring(from, to)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean usual(String text, int field) {
    var from = PREFIX.length() + ID.length();
    var to = field - ID_END.length();
    return field == PREFIX.length()
        || (text.startsWith(ID, PREFIX.length())
            && to > from
            && to - from <= LONGEST_ID
            && text.startsWith(ID_END, to)
            && plain(text, from, to));
  }

  private static boolean plain(String text, int from, int to) {
    for (var at = from; at < to; at++) {
      var letter = text.charAt(at);
      var word =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9');
      if (!word && letter != '_' && letter != '-') {
        return false;
      }
    }
    return true;
  }
}
