package ava.bridge.openai;

import static java.util.Objects.requireNonNullElse;

import ava.bridge.call.Event.ModelLost.Cause;
import ava.shared.loop.Dialer;
import ava.shared.loop.Dialer.Dialled;
import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// One socket to the model: connects, gives the session our settings and checks that it has them,
/// then carries events both ways until one side ends it. What is not ready within the deadline is
/// lost. Thread: the loop that opened it.
final class RealtimeSession implements TextSocket.Ear {
  /// Characters that wait for the model to take them.
  static final int MOST_UNSENT = 1024 * 1024;

  /// Until the settings are confirmed.
  static final Duration OPEN_WITHIN = Duration.ofSeconds(5);

  /// Between two pings; a session that gives no sign of life before the next is lost.
  static final Duration PING_EVERY = Duration.ofSeconds(15);

  /// The same in a call: a caller who speaks to a dead line waits for an answer within three
  /// seconds.
  static final Duration PING_IN_CALL = Duration.ofSeconds(1);

  private static final Duration LONGEST_SESSION = Duration.ofHours(1);
  private static final int PROTOCOL_REFUSED = 4000;

  private final Loop loop;
  private final SessionSettings settings;
  private final Commands commands = new Commands();

  private Consumer<Signal> owner;
  private Phase phase = Phase.CONNECTING;
  private Optional<TextSocket> socket = Optional.empty();
  private Instant expiresAt = Instant.EPOCH;
  private Loop.Running deadline = Loop.Running.OVER;
  private Loop.Running pings = Loop.Running.OVER;
  private Duration pingEvery = PING_EVERY;
  private long lastSign;
  private boolean alive = true;

  private enum Phase {
    CONNECTING,
    CONFIGURING,
    READY,
    OVER
  }

  /// What a session tells its owner.
  sealed interface Signal {
    /// The session has our settings.
    record Ready() implements Signal {}

    record Received(ServerEvent event) implements Signal {}

    /// The model takes its bytes too slowly.
    record Stalled() implements Signal {}

    /// The last signal.
    ///
    /// @param silent since the model's last sign of life
    record Lost(Cause cause, String detail, Duration silent) implements Signal {}
  }

  private RealtimeSession(Loop loop, SessionSettings settings, Consumer<Signal> owner) {
    this.loop = loop;
    this.settings = settings;
    this.owner = owner;
    this.lastSign = loop.nanos();
  }

  /// Returns at once; signals come later.
  static RealtimeSession open(
      Loop loop, Dialer dialer, SessionSettings settings, Consumer<Signal> owner) {
    var session = new RealtimeSession(loop, settings, owner);
    session.connect(dialer);
    return session;
  }

  /// Signals go to another owner from now on.
  void handTo(Consumer<Signal> next) {
    owner = next;
  }

  /// A call depends on it from now on.
  void inCall() {
    pingEvery = PING_IN_CALL;
    alive = true;
    pings.cancel();
    socket.ifPresent(this::ping);
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
    if (phase == Phase.OVER || socket.isEmpty() || !socket.get().isOpen()) {
      return;
    }
    var text = ModelCodec.encode(event);
    if (socket.get().waiting() + text.length() > MOST_UNSENT) {
      var told = owner;
      close();
      told.accept(new Signal.Stalled());
      return;
    }
    socket.get().send(text);
  }

  /// Ends the session; no signal follows.
  void close() {
    if (phase != Phase.OVER) {
      end();
    }
  }

  private void connect(Dialer dialer) {
    deadline = loop.after(OPEN_WITHIN, () -> lost(Cause.TRANSIENT, "not ready in time"));
    var headers = Map.of("Authorization", "Bearer " + settings.apiKey().value());
    dialer.dial(settings.realtimeUrl(), headers, OPEN_WITHIN, this, this::answered);
  }

  private void answered(Dialled answer) {
    switch (answer) {
      case Dialled.Open(var opened) -> connected(opened);
      case Dialled.Refused(var status, var body) -> lost(cause(status, body), "HTTP " + status);
      case Dialled.Failed(var why) -> lost(Cause.TRANSIENT, why);
    }
  }

  private void connected(TextSocket opened) {
    if (phase == Phase.OVER) {
      opened.close();
      return;
    }
    socket = Optional.of(opened);
    lastSign = loop.nanos();
    pings = loop.after(pingEvery, () -> ping(opened));
  }

  private static Cause cause(int status, String body) {
    return switch (status) {
      case 400, 401, 403, 404 -> Cause.REFUSED;
      case 429 -> Interpreter.cause(ModelCodec.errorCode(body));
      default -> Cause.TRANSIENT;
    };
  }

  @Override
  public void text(String text) {
    if (phase == Phase.OVER) {
      return;
    }
    livesStill();
    var event = ModelCodec.decode(text);
    if (phase == Phase.READY) {
      owner.accept(new Signal.Received(event));
    } else {
      opening(event);
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
              : loop.now().plus(LONGEST_SESSION);
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
    deadline.cancel();
    owner.accept(new Signal.Ready());
  }

  private void ping(TextSocket opened) {
    if (!alive) {
      lost(Cause.TRANSIENT, "no pong");
      return;
    }
    alive = false;
    opened.ping();
    pings = loop.after(pingEvery, () -> ping(opened));
  }

  private void livesStill() {
    alive = true;
    lastSign = loop.nanos();
  }

  @Override
  public void pong() {
    livesStill();
  }

  /// The model sends text; whatever else it sends is not for us.
  @Override
  public void binary(int bytes) {}

  @Override
  public void tooBig() {
    lost(Cause.TRANSIENT, "message too large");
  }

  @Override
  public void broken(String why) {
    lost(Cause.TRANSIENT, why);
  }

  @Override
  public void closed(OptionalInt code) {
    var refused = code.isPresent() && code.getAsInt() == PROTOCOL_REFUSED;
    var told = code.isPresent() ? "closed " + code.getAsInt() : "closed";
    lost(refused ? Cause.REFUSED : Cause.TRANSIENT, told);
  }

  private void lost(Cause cause, String detail) {
    if (phase != Phase.OVER) {
      var silent = phase == Phase.READY ? Duration.ofNanos(loop.nanos() - lastSign) : Duration.ZERO;
      end();
      owner.accept(new Signal.Lost(cause, detail, silent));
    }
  }

  private void end() {
    phase = Phase.OVER;
    deadline.cancel();
    pings.cancel();
    socket.ifPresent(TextSocket::close);
  }
}
