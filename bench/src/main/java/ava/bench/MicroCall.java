package ava.bench;

import ava.bridge.AwsClients;
import ava.bridge.BridgeConfig;
import ava.bridge.Exchange;
import ava.shared.aws.Metrics;
import ava.shared.call.CallSid;
import ava.shared.loop.Dialer;
import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import ava.shared.settings.Secret;
import ava.shared.settings.Settings;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.Twiml;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A call through everything of the bridge that lies between its sockets, on one thread, with
/// nobody there but this process: no timer runs, and the table is never reached. Its methods are
/// the events of a talk.
final class MicroCall {
  private static final CallSid CALL = new CallSid("CA" + "1".repeat(32));
  private static final String STREAM = "MZ" + "1".repeat(32);
  private static final String WORD = "micro";
  private static final String FRAME = "f39/".repeat(53) + "fw==";
  private static final int FRAMES_PER_MARK = 10;

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("BRIDGE_URL", "wss://micro.invalid/media-stream"),
          Map.entry("OPENAI_BASE_URL", "http://micro.invalid/v1"),
          Map.entry("OPENAI_API_KEY", WORD),
          Map.entry("TWILIO_AUTH_TOKEN", WORD),
          Map.entry("STREAM_TOKEN_SECRET", WORD),
          Map.entry("CALLS_TABLE", WORD),
          Map.entry("CALL_ENDED_QUEUE_URL", "http://micro.invalid/queue"));

  private final TurnLoop loop = new TurnLoop();
  private final Ends caller = new Ends();
  private final Ends model = new Ends();
  private final TextSocket.Ear callerEar;
  private TextSocket.@Nullable Ear modelEar;
  private int frames;
  private int deltas;
  private int turns;

  /// Where what the model says now belongs to, and a frame of it: what a message costs to make is
  /// not the bridge's.
  private String place = "";

  private String delta = "";

  /// A call whose greeting was heard.
  MicroCall() {
    var config = BridgeConfig.from(new Settings(SETTINGS, Secret::of));
    var around = new Exchange.Around(loop, this::dial, _ -> {}, () -> UUID.randomUUID().toString());
    var exchange =
        new Exchange(config, new AwsClients(new NoTable(), new NoQueue()), Metrics.none(), around);
    callerEar = exchange.door().open(caller);
    callerEar.text(start());
    loop.run();
    session("session.created");
    session("session.updated");
    for (var asked = quoted(); !asked.isEmpty(); asked = quoted()) {
      answer(asked);
    }
  }

  private void dial(
      java.net.URI to,
      Map<String, String> headers,
      Duration within,
      TextSocket.Ear ear,
      java.util.function.Consumer<Dialer.Dialled> then) {
    modelEar = ear;
    loop.execute(() -> then.accept(new Dialer.Dialled.Open(model)));
  }

  private static String start() {
    var token =
        new SignedToken(Secret.of(WORD), Clock.systemUTC())
            .issue(Twiml.Opening.NEW.subject(CALL), Duration.ofSeconds(60));
    return """
    {"event":"start","sequenceNumber":"1","start":{"streamSid":"%1$s","callSid":"%2$s",\
    "customParameters":{"token":"%3$s","from":"+33600000000","to":"+33142000000"}},\
    "streamSid":"%1$s"}\
    """
        .formatted(STREAM, CALL.value(), token);
  }

  private void session(String type) {
    hear("{\"type\":\"" + type + "\",\"event_id\":\"e\",\"session\":{\"type\":\"realtime\"}}");
  }

  private void hear(String event) {
    Objects.requireNonNull(modelEar, "no session").text(event);
    loop.run();
  }

  /// What the bridge asked the model to say, if it did since the last time.
  private String quoted() {
    var text = model.takeAsked();
    var end = text.lastIndexOf('»');
    var begin = text.lastIndexOf('«', end);
    return begin < 0 ? "" : text.substring(begin + 1, end).strip();
  }

  /// A frame of the caller's.
  void frame() {
    callerEar.text(
        "{\"event\":\"media\",\"sequenceNumber\":\"2\",\"media\":{\"track\":\"inbound\",\"chunk\":\"1\","
            + "\"timestamp\":\""
            + 20L * frames++
            + "\",\"payload\":\""
            + FRAME
            + "\"},\"streamSid\":\""
            + STREAM
            + "\"}");
    loop.run();
  }

  /// A frame of an answer that goes on, which is heard at once.
  void delta() {
    hear(delta);
    deltas++;
    if (deltas % FRAMES_PER_MARK == 0) {
      echo();
    }
  }

  private void echo() {
    for (var mark = caller.marks.poll(); mark != null; mark = caller.marks.poll()) {
      callerEar.text(
          "{\"event\":\"mark\",\"sequenceNumber\":\"3\",\"streamSid\":\""
              + STREAM
              + "\",\"mark\":{\"name\":\""
              + mark
              + "\"}}");
      loop.run();
    }
  }

  /// A question, its transcript, and a whole answer of a second.
  void turn() {
    var item = "\"item_id\":\"item_U" + turns + "\"";
    hear("{\"type\":\"input_audio_buffer.speech_started\",\"event_id\":\"e\"," + item + "}");
    hear("{\"type\":\"input_audio_buffer.speech_stopped\",\"event_id\":\"e\"," + item + "}");
    hear("{\"type\":\"input_audio_buffer.committed\",\"event_id\":\"e\"," + item + "}");
    hear(
        "{\"type\":\"conversation.item.input_audio_transcription.completed\",\"event_id\":\"e\","
            + item
            + ",\"content_index\":0,\"transcript\":\"Bonjour.\","
            + "\"usage\":{\"type\":\"duration\",\"seconds\":1}}");
    answer("Je vous écoute.");
  }

  /// Begins an answer that goes on.
  void beginAnswer() {
    turns++;
    place =
        "\"response_id\":\"resp_%1$d\",\"item_id\":\"item_A%1$d\",\"output_index\":0,\"content_index\":0"
            .formatted(turns);
    delta =
        "{\"type\":\"response.output_audio.delta\",\"event_id\":\"e\","
            + place
            + ",\"delta\":\""
            + FRAME
            + "\"}";
    hear(
        "{\"type\":\"response.created\",\"event_id\":\"e\",\"response\":{\"id\":\"resp_%d\",\"status\":\"in_progress\"}}"
            .formatted(turns));
  }

  private void answer(String words) {
    beginAnswer();
    for (var piece = 0; piece < 50; piece++) {
      delta();
    }
    hear("{\"type\":\"response.output_audio.done\",\"event_id\":\"e\"," + place + "}");
    hear(
        "{\"type\":\"response.output_audio_transcript.done\",\"event_id\":\"e\",%s,\"transcript\":\"%s\"}"
            .formatted(place, words));
    hear(
        """
        {"type":"response.done","event_id":"e","response":{"id":"resp_%d","status":"completed",\
        "output":[],"usage":{"total_tokens":2,"input_tokens":1,"output_tokens":1}}}\
        """
            .formatted(turns));
    echo();
  }

  /// How many messages went to the caller, and to the model.
  long sent() {
    return caller.sent + model.sent;
  }

  /// The far end of a socket.
  private static final class Ends implements TextSocket {
    private final Queue<String> marks = new ArrayDeque<>();
    private String asked = "";
    private long sent;

    @Override
    public void send(String text) {
      sent++;
      if (text.startsWith("{\"event\":\"mark\"")) {
        var from = text.indexOf("\"name\":\"") + 8;
        marks.add(text.substring(from, text.indexOf('"', from)));
      } else if (text.startsWith("{\"type\":\"response.create\"")) {
        asked = text;
      }
    }

    private String takeAsked() {
      var taken = asked;
      asked = "";
      return taken;
    }

    @Override
    public long waiting() {
      return 0;
    }

    @Override
    public void ping() {}

    @Override
    public void close(int code, String reason) {}

    @Override
    public boolean isOpen() {
      return true;
    }
  }

  /// Turns that are taken when asked for; nothing ever fires.
  private static final class TurnLoop implements Loop {
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public Running after(Duration delay, Runnable task) {
      return Running.OVER;
    }

    private void run() {
      for (var task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }
  }

  private static final class NoTable implements DynamoDbClient {
    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }

  private static final class NoQueue implements SqsClient {
    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
