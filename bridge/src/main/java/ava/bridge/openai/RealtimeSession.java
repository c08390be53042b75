package ava.bridge.openai;

import static java.util.Objects.requireNonNullElse;

import ava.bridge.call.Event.ModelLost.Cause;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// One socket to the model: connects, gives the session our settings and checks that it has them,
/// then carries events both ways until one side ends it. What is not ready within the deadline is
/// lost. Thread: the event loop that opened it.
final class RealtimeSession {
  /// Bytes that wait for the model to take them.
  static final int MOST_UNSENT = 1024 * 1024;

  private static final long LONGEST_SESSION_SECONDS = 3600;
  private static final short PROTOCOL_REFUSED = 4000;

  private final Vertx vertx;
  private final SessionSettings settings;
  private final Timing timing;
  private final Commands commands = new Commands();

  private Consumer<Signal> owner;
  private Phase phase = Phase.CONNECTING;
  private Optional<WebSocket> socket = Optional.empty();
  private Instant expiresAt = Instant.EPOCH;
  private long deadline;
  private long pings;
  private boolean answeredPing = true;
  private long unsent;

  private enum Phase {
    CONNECTING,
    CONFIGURING,
    READY,
    OVER
  }

  /// @param openWithin until the settings are confirmed
  /// @param ping between two pings; one that is not answered before the next loses the session
  record Timing(Duration openWithin, Duration ping) {
    static final Timing STANDARD = new Timing(Duration.ofSeconds(5), Duration.ofSeconds(15));
  }

  /// What a session tells its owner.
  sealed interface Signal {
    /// The session has our settings.
    record Ready() implements Signal {}

    record Received(ServerEvent event) implements Signal {}

    /// The model takes its bytes too slowly.
    record Stalled() implements Signal {}

    /// The last signal.
    record Lost(Cause cause, String detail) implements Signal {}
  }

  private RealtimeSession(
      Vertx vertx, SessionSettings settings, Timing timing, Consumer<Signal> owner) {
    this.vertx = vertx;
    this.settings = settings;
    this.timing = timing;
    this.owner = owner;
  }

  /// Returns at once; signals come later.
  static RealtimeSession open(
      Vertx vertx,
      WebSocketClient client,
      SessionSettings settings,
      Timing timing,
      Consumer<Signal> owner) {
    var session = new RealtimeSession(vertx, settings, timing, owner);
    session.connect(client);
    return session;
  }

  /// Signals go to another owner from now on.
  void handTo(Consumer<Signal> next) {
    owner = next;
  }

  boolean isReady() {
    return phase == Phase.READY;
  }

  /// When the server ends the session.
  Instant expiresAt() {
    return expiresAt;
  }

  Commands commands() {
    return commands;
  }

  void send(ClientEvent event) {
    if (phase == Phase.OVER || socket.isEmpty() || socket.get().isClosed()) {
      return;
    }
    var text = ModelCodec.encode(event);
    if (unsent + text.length() > MOST_UNSENT) {
      var told = owner;
      close();
      told.accept(new Signal.Stalled());
      return;
    }
    unsent += text.length();
    socket.get().writeTextMessage(text).onComplete(_ -> unsent -= text.length());
  }

  /// Ends the session; no signal follows.
  void close() {
    if (phase != Phase.OVER) {
      end();
    }
  }

  private void connect(WebSocketClient client) {
    deadline =
        vertx.setTimer(
            timing.openWithin().toMillis(), _ -> lost(Cause.TRANSIENT, "not ready in time"));
    client
        .connect(
            new WebSocketConnectOptions()
                .setAbsoluteURI(settings.realtimeUrl().toString())
                .setTimeout(timing.openWithin().toMillis())
                .addHeader("Authorization", "Bearer " + settings.apiKey().value()))
        .onSuccess(this::connected)
        .onFailure(this::refused);
  }

  private void connected(WebSocket connected) {
    if (phase == Phase.OVER) {
      connected.close();
      return;
    }
    socket = Optional.of(connected);
    connected.textMessageHandler(text -> received(ModelCodec.decode(text)));
    connected.pongHandler(_ -> answeredPing = true);
    connected.exceptionHandler(e -> lost(Cause.TRANSIENT, e.toString()));
    connected.closeHandler(_ -> closed(connected));
    pings = vertx.setPeriodic(timing.ping().toMillis(), _ -> ping(connected));
  }

  private void refused(Throwable why) {
    if (why instanceof UpgradeRejectedException rejected) {
      var body = rejected.getBody() == null ? "" : rejected.getBody().toString();
      lost(cause(rejected.getStatus(), body), "HTTP " + rejected.getStatus());
    } else {
      lost(Cause.TRANSIENT, why.toString());
    }
  }

  private static Cause cause(int status, String body) {
    return switch (status) {
      case 400, 401, 403, 404 -> Cause.REFUSED;
      case 429 -> Interpreter.cause(ModelCodec.errorCode(body));
      default -> Cause.TRANSIENT;
    };
  }

  private void received(ServerEvent event) {
    switch (phase) {
      case CONNECTING, CONFIGURING -> opening(event);
      case READY -> owner.accept(new Signal.Received(event));
      case OVER -> {}
    }
  }

  private void opening(ServerEvent event) {
    if (event instanceof ServerEvent.SessionCreated(var session)) {
      configure(requireNonNullElse(session, ServerEvent.Session.UNSAID));
    } else if (event instanceof ServerEvent.SessionUpdated(var session)) {
      configured(requireNonNullElse(session, ServerEvent.Session.UNSAID));
    } else if (event instanceof ServerEvent.Failure(var error)) {
      var problem = requireNonNullElse(error, ServerEvent.Problem.UNSAID);
      var ours = problem.eventId() != null && !problem.eventId().isEmpty();
      var code = problem.codeOrType();
      lost(ours ? Cause.REFUSED : Interpreter.cause(code), code);
    }
  }

  private void configure(ServerEvent.Session session) {
    if (phase == Phase.CONNECTING) {
      phase = Phase.CONFIGURING;
      expiresAt =
          session.expiresAt() > 0
              ? Instant.ofEpochSecond(session.expiresAt())
              : Instant.now().plusSeconds(LONGEST_SESSION_SECONDS);
      send(commands.configure(settings));
    }
  }

  private void configured(ServerEvent.Session echo) {
    if (phase != Phase.CONFIGURING) {
      return;
    }
    var differing = settings.differing(echo);
    if (differing.isPresent()) {
      lost(Cause.REFUSED, "session has other settings: " + differing.get());
      return;
    }
    phase = Phase.READY;
    vertx.cancelTimer(deadline);
    owner.accept(new Signal.Ready());
  }

  private void ping(WebSocket connected) {
    if (!answeredPing) {
      lost(Cause.TRANSIENT, "no pong");
      return;
    }
    answeredPing = false;
    connected.writePing(Buffer.buffer());
  }

  private void closed(WebSocket connected) {
    var code = connected.closeStatusCode();
    var refused = code != null && code == PROTOCOL_REFUSED;
    lost(refused ? Cause.REFUSED : Cause.TRANSIENT, "closed " + (code == null ? "" : code));
  }

  private void lost(Cause cause, String detail) {
    if (phase != Phase.OVER) {
      end();
      owner.accept(new Signal.Lost(cause, detail));
    }
  }

  private void end() {
    phase = Phase.OVER;
    vertx.cancelTimer(deadline);
    vertx.cancelTimer(pings);
    socket.filter(open -> !open.isClosed()).ifPresent(WebSocket::close);
  }
}
