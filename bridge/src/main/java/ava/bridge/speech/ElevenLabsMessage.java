package ava.bridge.speech;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What ElevenLabs says over a socket. Its names are spelled in two ways and each is taken; what
/// cannot be read says nothing. A value. Source: the AsyncAPI document of `multi-stream-input`.
///
/// @param context whose it is; empty when it is the whole socket's
/// @param audio base64 of its sound; empty without
/// @param letters what was sent, each letter with its place in this sound
/// @param last nothing more comes of the context
record ElevenLabsMessage(
    Optional<String> context,
    String audio,
    List<Letter> letters,
    boolean last,
    Optional<Problem> problem) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final ElevenLabsMessage UNREADABLE =
      new ElevenLabsMessage(Optional.empty(), "", List.of(), false, Optional.empty());

  /// @param endMs when it has been said, from the beginning of the sound that it came with
  record Letter(String letter, int endMs) {}

  /// @param kind such as `quota_exceeded`
  record Problem(String kind, int code) {}

  ElevenLabsMessage {
    letters = List.copyOf(letters);
  }

  static ElevenLabsMessage read(String text) {
    try {
      var node = JSON.readTree(text);
      return new ElevenLabsMessage(
          either(node, "contextId", "context_id").stringValueOpt(),
          audible(node.path("audio").asString("")),
          letters(node.path("alignment")),
          either(node, "isFinal", "is_final").asBoolean(false),
          problem(node));
    } catch (JacksonException e) {
      return UNREADABLE;
    }
  }

  private static JsonNode either(JsonNode node, String one, String other) {
    var found = node.path(one);
    return found.isMissingNode() ? node.path(other) : found;
  }

  private static String audible(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length == 0 ? "" : base64;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  boolean sounds() {
    return !audio.isEmpty();
  }

  /// Its sound, µ-law.
  byte[] sound() {
    return Base64.getDecoder().decode(audio);
  }

  private static List<Letter> letters(JsonNode alignment) {
    var chars = alignment.path("chars");
    var starts = either(alignment, "charStartTimesMs", "charsStartTimesMs");
    var durations = either(alignment, "charsDurationsMs", "charDurationsMs");
    var letters = new ArrayList<Letter>();
    for (var n = 0; n < chars.size(); n++) {
      var end = starts.path(n).asDouble(0) + durations.path(n).asDouble(0);
      letters.add(new Letter(chars.path(n).asString(""), (int) Math.round(end)));
    }
    return letters;
  }

  private static Optional<Problem> problem(JsonNode node) {
    var kind = node.path("error");
    return kind.isMissingNode() || kind.isNull()
        ? Optional.empty()
        : Optional.of(new Problem(kind.asString("error"), node.path("code").asInt(0)));
  }

  // what is said to it

  /// The first message of a context: a blank, with how the voice sounds.
  static String opening(String context) {
    var node = JSON.createObjectNode().put("text", " ").put("context_id", context);
    node.putObject("voice_settings")
        .put("stability", 0.5)
        .put("similarity_boost", 0.8)
        .put("speed", 1.0);
    return node.toString();
  }

  /// A text to be spoken at once; a word ends with a space.
  static String speaking(String context, String text) {
    return JSON.createObjectNode()
        .put("text", text + " ")
        .put("context_id", context)
        .put("flush", true)
        .toString();
  }

  static String keepingAlive(String context) {
    return JSON.createObjectNode().put("text", "").put("context_id", context).toString();
  }

  static String closing(String context) {
    return JSON.createObjectNode().put("context_id", context).put("close_context", true).toString();
  }
}
