package ava.simulator.voice;

import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import ava.simulator.scenario.Clip;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// ElevenLabs' `multi-stream-input` on any wire and any clock: a hum as long as the text takes to
/// say, with its letters. Refuses what the service refuses. Thread: the loop's. Source: ElevenLabs'
/// AsyncAPI document.
public final class ElevenLabsServer {
  /// In which header a key comes.
  public static final String KEY = "xi-api-key";

  private static final Pattern SPEECH =
      Pattern.compile("/v1/text-to-speech/([^/]+)/multi-stream-input");
  private static final Pattern VOICE = Pattern.compile("/v1/voices/([^/]+)");
  private static final List<String> MODELS =
      List.of("eleven_flash_v2_5", "eleven_turbo_v2_5", "eleven_multilingual_v2");
  private static final int LONGEST_INACTIVITY = 180;
  private static final int USUAL_INACTIVITY = 20;

  private final Loop loop;
  private final ElevenLabsFaults faults;
  private final List<String> voices;
  private final Function<String, Clip> mouth;
  private final Log log = new Log();

  /// It hums.
  ///
  /// @param voices the ids of those that there are
  public ElevenLabsServer(Loop loop, ElevenLabsFaults faults, List<String> voices) {
    this(loop, faults, voices, Clip::hum);
  }

  /// @param mouth the sound of a text
  public ElevenLabsServer(
      Loop loop, ElevenLabsFaults faults, List<String> voices, Function<String, Clip> mouth) {
    this.loop = loop;
    this.faults = faults;
    this.voices = List.copyOf(voices);
    this.mouth = mouth;
  }

  /// What becomes of a handshake.
  public sealed interface Entry {
    /// @param body JSON
    record Refused(int status, String body) implements Entry {}

    /// Nothing comes back.
    record Silence() implements Entry {}

    /// @param session takes the server's end of the socket once it is open
    record Welcome(Function<TextSocket, TextSocket.Ear> session) implements Entry {}
  }

  /// What all sockets were asked.
  static final class Log {
    private final List<String> spoken = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private int sockets;
    private int swallowed;
    private long characters;

    void pays(String text) {
      characters += text.length();
    }

    void speaks(String text) {
      spoken.add(text);
    }

    void refuses(String why) {
      refused.add(why);
    }

    void swallows() {
      swallowed++;
    }
  }

  /// How a socket speaks, as its address says.
  ///
  /// @param automatic each message is spoken at once
  /// @param letters sound comes with its letters
  /// @param mouth the sound of a text
  record Manner(
      boolean automatic, boolean letters, int inactivitySeconds, Function<String, Clip> mouth) {}

  /// A handshake comes.
  ///
  /// @param headers by their names in any case
  public Entry admit(URI uri, Map<String, String> headers) {
    var speech = SPEECH.matcher(uri.getPath());
    if (!speech.matches()) {
      return refuse(404, "not_found", "Not Found");
    }
    var fault = faults.takeOfHandshake();
    if (fault.filter(ElevenLabsFault.IGNORES::equals).isPresent()) {
      return new Entry.Silence();
    }
    if (fault.filter(ElevenLabsFault.THROTTLES::equals).isPresent()) {
      return refuse(429, "too_many_concurrent_requests", "Too many, on purpose.");
    }
    var asked = query(uri);
    var wrong = refusal(headers, speech.group(1), fault.isPresent()).or(() -> refusal(asked));
    if (wrong.isPresent()) {
      return wrong.get();
    }
    log.sockets++;
    var manner =
        new Manner(
            asked.getOrDefault("auto_mode", "false").equals("true"),
            asked.getOrDefault("sync_alignment", "false").equals("true"),
            inactivity(asked),
            mouth);
    return new Entry.Welcome(socket -> new ElevenLabsSession(loop, faults, log, socket, manner));
  }

  /// Somebody asks for a voice by `GET`.
  public Entry.Refused about(URI uri, Map<String, String> headers) {
    var voice = VOICE.matcher(uri.getPath());
    if (!voice.matches()) {
      return refuse(404, "not_found", "Not Found");
    }
    return refusal(headers, voice.group(1), faults.takeOfHandshake().isPresent())
        .orElseGet(() ->
            new Entry.Refused(
                200, "{\"voice_id\":\"%s\",\"name\":\"simulated\"}".formatted(voice.group(1))));
  }

  private Optional<Entry.Refused> refusal(
      Map<String, String> headers, String voice, boolean denies) {
    var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    fields.putAll(headers);
    if (denies || fields.getOrDefault(KEY, "").isBlank()) {
      return Optional.of(refuse(401, "invalid_api_key", "Invalid API key"));
    }
    return voices.contains(voice)
        ? Optional.empty()
        : Optional.of(refuse(404, "voice_not_found", "A voice with this id was not found."));
  }

  private static Optional<Entry.Refused> refusal(Map<String, String> asked) {
    var model = asked.getOrDefault("model_id", "");
    if (!MODELS.contains(model)) {
      return Optional.of(refuse(400, "unsupported_model", "This model is not served here."));
    }
    if (asked.containsKey("language_code") && model.equals("eleven_multilingual_v2")) {
      return Optional.of(refuse(400, "unsupported_language", "This model takes no language."));
    }
    if (!asked.getOrDefault("output_format", "").equals("ulaw_8000")) {
      return Optional.of(refuse(400, "invalid_output_format", "Only ulaw_8000 here."));
    }
    var seconds = inactivity(asked);
    return seconds < 1 || seconds > LONGEST_INACTIVITY
        ? Optional.of(refuse(400, "invalid_inactivity_timeout", "At most 180 seconds."))
        : Optional.empty();
  }

  private static int inactivity(Map<String, String> asked) {
    var text = asked.getOrDefault("inactivity_timeout", "" + USUAL_INACTIVITY);
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
  }

  private static Map<String, String> query(URI uri) {
    return Arrays.stream(Optional.ofNullable(uri.getRawQuery()).orElse("").split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(pair -> pair[0], pair -> pair[1], (_, last) -> last, TreeMap::new));
  }

  private static Entry.Refused refuse(int status, String kind, String message) {
    return new Entry.Refused(
        status, "{\"detail\":{\"status\":\"%s\",\"message\":\"%s\"}}".formatted(kind, message));
  }

  /// The texts that were spoken, or begun.
  public List<String> spoken() {
    return List.copyOf(log.spoken);
  }

  /// The messages that were wrong, and why.
  public List<String> refused() {
    return List.copyOf(log.refused);
  }

  /// How many sockets were opened so far.
  public int sockets() {
    return log.sockets;
  }

  /// How many contexts were closed before anything of their text had sounded.
  public int swallowed() {
    return log.swallowed;
  }

  /// How many characters are to be paid.
  public long characters() {
    return log.characters;
  }
}
