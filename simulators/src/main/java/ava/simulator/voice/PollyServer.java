package ava.simulator.voice;

import ava.shared.loop.Loop;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MuLaw;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/// Amazon Polly's `SynthesizeSpeech` and `StartSpeechSynthesisStream` on any wire and any clock: a
/// hum as long as the text takes to say, some times faster than real time, in pieces of odd
/// lengths. Refuses what the service refuses. Thread: the loop's. Source: Amazon Polly's API
/// reference.
public final class PollyServer {
  /// Where a text is sent.
  public static final String PATH = "/v1/speech";

  /// Where a stream is opened.
  public static final String STREAM_PATH = "/v1/synthesisStream";

  static final Duration ANSWERS = Duration.ofMillis(10);

  private final Loop loop;
  private final PollyFaults faults;
  private final PollyRules rules;
  private final Function<String, Clip> mouth;
  private final List<String> spoken = new ArrayList<>();
  private int asked;
  private int streams;
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
    this.rules = new PollyRules(lexicons);
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

  /// How many streams were opened, those included that fail.
  public int streams() {
    return streams;
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
    var refusal =
        rules.refusal(body, signed).or(() -> fault.flatMap(f -> PollyRules.refusal(f, body)));
    if (refusal.isPresent()) {
      return loop.after(ANSWERS, () -> refuse(refusal.get(), answer));
    }
    if (fault.filter(PollyFault.IS_AWAY::equals).isPresent()) {
      return loop.after(ANSWERS, answer::cut);
    }
    running++;
    if (fault.filter(PollyFault.IGNORES::equals).isPresent()) {
      return this::givenUp;
    }
    var request = JsonMapper.shared().readTree(body);
    var text = request.path("Text").asString("");
    var speech =
        speech(text, request.path("OutputFormat").asString(""), fault, new Whole(text, answer));
    speech.begin();
    return () -> {
      if (speech.cancel()) {
        givenUp();
      }
    };
  }

  /// Opens a stream: what is to be spoken comes in it.
  ///
  /// @param headers of the request, named in small letters
  /// @param signed the request's `Authorization`, empty without
  public PollyStreamServer stream(
      Map<String, String> headers, Optional<String> signed, Answer answer) {
    asked++;
    streams++;
    running++;
    var stream = new PollyStreamServer(this, headers, answer);
    var refusal =
        PollyRules.unsigned(signed)
            .or(() -> rules.refusalOfStream(headers))
            .or(() -> faults.lasting().flatMap(f -> PollyRules.refusal(f, headers.toString())))
            .or(() -> faults.lasting().flatMap(PollyRules::refusalOfStreams));
    stream.begin(refusal, faults.lasting());
    return stream;
  }

  /// A text on its way out.
  PollySpeech speech(String text, String format, Optional<PollyFault> fault, PollySpeech.Out out) {
    spoken.add(text);
    var clip = mouth.apply(text);
    return new PollySpeech(loop, format.equals("pcm") ? pcm(clip) : clip.bytes(), fault, out);
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

  Loop loop() {
    return loop;
  }

  PollyFaults faults() {
    return faults;
  }

  /// Somebody does not want it any more.
  void givenUp() {
    cancelled++;
    running--;
  }

  void over() {
    running--;
  }

  static void refuse(PollyRules.Refused refused, Answer answer) {
    var body = JsonMapper.shared().createObjectNode().put("message", refused.message());
    answer.head(
        refused.status(), headers("application/json", Map.of("x-amzn-errortype", refused.kind())));
    answer.part(body.toString().getBytes(StandardCharsets.UTF_8));
    answer.end();
  }

  static Map<String, String> headers(String type, Map<String, String> more) {
    var headers = new TreeMap<>(more);
    headers.put("content-type", type);
    headers.put("x-ava-simulator", "polly");
    return headers;
  }

  /// A text that is asked for by itself.
  private final class Whole implements PollySpeech.Out {
    private final String text;
    private final Answer answer;

    Whole(String text, Answer answer) {
      this.text = text;
      this.answer = answer;
    }

    @Override
    public void begins() {
      var characters = Map.of("x-amzn-requestcharacters", Integer.toString(text.length()));
      answer.head(200, headers("audio/basic", characters));
    }

    @Override
    public void part(byte[] bytes) {
      answer.part(bytes);
    }

    @Override
    public void ends(PollySpeech.End how) {
      over();
      switch (how) {
        case WHOLE -> answer.end();
        case RESET -> answer.reset();
        case CUT -> answer.cut();
      }
    }
  }
}
