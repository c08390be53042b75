package ava.simulator.model;

import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Checks;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A server that speaks the GA Realtime protocol of the model at `/v1/realtime?model=…`, on any
/// wire and any clock. Strict: a wrong client event gets an `error` event and is counted, see
/// [#refused]. Its ears are the energy of the audio that it receives, its words those of a
/// [Script]. Only G.711 mu-law and PCM of 24 kHz are heard and spoken.
///
/// Thread: its loop, where the observer is called, too; only the questions about sessions may come
/// from another.
public final class ModelServer {
  private static final Pattern MODEL = Pattern.compile("(?:^|&)model=([^&]+)");
  private static final String BETA = "beta_api_shape_disabled";

  private final Script script;
  private final ModelFaults faults;
  private final List<Refusal> refused = new CopyOnWriteArrayList<>();
  private final Map<Integer, ModelSession> open = new ConcurrentSkipListMap<>();
  private final Map<Integer, ModelSession> all = new ConcurrentSkipListMap<>();
  private final AtomicInteger sessions = new AtomicInteger();
  private final ModelSession.Surroundings surroundings;

  /// What becomes of a handshake.
  public sealed interface Entry {
    /// @param body JSON
    record Refused(int status, String body) implements Entry {}

    /// @param session takes the server's end of the socket once it is open, and begins
    record Welcome(Function<TextSocket, TextSocket.Ear> session) implements Entry {}
  }

  /// @param faults the failures to make, of all sessions; see [#faultsOf] for those of one
  public ModelServer(
      Loop loop,
      Script script,
      Pace pace,
      ModelFaults faults,
      CallObserver observer,
      Checks checks) {
    this.script = script;
    this.faults = faults;
    this.surroundings =
        new ModelSession.Surroundings(
            loop, pace, new ClientRules(checks), observer::observed, refused::add, open::remove);
  }

  /// A handshake comes.
  ///
  /// @param headers by their names in any case
  public Entry admit(URI uri, Map<String, String> headers) {
    var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    fields.putAll(headers);
    var fault = faults.take(ModelFault.RefuseUpgrade.class);
    if (fault.isPresent()) {
      return refuse(fault.get().status(), "The server refused on purpose.");
    }
    if (!fields.getOrDefault("Authorization", "").matches("Bearer \\S+")) {
      return refuse(401, "Incorrect API key provided.");
    }
    if (!uri.getPath().equals("/v1/realtime")) {
      return refuse(404, "Invalid URL.");
    }
    var model = MODEL.matcher(Optional.ofNullable(uri.getRawQuery()).orElse(""));
    if (!model.find()) {
      return refuse(400, "You must provide a model parameter.");
    }
    var name = model.group(1);
    var beta = fields.containsKey("OpenAI-Beta");
    return new Entry.Welcome(socket -> begin(socket, name, beta));
  }

  private static Entry refuse(int status, String message) {
    var type = status >= 500 ? "server_error" : "invalid_request_error";
    return new Entry.Refused(
        status,
        "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":null}}"
            .formatted(message, type));
  }

  private TextSocket.Ear begin(TextSocket socket, String model, boolean beta) {
    var number = sessions.incrementAndGet();
    var session =
        new ModelSession(
            surroundings, number, socket, new ModelFaults(faults), script.player(), model);
    open.put(number, session);
    all.put(number, session);
    if (beta) {
      refused.add(
          new Refusal(
              number,
              "(handshake)",
              "invalid_request_error",
              Optional.of(BETA),
              "The Realtime Beta API is no longer supported.",
              Optional.of("OpenAI-Beta")));
      session.fail(BETA, 4000);
    } else {
      session.open();
    }
    return session;
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
    return asked == null ? List.of() : asked.conversation().remembered();
  }

  /// The failures of one session, which come before those of all.
  ///
  /// @throws IllegalArgumentException when there was no such session
  public ModelFaults faultsOf(int session) {
    var asked = all.get(session);
    if (asked == null) {
      throw new IllegalArgumentException("no session " + session);
    }
    return asked.faults();
  }

  /// Breaks the connections of all sessions, as a network does.
  public void dropAll() {
    open.values().forEach(session -> session.wire().drop());
  }

  /// Ends all sessions with an `error` event, such as `session_expired`.
  public void failAll(String code) {
    open.values().forEach(session -> session.fail(code));
  }

  /// Breaks the connection of a session, if it is open.
  public void drop(int session) {
    with(session, it -> it.wire().drop());
  }

  /// Closes a session without a word, if it is open.
  public void close(int session, int code, String reason) {
    with(session, it -> it.wire().close(code, reason));
  }

  /// Ends a session with an `error` event, if it is open.
  public void fail(int session, String code) {
    with(session, it -> it.fail(code));
  }

  /// Nothing comes from a session any more, no close either, if it is open.
  public void freeze(int session) {
    with(session, it -> it.wire().freeze());
  }

  private void with(int session, Consumer<ModelSession> deed) {
    Optional.ofNullable(open.get(session)).ifPresent(deed);
  }
}
