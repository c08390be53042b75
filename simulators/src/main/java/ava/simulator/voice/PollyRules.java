package ava.simulator.voice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What Polly refuses. Source: Amazon Polly's API reference.
final class PollyRules {
  private static final int MOST_CHARACTERS = 3_000;
  private static final Map<String, List<String>> VOICES =
      Map.of(
          "Lea", List.of("standard", "neural", "generative"),
          "Remi", List.of("neural", "generative"),
          "Ambre", List.of("generative"),
          "Florian", List.of("generative"),
          "Celine", List.of("standard"),
          "Mathieu", List.of("standard"));

  private final List<String> lexicons;

  /// @param lexicons the names of those that there are
  PollyRules(List<String> lexicons) {
    this.lexicons = List.copyOf(lexicons);
  }

  /// A refusal.
  ///
  /// @param kind the exception's name
  record Refused(int status, String kind, String message) {}

  /// How a voice is asked to speak.
  ///
  /// @param engine empty for the usual one
  record Voice(
      String id,
      String engine,
      String language,
      String format,
      String rate,
      List<String> lexiconNames) {}

  /// What a fault makes of a request before anything is spoken.
  static Optional<Refused> refusal(PollyFault fault, String asked) {
    return Optional.ofNullable(
        switch (fault) {
          case DENIES -> new Refused(403, "AccessDeniedException", "Not for you, on purpose.");
          case KNOWS_NO_MU_LAW ->
              asked.contains("mulaw")
                  ? new Refused(400, "ValidationException", "Unsupported output format: mulaw")
                  : null;
          case THROTTLES -> new Refused(400, "ThrottlingException", "Rate exceeded");
          case FAILS -> new Refused(500, "ServiceFailureException", "Failed on purpose.");
          default -> null;
        });
  }

  Optional<Refused> refusal(String body, Optional<String> signed) {
    JsonNode request;
    try {
      request = JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return unsigned(signed)
          .or(() -> invalid("SerializationException", "No JSON: " + e.getOriginalMessage()));
    }
    return unsigned(signed)
        .or(() ->
            request instanceof ObjectNode asked
                ? refusal(voice(asked)).or(() -> ofText(asked))
                : invalid("SerializationException", "No object"));
  }

  /// A request that nobody signed for Polly.
  static Optional<Refused> unsigned(Optional<String> signed) {
    return signed.filter(by -> by.contains("/polly/aws4_request")).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Refused(
                403, "MissingAuthenticationTokenException", "Missing Authentication Token"));
  }

  private static Voice voice(ObjectNode request) {
    return new Voice(
        request.path("VoiceId").asString(""),
        request.path("Engine").asString(""),
        request.path("LanguageCode").asString(""),
        request.path("OutputFormat").asString(""),
        request.path("SampleRate").asString(""),
        request.path("LexiconNames").valueStream().map(name -> name.asString("")).toList());
  }

  Optional<Refused> refusal(Voice voice) {
    var engines = VOICES.get(voice.id());
    if (engines == null) {
      return invalid("ValidationException", "No such voice.");
    }
    if (!engines.contains(voice.engine().isEmpty() ? "standard" : voice.engine())) {
      return invalid("EngineNotSupportedException", "This voice does not support the engine.");
    }
    if (!List.of("", "fr-FR").contains(voice.language())) {
      return invalid("LanguageNotSupportedException", "This voice speaks French.");
    }
    if (!List.of("mulaw", "pcm").contains(voice.format())) {
      return invalid("ValidationException", "This simulator has no such output format.");
    }
    if (!voice.rate().equals("8000")) {
      return invalid("InvalidSampleRateException", "Only 8000 here.");
    }
    if (!lexicons.containsAll(voice.lexiconNames())) {
      return Optional.of(new Refused(404, "LexiconNotFoundException", "Lexicon not found"));
    }
    return Optional.empty();
  }

  /// @param headers of the request that opens a stream
  Optional<Refused> refusalOfStream(Map<String, String> headers) {
    var engine = headers.getOrDefault("x-amzn-engine", "");
    if (!engine.equals("generative")) {
      return invalid("ValidationException", "Only the generative engine has streams.");
    }
    var names = headers.getOrDefault("x-amzn-lexiconnames", "");
    return refusal(
        new Voice(
            headers.getOrDefault("x-amzn-voiceid", ""),
            engine,
            headers.getOrDefault("x-amzn-languagecode", ""),
            headers.getOrDefault("x-amzn-outputformat", ""),
            headers.getOrDefault("x-amzn-samplerate", ""),
            names.isEmpty() ? List.of() : List.of(names.split(", ?"))));
  }

  /// What a region without streams says.
  static Optional<Refused> refusalOfStreams(PollyFault fault) {
    return fault == PollyFault.HAS_NO_STREAMS
        ? invalid("ValidationException", "Unsupported operation in this region.")
        : Optional.empty();
  }

  private static Optional<Refused> ofText(ObjectNode request) {
    var text = request.path("Text").asString("");
    if (text.length() > MOST_CHARACTERS) {
      return invalid("TextLengthExceededException", "Maximum text length has been exceeded");
    }
    return text.isBlank() || !request.path("TextType").asString("text").equals("text")
        ? invalid("ValidationException", "A text is plain and not empty.")
        : Optional.empty();
  }

  private static Optional<Refused> invalid(String kind, String message) {
    return Optional.of(new Refused(400, kind, message));
  }
}
