package ava.simulator.model;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A session's settings: the server's defaults (in English, PCM), changed field by field by
/// `session.update`.
final class SessionShape {
  private static final String DEFAULTS =
      """
      {"type":"realtime","object":"realtime.session","output_modalities":["audio"],
       "instructions":"Your knowledge cutoff is 2023-10. You are a helpful, witty, and friendly AI. \
      Act like a human, but remember that you aren't a human. Talk quickly. Answer in the user's language or accent.",
       "tools":[],"tool_choice":"auto","max_output_tokens":"inf","truncation":"auto","tracing":null,
       "prompt":null,"include":null,
       "audio":{"input":{"format":{"type":"audio/pcm","rate":24000},"transcription":null,"noise_reduction":null,
         "turn_detection":{"type":"server_vad","threshold":0.5,"prefix_padding_ms":300,"silence_duration_ms":200,
           "idle_timeout_ms":null,"create_response":true,"interrupt_response":true}},
        "output":{"format":{"type":"audio/pcm","rate":24000},"voice":"marin","speed":1.0}}}
      """;

  private final ObjectNode session;
  private Optional<SoundFormat> ear;
  private Optional<VoiceActivity.Tuning> voiceActivity;

  SessionShape(String id, String model, long expiresAt) {
    session = (ObjectNode) JsonMapper.shared().readTree(DEFAULTS);
    session.put("id", id).put("model", model).put("expires_at", expiresAt);
    ear = readEar();
    voiceActivity = readVoiceActivity();
  }

  /// The session as `session.created` and `session.updated` show it.
  ObjectNode echo() {
    return session.deepCopy();
  }

  /// @throws RefusedException when a `session.update` may not change this
  void check(JsonNode update, boolean hasSpoken) {
    if (!update.path("type").asString("").equals("realtime")) {
      throw RefusedException.of(
          "invalid_value", "The type of a session cannot change.", "session.type");
    }
    if (update.has("model") && !update.path("model").asString("").equals(model())) {
      throw RefusedException.of(
          "invalid_value", "The model of a session cannot change.", "session.model");
    }
    var voice = update.at("/audio/output/voice");
    if (hasSpoken && !voice.isMissingNode() && !voice.toString().equals(voice())) {
      throw RefusedException.of(
          "cannot_update_voice",
          "Cannot update a conversation's voice if assistant audio is present.",
          "session.audio.output.voice");
    }
    var hearing = update.at("/audio/input/transcription/model").asString("");
    var detection = update.at("/audio/input/turn_detection");
    if (hearing.matches("gpt-live-transcribe|gpt-realtime-whisper") && !detection.isNull()) {
      throw RefusedException.of(
          "invalid_value",
          "Turn detection is not supported with " + hearing + ".",
          "session.audio.input.transcription.model");
    }
  }

  /// Changes the fields that are present.
  void merge(JsonNode update) {
    for (var field : update.properties()) {
      if (field.getKey().equals("audio")) {
        merge("/audio/input", field.getValue().path("input"));
        merge("/audio/output", field.getValue().path("output"));
      } else {
        session.set(field.getKey(), field.getValue());
      }
    }
    ear = readEar();
    voiceActivity = readVoiceActivity();
  }

  private void merge(String place, JsonNode update) {
    var target = (ObjectNode) session.at(place);
    for (var field : update.properties()) {
      var value = field.getValue();
      if (field.getKey().equals("turn_detection") && value.isObject()) {
        value = withDefaults((ObjectNode) value);
      }
      target.set(field.getKey(), value);
    }
  }

  private static ObjectNode withDefaults(ObjectNode update) {
    var whole = update.deepCopy();
    if (whole.path("type").asString("").equals("server_vad")) {
      var usual = JsonMapper.shared().readTree(DEFAULTS).at("/audio/input/turn_detection");
      usual.properties().forEach(field -> whole.putIfAbsent(field.getKey(), field.getValue()));
    }
    whole.putIfAbsent("create_response", whole.booleanNode(true));
    whole.putIfAbsent("interrupt_response", whole.booleanNode(true));
    return whole;
  }

  String instructions() {
    return session.path("instructions").asString("");
  }

  String model() {
    return session.path("model").asString("");
  }

  private String voice() {
    return session.at("/audio/output/voice").toString();
  }

  /// What the client sends; empty for a format that this server cannot hear.
  Optional<SoundFormat> ear() {
    return ear;
  }

  private Optional<SoundFormat> readEar() {
    return SoundFormat.of(session.at("/audio/input/format"));
  }

  /// What a response is spoken in; empty for a format that this server cannot speak.
  Optional<SoundFormat> mouth(JsonNode request) {
    var asked = request.at("/audio/output/format");
    return SoundFormat.of(asked.isObject() ? asked : session.at("/audio/output/format"));
  }

  boolean transcribes() {
    return session.at("/audio/input/transcription").isObject();
  }

  /// How speech is found; empty when the client ends the turns itself.
  Optional<VoiceActivity.Tuning> voiceActivity() {
    return voiceActivity;
  }

  private Optional<VoiceActivity.Tuning> readVoiceActivity() {
    var detection = session.at("/audio/input/turn_detection");
    if (!detection.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        new VoiceActivity.Tuning(
            detection.path("threshold").asDouble(0.5),
            detection.path("prefix_padding_ms").asInt(300),
            detection.path("silence_duration_ms").asInt(500)));
  }

  boolean createsResponse() {
    return session.at("/audio/input/turn_detection/create_response").asBoolean(false);
  }

  boolean interruptsResponse() {
    return session.at("/audio/input/turn_detection/interrupt_response").asBoolean(false);
  }

  /// After how much silence the model speaks by itself.
  Optional<Integer> idleTimeoutMs() {
    var timeout = session.at("/audio/input/turn_detection/idle_timeout_ms");
    return timeout.isNumber() ? Optional.of(timeout.asInt()) : Optional.empty();
  }

  Set<String> tools(JsonNode request) {
    var choice =
        request.has("tool_choice") ? request.get("tool_choice") : session.path("tool_choice");
    var names = new LinkedHashSet<String>();
    if (!choice.asString("").equals("none")) {
      var tools = request.has("tools") ? request.get("tools") : session.path("tools");
      tools.forEach(tool -> names.add(tool.path("name").asString("")));
    }
    return names;
  }

  boolean speaks(JsonNode request) {
    return asked(request, "/output_modalities").path(0).asString("audio").equals("audio");
  }

  /// The part of a response that repeats what was asked for, and the session where nothing was.
  void describe(ObjectNode response, JsonNode request) {
    response.set("output_modalities", asked(request, "/output_modalities"));
    response.set("max_output_tokens", asked(request, "/max_output_tokens"));
    var output = response.putObject("audio").putObject("output");
    output.set("format", asked(request, "/audio/output/format"));
    output.set("voice", asked(request, "/audio/output/voice"));
  }

  private JsonNode asked(JsonNode request, String place) {
    var asked = request.at(place);
    return asked.isMissingNode() || asked.isNull() ? session.at(place) : asked;
  }

  /// Shows the voice as the API's own description allows it, too.
  void nameVoiceInAnObject() {
    var voice = session.at("/audio/output/voice");
    if (voice.isString()) {
      ((ObjectNode) session.at("/audio/output")).putObject("voice").put("id", voice.asString());
    }
  }
}
