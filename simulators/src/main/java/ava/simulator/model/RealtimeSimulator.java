package ava.simulator.model;

import ava.simulator.scenario.CallObserver;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// A server that speaks the GA Realtime protocol of the model, at
/// `ws://127.0.0.1:<port>/v1/realtime?model=…`. Strict: a wrong client event gets an `error` event
/// and is counted, see [#refused]. Its ears are the energy of the audio that it receives, its words
/// those of a [Script]. Only G.711 mu-law is heard and spoken.
///
/// Safe for several threads; the sessions run on the simulator's own event loop, where the observer
/// is called. [#close] leaves no thread behind.
public final class RealtimeSimulator implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern MODEL = Pattern.compile("(?:^|&)model=([^&]+)");
  private static final int LARGEST_EVENT = 16 * 1024 * 1024;

  private final Vertx vertx;
  private final Script script;
  private final ModelFaults faults = new ModelFaults();
  private final List<Refusal> refused = new CopyOnWriteArrayList<>();
  private final Map<Integer, RealtimeSession> open = new ConcurrentSkipListMap<>();
  private final Map<Integer, RealtimeSession> all = new ConcurrentSkipListMap<>();
  private final AtomicInteger sessions = new AtomicInteger();
  private final RealtimeSession.Surroundings surroundings;
  private final int port;
  private final Thread loop;

  /// Starts at a free port.
  public static RealtimeSimulator start(Script script, Pace pace, CallObserver observer) {
    return new RealtimeSimulator(script, pace, observer, 0);
  }

  /// Starts at this port; 0 takes a free one.
  public static RealtimeSimulator start(Script script, Pace pace, CallObserver observer, int port) {
    return new RealtimeSimulator(script, pace, observer, port);
  }

  private RealtimeSimulator(Script script, Pace pace, CallObserver observer, int port) {
    this.script = script;
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
    this.surroundings =
        new RealtimeSession.Surroundings(
            vertx, pace, faults, new ClientRules(), observer::observed, refused::add);
    var options =
        new HttpServerOptions()
            .setMaxWebSocketFrameSize(LARGEST_EVENT)
            .setMaxWebSocketMessageSize(LARGEST_EVENT)
            .setWebSocketClosingTimeout(1)
            .setTcpNoDelay(true);
    var server =
        vertx
            .createHttpServer(options)
            .webSocketHandshakeHandler(this::handshake)
            .requestHandler(request -> request.response().setStatusCode(404).end());
    this.port =
        await(server.listen(port, "127.0.0.1").toCompletionStage().toCompletableFuture())
            .actualPort();
    this.loop = ask(Thread::currentThread);
  }

  /// What a client takes as `OPENAI_BASE_URL`.
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port + "/v1");
  }

  /// The failures to make, changeable at any time.
  public ModelFaults faults() {
    return faults;
  }

  /// The client events that were wrong, of all sessions.
  public List<Refusal> refused() {
    return List.copyOf(refused);
  }

  /// How many sessions are open now.
  public int openSessions() {
    return open.size();
  }

  /// How many sessions were opened so far.
  public int sessions() {
    return sessions.get();
  }

  /// What the model knows in a session, counted from 1.
  public List<Remembered> conversation(int session) {
    var asked = all.get(session);
    return asked == null ? List.of() : ask(() -> asked.conversation().remembered());
  }

  /// What the model knows in the newest session.
  public List<Remembered> conversation() {
    return conversation(sessions.get());
  }

  /// Breaks the connections of all sessions, as a network does.
  public void dropSessions() {
    ask(() -> {
      open.values().forEach(session -> session.wire().drop());
      return List.of();
    });
  }

  /// Ends all sessions with an `error` event, such as `session_expired`.
  public void failSessions(String code) {
    ask(() -> {
      open.values().forEach(session -> session.failSession(code));
      return List.of();
    });
  }

  @Override
  public void close() {
    await(vertx.close().toCompletionStage().toCompletableFuture());
    try {
      if (!loop.join(PATIENCE)) {
        throw new IllegalStateException("the event loop does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handshake(ServerWebSocketHandshake handshake) {
    var status = refusal(handshake);
    if (status != 0) {
      handshake.reject(status);
      return;
    }
    handshake.accept().onSuccess(socket -> accepted(socket, handshake));
  }

  private int refusal(ServerWebSocketHandshake handshake) {
    var fault = faults.take(ModelFault.RefuseUpgrade.class);
    if (fault.isPresent()) {
      return fault.get().status();
    }
    var authorization = handshake.headers().get("Authorization");
    if (authorization == null || !authorization.matches("Bearer \\S+")) {
      return 401;
    }
    if (!handshake.path().equals("/v1/realtime")) {
      return 404;
    }
    return model(handshake).isEmpty() ? 400 : 0;
  }

  private static String model(ServerWebSocketHandshake handshake) {
    var query = handshake.query();
    var model = MODEL.matcher(query == null ? "" : query);
    return model.find() ? model.group(1) : "";
  }

  private void accepted(ServerWebSocket socket, ServerWebSocketHandshake handshake) {
    var number = sessions.incrementAndGet();
    var wire = new Wire(vertx, socket, faults);
    var session =
        new RealtimeSession(surroundings, number, wire, script.player(), model(handshake));
    open.put(number, session);
    all.put(number, session);
    socket.textMessageHandler(session::received);
    socket.binaryMessageHandler(_ -> session.receivedBinary());
    socket.exceptionHandler(_ -> wire.peerClosed());
    socket.closeHandler(_ -> {
      open.remove(number);
      session.closed();
    });
    if (handshake.headers().contains("OpenAI-Beta")) {
      refused.add(
          new Refusal(
              number,
              "(handshake)",
              "invalid_request_error",
              Optional.of("beta_api_shape_disabled"),
              "The Realtime Beta API is no longer supported.",
              Optional.of("OpenAI-Beta")));
      session.failSession("beta_api_shape_disabled", 4000);
      return;
    }
    session.open();
  }

  private <T> T ask(Supplier<T> question) {
    var answer = new CompletableFuture<T>();
    vertx.runOnContext(_ -> answer.complete(question.get()));
    return await(answer);
  }

  private static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
