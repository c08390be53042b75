package ava.simulator.voice;

import ava.shared.loop.Loop;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MuLaw;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Amazon Polly's `SynthesizeSpeech` on any wire and any clock: a hum as long as the text takes to
/// say, some times faster than real time, in pieces of odd lengths. Refuses what the service
/// refuses. Thread: the loop's. Source: Amazon Polly's API reference.
public final class PollyServer {
  /// Where a text is sent.
  public static final String PATH = "/v1/speech";

  private static final Duration FIRST_SOUND = Duration.ofMillis(100);
  private static final Duration LATE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final int FASTER = 5;
  private static final int MOST_CHARACTERS = 3_000;
  private static final List<Integer> PIECES = List.of(333, 1_601, 800, 2_000, 161);
  private static final Map<String, List<String>> VOICES =
      new TreeMap<>(
          Map.of(
              "Lea", List.of("standard", "neural", "generative"),
              "Remi", List.of("neural", "generative"),
              "Ambre", List.of("generative"),
              "Florian", List.of("generative"),
              "Celine", List.of("standard"),
              "Mathieu", List.of("standard")));

  private final Loop loop;
  private final PollyFaults faults;
  private final List<String> lexicons;
  private final Function<String, Clip> mouth;
  private final List<String> spoken = new ArrayList<>();
  private int asked;
  private int cancelled;
  private int running;

  /// @param lexicons the names of those that there are
  public PollyServer(Loop loop, PollyFaults faults, List<String> lexicons) {
    this(loop, faults, lexicons, Clip::hum);
  }

  /// @param mouth the sound of a text
  public PollyServer(
      Loop loop, PollyFaults faults, List<String> lexicons, Function<String, Clip> mouth) {
    this.loop = loop;
    this.faults = faults;
    this.lexicons = List.copyOf(lexicons);
    this.mouth = mouth;
  }

  /// The wire of one request.
  public interface Answer {
    /// The beginning, headers named in small letters.
    void head(int status, Map<String, String> headers);

    void part(byte[] bytes);

    void end();

    /// Ends without an end.
    void reset();

    /// Takes along all that shares the connection.
    void cut();
  }

  /// The texts that were spoken, or begun.
  public List<String> spoken() {
    return List.copyOf(spoken);
  }

  /// How many requests came, those included that fail.
  public int asked() {
    return asked;
  }

  /// How many were cancelled by who asked.
  public int cancelled() {
    return cancelled;
  }

  /// How many wait for an answer or for more of it.
  public int running() {
    return running;
  }

  /// Answers a request, in later turns.
  ///
  /// @param signed the request's `Authorization`, empty without
  /// @return cancelled when who asked does not want it any more
  public Loop.Running ask(String body, Optional<String> signed, Answer answer) {
    asked++;
    var fault = faults.take();
    var refusal = refusal(body, signed).or(() -> fault.flatMap(f -> refusal(f, body)));
    if (refusal.isPresent()) {
      return loop.after(FIRST_SOUND.dividedBy(10), () -> refuse(refusal.get(), answer));
    }
    if (fault.filter(PollyFault.IS_AWAY::equals).isPresent()) {
      return loop.after(FIRST_SOUND.dividedBy(10), answer::cut);
    }
    running++;
    if (fault.filter(PollyFault.IGNORES::equals).isPresent()) {
      return this::givenUp;
    }
    var request = JsonMapper.shared().readTree(body);
    var text = request.path("Text").asString("");
    spoken.add(text);
    return new Reading(text, request.path("OutputFormat").asString(""), fault, answer).begin();
  }

  private void givenUp() {
    cancelled++;
    running--;
  }

  private record Refused(int status, String kind, String message) {}

  private static Optional<Refused> refusal(PollyFault fault, String body) {
    return Optional.ofNullable(
        switch (fault) {
          case DENIES -> new Refused(403, "AccessDeniedException", "Not for you, on purpose.");
          case KNOWS_NO_MU_LAW ->
              body.contains("\"mulaw\"")
                  ? new Refused(400, "ValidationException", "Unsupported output format: mulaw")
                  : null;
          case THROTTLES -> new Refused(400, "ThrottlingException", "Rate exceeded");
          case FAILS -> new Refused(500, "ServiceFailureException", "Failed on purpose.");
          default -> null;
        });
  }

  private Optional<Refused> refusal(String body, Optional<String> signed) {
    if (signed.filter(by -> by.contains("/polly/aws4_request")).isEmpty()) {
      return invalid(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    JsonNode request;
    try {
      request = JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return invalid(400, "SerializationException", "No JSON: " + e.getOriginalMessage());
    }
    return request instanceof ObjectNode asked
        ? refusal(asked)
        : invalid(400, "SerializationException", "No object");
  }

  private Optional<Refused> refusal(ObjectNode request) {
    var engines = VOICES.get(request.path("VoiceId").asString(""));
    var format = request.path("OutputFormat").asString("");
    var rate = request.path("SampleRate").asString("");
    var text = request.path("Text").asString("");
    if (engines == null) {
      return invalid(400, "ValidationException", "No such voice.");
    }
    if (!engines.contains(request.path("Engine").asString("standard"))) {
      return invalid(400, "EngineNotSupportedException", "This voice does not support the engine.");
    }
    if (!request.path("LanguageCode").asString("fr-FR").equals("fr-FR")) {
      return invalid(400, "LanguageNotSupportedException", "This voice speaks French.");
    }
    if (!List.of("mulaw", "pcm").contains(format)) {
      return invalid(400, "ValidationException", "This simulator has no such output format.");
    }
    if (!rate.equals("8000")) {
      return invalid(400, "InvalidSampleRateException", "Only 8000 here.");
    }
    if (text.length() > MOST_CHARACTERS) {
      return invalid(400, "TextLengthExceededException", "Maximum text length has been exceeded");
    }
    if (text.isBlank() || !request.path("TextType").asString("text").equals("text")) {
      return invalid(400, "ValidationException", "A text is plain and not empty.");
    }
    for (var name : request.path("LexiconNames")) {
      if (!lexicons.contains(name.asString(""))) {
        return invalid(404, "LexiconNotFoundException", "Lexicon not found");
      }
    }
    return Optional.empty();
  }

  private static Optional<Refused> invalid(int status, String kind, String message) {
    return Optional.of(new Refused(status, kind, message));
  }

  private static void refuse(Refused refused, Answer answer) {
    var body = JsonMapper.shared().createObjectNode().put("message", refused.message());
    answer.head(
        refused.status(), headers("application/json", Map.of("x-amzn-errortype", refused.kind())));
    answer.part(body.toString().getBytes(StandardCharsets.UTF_8));
    answer.end();
  }

  private static Map<String, String> headers(String type, Map<String, String> more) {
    var headers = new TreeMap<>(more);
    headers.put("content-type", type);
    headers.put("x-ava-simulator", "polly");
    return headers;
  }

  /// A text on its way out.
  private final class Reading {
    private final String text;
    private final byte[] sound;
    private final Optional<PollyFault> fault;
    private final Answer answer;
    private Loop.Running next = Loop.Running.OVER;
    private int sent;
    private int pieces;
    private boolean over;

    Reading(String text, String format, Optional<PollyFault> fault, Answer answer) {
      this.text = text;
      this.sound = format.equals("pcm") ? pcm(mouth.apply(text)) : mouth.apply(text).bytes();
      this.fault = fault;
      this.answer = answer;
    }

    private static byte[] pcm(Clip clip) {
      var muLaw = clip.bytes();
      var made = new byte[muLaw.length * 2];
      for (var n = 0; n < muLaw.length; n++) {
        var sample = MuLaw.decode(muLaw[n]);
        made[2 * n] = (byte) sample;
        made[2 * n + 1] = (byte) (sample >> 8);
      }
      return made;
    }

    Loop.Running begin() {
      next = loop.after(has(PollyFault.IS_LATE) ? LATE : FIRST_SOUND, this::head);
      return () -> {
        if (!over) {
          over = true;
          givenUp();
          next.cancel();
        }
      };
    }

    private boolean has(PollyFault asked) {
      return fault.filter(asked::equals).isPresent();
    }

    private void head() {
      var characters = Map.of("x-amzn-requestcharacters", Integer.toString(text.length()));
      answer.head(200, headers("audio/basic", characters));
      if (!has(PollyFault.STAYS_SILENT)) {
        part();
      }
    }

    private void part() {
      var length = Math.min(PIECES.get(pieces++ % PIECES.size()), sound.length - sent);
      answer.part(Arrays.copyOfRange(sound, sent, sent + length));
      sent += length;
      var half = sent >= sound.length / 2;
      if (half && (has(PollyFault.RESETS) || has(PollyFault.CUTS))) {
        over();
        if (has(PollyFault.RESETS)) {
          answer.reset();
        } else {
          answer.cut();
        }
        return;
      }
      var pace = Duration.ofMillis(Math.max(1, length / Clip.BYTES_PER_MS / FASTER));
      var pauses = has(PollyFault.PAUSES) && half && sent - length < sound.length / 2;
      next = loop.after(pauses ? PAUSE : pace, sent < sound.length ? this::part : this::end);
    }

    private void end() {
      over();
      answer.end();
    }

    private void over() {
      over = true;
      running--;
    }
  }
}
