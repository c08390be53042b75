package ava.bridge.openai;

import ava.shared.settings.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What every session is opened with.
///
/// @param baseUrl of the HTTP API, `https://api.openai.com/v1`
/// @param apiKey asked for with each session, on the event loop: it must not wait
/// @param tools definitions of functions as the API takes them
public record SessionSettings(
    URI baseUrl,
    Secret apiKey,
    String model,
    Transcription transcription,
    Voice voice,
    String instructions,
    List<JsonNode> tools) {
  static final String MU_LAW = "audio/pcmu";

  private static final double VAD_THRESHOLD = 0.6;
  private static final int VAD_PREFIX_MS = 300;
  private static final int VAD_SILENCE_MS = 600;
  private static final double RETENTION_RATIO = 0.8;

  public SessionSettings {
    tools = List.copyOf(tools);
  }

  /// Who speaks.
  ///
  /// @param name of the model's own voice, which must be said before it first speaks
  /// @param reads another voice reads out what the model writes
  public record Voice(String name, boolean reads) {
    static List<String> modalities(boolean writes) {
      return List.of(writes ? "text" : "audio");
    }
  }

  /// How the caller's words are written down.
  ///
  /// @param keywords names and words that are likely to be said
  public record Transcription(String model, List<String> keywords) {
    /// The models that take keywords, their snapshots included; others refuse the whole session.
    private static final Pattern HINTED =
        Pattern.compile("gpt-(?:live-)?transcribe(?:-\\d{4}-\\d{2}-\\d{2})?");

    public Transcription {
      keywords = List.copyOf(keywords);
    }

    private ClientEvent.Transcription settings() {
      var hinted = HINTED.matcher(model).matches() && !keywords.isEmpty();
      return new ClientEvent.Transcription(
          model, "fr", hinted ? Optional.of(keywords) : Optional.empty());
    }
  }

  URI realtimeUrl() {
    var base = baseUrl.toString().replaceFirst("^http", "ws");
    var query = URLEncoder.encode(model, StandardCharsets.UTF_8);
    return URI.create(base + "/realtime?model=" + query);
  }

  /// Whether the model reasons: only such a model takes an effort and a wish about parallel calls.
  private boolean reasons() {
    return model.startsWith("gpt-realtime-2");
  }

  /// The whole session, silent until it is told to take turns: an answer to noise before the
  /// greeting would fix the voice and speak over it.
  ClientEvent.Session session() {
    return new ClientEvent.Session(
        "realtime",
        voice.reads() ? Optional.of(Voice.modalities(true)) : Optional.empty(),
        Optional.of(instructions),
        Optional.of(
            new ClientEvent.Audio(
                new ClientEvent.Input(
                    Optional.of(new ClientEvent.Kind(MU_LAW)),
                    Optional.of(transcription.settings()),
                    Optional.of(new ClientEvent.Kind("near_field")),
                    turns(false)),
                Optional.of(new ClientEvent.Output(new ClientEvent.Kind(MU_LAW), voice.name())))),
        reasons() ? Optional.of(new ClientEvent.Reasoning("low")) : Optional.empty(),
        Optional.of(tools),
        Optional.of("auto"),
        reasons() ? Optional.of(false) : Optional.empty(),
        Optional.of(new ClientEvent.Truncation("retention_ratio", RETENTION_RATIO)));
  }

  /// Lets the model answer and stop by itself. Leaves the voice out: it cannot change any more.
  static ClientEvent.Session takingTurns() {
    return ClientEvent.Session.turns(turns(true));
  }

  private static ClientEvent.TurnDetection turns(boolean byItself) {
    return new ClientEvent.TurnDetection(
        "server_vad", VAD_THRESHOLD, VAD_PREFIX_MS, VAD_SILENCE_MS, byItself, byItself);
  }

  /// What the session that the server echoes has otherwise, or empty. What it does not say is ours.
  Optional<String> differing(ServerEvent.Session echo) {
    var audio = echo.audio();
    var input = audio == null ? null : audio.input();
    var output = audio == null ? null : audio.output();
    if (isOtherFormat(input) || isOtherFormat(output)) {
      return Optional.of("audio format");
    }
    if (output != null && isOtherVoice(output.voice())) {
      return Optional.of("voice");
    }
    if (echo.tools() != null && echo.tools().size() != tools.size()) {
      return Optional.of("tools");
    }
    return Optional.empty();
  }

  private static boolean isOtherFormat(ServerEvent.Session.@Nullable Direction d) {
    var type = d == null || d.format() == null ? null : d.format().type();
    return type != null && !type.equals(MU_LAW);
  }

  private boolean isOtherVoice(@Nullable JsonNode echoed) {
    var name = echoed != null && echoed.isObject() ? echoed.get("id") : echoed;
    return name != null && name.isString() && !name.stringValue().equals(voice.name());
  }
}
