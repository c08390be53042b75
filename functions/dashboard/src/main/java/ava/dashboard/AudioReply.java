package ava.dashboard;

import ava.shared.call.Recording;
import ava.shared.web.WebReply;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A recording as a player asks for it: whole, or one range of its bytes, without which some
/// players (Safari's) play nothing. Source: RFC 9110, "Range Requests"; ranges that are not
/// understood are left aside, as it says.
final class AudioReply {
  /// Lambda answers with 6 MB at the most, and bytes travel in base64.
  static final int LONGEST = 4_400_000;

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,9})-(\\d{0,9})");

  private AudioReply() {}

  /// @param range the header's value, empty when there is none
  /// @return empty when the recording is longer than an answer can be
  static Optional<WebReply> of(Recording.Audio audio, String range) {
    var bytes = audio.bytes();
    return bytes.length > LONGEST ? Optional.empty() : Optional.of(answer(audio, bytes, range));
  }

  private static WebReply answer(Recording.Audio audio, byte[] bytes, String range) {
    var asked = RANGE.matcher(range.strip());
    if (!asked.matches() || asked.group().equals("bytes=-")) {
      return part(200, audio.type(), bytes, Map.of());
    }
    var part = Part.of(asked.group(1), asked.group(2), bytes.length);
    if (part.backwards()) {
      return part(200, audio.type(), bytes, Map.of());
    }
    if (part.first() >= bytes.length) {
      return new WebReply(416, Map.of("Content-Range", "bytes */" + bytes.length), "");
    }
    var where = "bytes %d-%d/%d".formatted(part.first(), part.last(), bytes.length);
    return part(
        206,
        audio.type(),
        Arrays.copyOfRange(bytes, part.first(), part.last() + 1),
        Map.of("Content-Range", where));
  }

  private static WebReply part(int status, String type, byte[] bytes, Map<String, String> where) {
    var headers = new HashMap<>(where);
    headers.put("Content-Type", type);
    headers.put("Content-Length", Integer.toString(bytes.length));
    headers.put("Accept-Ranges", "bytes");
    return WebReply.bytes(status, headers, bytes);
  }

  /// From the first to the last byte, both included.
  ///
  /// @param backwards the range ends before it begins
  private record Part(int first, int last, boolean backwards) {
    /// @param from empty when the last bytes are asked for, as many as `to` says
    /// @param to empty for all to the end
    static Part of(String from, String to, int length) {
      if (from.isEmpty()) {
        var count = Integer.parseInt(to);
        return new Part(count == 0 ? length : Math.max(0, length - count), length - 1, false);
      }
      var first = Integer.parseInt(from);
      var last = to.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(to);
      return new Part(first, Math.min(last, length - 1), last < first);
    }
  }
}
