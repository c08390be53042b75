package ava.bridge.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.CallerLine;
import ava.bridge.call.Effect;
import ava.bridge.call.Event;
import ava.bridge.twilio.StreamDoor;
import ava.bridge.twilio.StreamStart;
import ava.bridge.twilio.Switchboard;
import ava.shared.call.CallSid;
import ava.shared.call.PhoneNumber;
import ava.shared.settings.Secret;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.TwilioSignature;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaStreamEndpointTest {
  private static final String PUBLIC_URL = "wss://bridge.example.fr/media-stream";
  private static final String AUTH_TOKEN = "twilio-token";
  private static final String STREAM_SECRET = "stream-secret";
  private static final CallSid CALL = new CallSid("CA00000000000000000000000000000001");
  private static final CallSid OTHER = new CallSid("CA00000000000000000000000000000002");
  private static final String STREAM = "MZ00000000000000000000000000000001";
  private static final Clock CLOCK = Clock.systemUTC();

  private final Desk desk = new Desk();
  private final OkHttpClient client = new OkHttpClient();
  private final SignedToken tokens = new SignedToken(Secret.of(STREAM_SECRET), CLOCK);
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private int port;

  @BeforeEach
  void serve() throws Exception {
    var access =
        new StreamDoor.Access(
            URI.create(PUBLIC_URL), Secret.of(AUTH_TOKEN), Secret.of(STREAM_SECRET));
    var loop = new VertxLoop(vertx.getOrCreateContext());
    var endpoint = new MediaStreamEndpoint(new StreamDoor(access, desk, loop));
    var server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setMaxWebSocketFrameSize(MediaStreamEndpoint.LARGEST_MESSAGE)
                    .setMaxWebSocketMessageSize(MediaStreamEndpoint.LARGEST_MESSAGE))
            .requestHandler(endpoint::handle)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
    port = server.actualPort();
  }

  @AfterEach
  void stop() throws Exception {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
    vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void anUnsignedHandshakeGetsAnEmpty403() throws Exception {
    assertThat(connect(null).refusal()).isEqualTo(403);
    assertThat(connect("bm90IG91cnM=").refusal()).isEqualTo(403);
    assertThat(connect(sign("wrong-token")).refusal()).isEqualTo(403);
  }

  @Test
  void aDrainingOrFullBridgeAnswers503() throws Exception {
    desk.admission = Switchboard.Admission.DRAINING;
    assertThat(connect(sign(AUTH_TOKEN)).refusal()).isEqualTo(503);

    desk.admission = Switchboard.Admission.FULL;
    assertThat(connect(sign(AUTH_TOKEN)).refusal()).isEqualTo(503);
  }

  @Test
  void aSignedRequestThatIsNoUpgradeIsTold() throws Exception {
    var request =
        new Request.Builder()
            .url("http://127.0.0.1:" + port + "/media-stream")
            .header("X-Twilio-Signature", sign(AUTH_TOKEN))
            .build();

    try (var response = client.newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(426);
    }
  }

  @Test
  void aCallArrivesWithItsEventsInOrder() throws Exception {
    var stream = connect(sign(AUTH_TOKEN));
    var token = tokens.issue(CALL.value(), Duration.ofMinutes(1));

    stream.send("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
    stream.send(start(CALL, token));
    stream.send(media("fn5+", "20"));
    stream.send(media("fn5+fn5+", "soon"));
    stream.send("{\"event\":\"dtmf\",\"dtmf\":{\"digit\":\"#\"}}");
    stream.send("{\"event\":\"mark\",\"mark\":{\"name\":\"g1:2\"}}");
    stream.send("{\"event\":\"stop\",\"stop\":{}}");
    stream.close();

    assertThat(desk.taken())
        .isEqualTo(
            new StreamStart(
                CALL,
                token,
                new PhoneNumber("+33612345678"),
                new PhoneNumber("+33187654321"),
                false,
                false));
    assertThat(desk.events(5))
        .containsExactly(
            new Event.CallerAudio("fn5+", 20),
            new Event.CallerAudio("fn5+fn5+", 20),
            new Event.KeyPressed('#'),
            new Event.MarkPlayed("g1:2"),
            new Event.CallerLeft(true));
    assertThat(stream.closed()).isEqualTo(1000);
    assertThat(desk.events).as("the close after stop says nothing new").isEmpty();
  }

  @Test
  void aBrokenSocketIsACallerWhoMayComeBack() throws Exception {
    var stream = joined(CALL);

    stream.cancel();

    assertThat(desk.events(1)).containsExactly(new Event.CallerLeft(false));
  }

  @Test
  void whatAvaSaysArrivesAsItIs() throws Exception {
    var stream = joined(CALL);

    vertx.runOnContext(_ -> {
      desk.line().send(new Effect.Play("fn5+"));
      desk.line().send(new Effect.Mark("g1:1"));
      desk.line().send(new Effect.Clear());
      desk.line().letGo();
    });

    assertThat(List.of(stream.text(), stream.text(), stream.text()))
        .containsExactly(
            "{\"event\":\"media\",\"streamSid\":\""
                + STREAM
                + "\",\"media\":{\"payload\":\"fn5+\"}}",
            "{\"event\":\"mark\",\"streamSid\":\"" + STREAM + "\",\"mark\":{\"name\":\"g1:1\"}}",
            "{\"event\":\"clear\",\"streamSid\":\"" + STREAM + "\"}");
    assertThat(stream.closed()).isEqualTo(1000);
  }

  @Test
  void aFrameTooLargeClosesItsStreamAndNoOther() throws Exception {
    var other = joined(OTHER);
    var stream = joined(CALL);

    stream.send("x".repeat(1024 * 1024));

    assertThat(stream.closed()).isEqualTo(1009);
    assertThat(desk.events(1)).containsExactly(new Event.CallerLeft(false));
    other.send(media("fn5+", "40"));
    assertThat(desk.events(1)).containsExactly(new Event.CallerAudio("fn5+", 40));
  }

  @Test
  void aBinaryFrameClosesTheStream() throws Exception {
    var stream = joined(CALL);

    stream.sendBinary();

    assertThat(stream.closed()).isEqualTo(1003);
    assertThat(desk.events(1)).containsExactly(new Event.CallerLeft(false));
  }

  @Test
  void aPeerThatDoesNotReadStallsOnce() throws Exception {
    var stream = joined(CALL);
    stream.stopReading();
    var audio = "fn5+".repeat(25_000);

    vertx.runOnContext(_ -> {
      for (var i = 0; i < 300; i++) {
        desk.line().send(new Effect.Play(audio));
      }
    });

    assertThat(desk.events(1))
        .containsExactly(new Event.PeerStalled(Event.PeerStalled.Peer.CALLER));
    stream.readAgain();
    stream.cancel();
    assertThat(desk.events(1)).containsExactly(new Event.CallerLeft(false));
  }

  private Stream joined(CallSid call) throws Exception {
    var stream = connect(sign(AUTH_TOKEN));
    stream.send(start(call, tokens.issue(call.value(), Duration.ofMinutes(1))));
    assertThat(desk.taken().callSid()).isEqualTo(call);
    return stream;
  }

  private Stream connect(@Nullable String signature) {
    var stream = new Stream();
    var request = new Request.Builder().url("http://127.0.0.1:" + port + "/media-stream");
    if (signature != null) {
      request.header("X-Twilio-Signature", signature);
    }
    stream.socket = Optional.of(client.newWebSocket(request.build(), stream));
    return stream;
  }

  private static String sign(String token) {
    return TwilioSignature.sign(token, PUBLIC_URL, List.of());
  }

  private static String start(CallSid call, String token) {
    return """
    {"event":"start","sequenceNumber":"1","start":{"streamSid":"%s","callSid":"%s",
    "tracks":["inbound"],"customParameters":{"token":"%s","from":"+33612345678",
    "to":"+33187654321"}},"streamSid":"%s"}\
    """
        .formatted(STREAM, call, token, STREAM);
  }

  private static String media(String payload, String timestamp) {
    return """
    {"event":"media","media":{"track":"inbound","timestamp":"%s","payload":"%s"}}\
    """
        .formatted(timestamp, payload);
  }

  /// Takes calls and records what happens to them.
  private static final class Desk implements Switchboard {
    private final BlockingQueue<StreamStart> starts = new LinkedBlockingQueue<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Map<CallSid, CallerLine> lines = new HashMap<>();
    private volatile Admission admission = Admission.OPEN;

    @Override
    public Admission admission() {
      return admission;
    }

    @Override
    public Optional<Consumer<Event>> take(StreamStart start, CallerLine line) {
      if (lines.putIfAbsent(start.callSid(), line) != null) {
        return Optional.empty();
      }
      starts.add(start);
      return Optional.of(events::add);
    }

    CallerLine line() {
      return lines.values().iterator().next();
    }

    StreamStart taken() throws InterruptedException {
      return next(starts);
    }

    List<Event> events(int count) throws InterruptedException {
      var met = new ArrayList<Event>();
      for (var i = 0; i < count; i++) {
        met.add(next(events));
      }
      return met;
    }
  }

  /// Twilio's end of a stream.
  private static final class Stream extends WebSocketListener {
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();
    private final Semaphore reading = new Semaphore(1);
    private Optional<WebSocket> socket = Optional.empty();

    void send(String text) {
      assertThat(socket.orElseThrow().send(text)).isTrue();
    }

    void sendBinary() {
      assertThat(socket.orElseThrow().send(ByteString.of((byte) 1))).isTrue();
    }

    void close() {
      socket.orElseThrow().close(1000, null);
    }

    void cancel() {
      socket.orElseThrow().cancel();
    }

    void stopReading() {
      reading.acquireUninterruptibly();
    }

    void readAgain() {
      reading.release();
    }

    String text() throws InterruptedException {
      return next(texts);
    }

    /// The code with which the other side closed.
    int closed() throws InterruptedException {
      return next(ends);
    }

    /// The status with which the upgrade was refused.
    int refusal() throws InterruptedException {
      return next(ends);
    }

    @Override
    public void onMessage(WebSocket from, String text) {
      reading.acquireUninterruptibly();
      reading.release();
      texts.add(text);
    }

    @Override
    public void onClosing(WebSocket from, int code, String reason) {
      ends.add(code);
      from.close(1000, null);
    }

    @Override
    public void onFailure(WebSocket from, Throwable why, @Nullable Response response) {
      ends.add(response == null ? -1 : response.code());
    }
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    var next = queue.poll(60, TimeUnit.SECONDS);
    assertThat(next).as("something within ten seconds").isNotNull();
    return Objects.requireNonNull(next);
  }
}
