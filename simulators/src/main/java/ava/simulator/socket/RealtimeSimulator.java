package ava.simulator.socket;

import ava.simulator.model.ModelFaults;
import ava.simulator.model.ModelServer;
import ava.simulator.model.Pace;
import ava.simulator.model.Refusal;
import ava.simulator.model.Remembered;
import ava.simulator.model.Script;
import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Checks;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.TreeMap;

/// The [ModelServer] on a real port, at `ws://127.0.0.1:<port>/v1/realtime?model=…`, with every
/// event checked.
///
/// Safe for several threads; the sessions run on the simulator's own event loop, where the observer
/// is called. [#close] leaves no thread behind.
public final class RealtimeSimulator implements AutoCloseable {
  private static final int LARGEST_EVENT = 16 * 1024 * 1024;

  private final RealLoop loop = new RealLoop();
  private final ModelFaults faults = new ModelFaults();
  private final ModelServer server;
  private final int port;

  /// Starts at a free port.
  public static RealtimeSimulator start(Script script, Pace pace, CallObserver observer) {
    return new RealtimeSimulator(script, pace, observer, 0);
  }

  /// Starts at this port; 0 takes a free one.
  public static RealtimeSimulator start(Script script, Pace pace, CallObserver observer, int port) {
    return new RealtimeSimulator(script, pace, observer, port);
  }

  private RealtimeSimulator(Script script, Pace pace, CallObserver observer, int port) {
    this.server = new ModelServer(loop, script, pace, faults, observer, Checks.SCHEMA);
    var options =
        new HttpServerOptions()
            .setMaxWebSocketFrameSize(LARGEST_EVENT)
            .setMaxWebSocketMessageSize(LARGEST_EVENT)
            .setWebSocketClosingTimeout(1);
    this.port = loop.serve(options, port, this::request);
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
    return server.refused();
  }

  /// How many sessions are open now.
  public int openSessions() {
    return server.openSessions();
  }

  /// How many sessions were opened so far.
  public int sessions() {
    return server.sessions();
  }

  /// What the model knows in a session, counted from 1.
  public List<Remembered> conversation(int session) {
    return loop.ask(() -> server.conversation(session));
  }

  /// What the model knows in the newest session.
  public List<Remembered> conversation() {
    return conversation(sessions());
  }

  /// Breaks the connections of all sessions, as a network does.
  public void dropSessions() {
    loop.ask(() -> {
      server.dropAll();
      return true;
    });
  }

  /// Ends all sessions with an `error` event, such as `session_expired`.
  public void failSessions(String code) {
    loop.ask(() -> {
      server.failAll(code);
      return true;
    });
  }

  @Override
  public void close() {
    loop.close();
  }

  private void request(HttpServerRequest request) {
    if (!request.headers().contains(HttpHeaders.UPGRADE, "websocket", true)) {
      var _ = request.response().setStatusCode(404).end();
      return;
    }
    var headers = new TreeMap<String, String>();
    request.headers().forEach(headers::put);
    switch (server.admit(URI.create(request.uri()), headers)) {
      case ModelServer.Entry.Refused(var status, var body) -> {
        var response = request.response().setStatusCode(status);
        var _ = response.putHeader("Content-Type", "application/json").end(body);
      }
      case ModelServer.Entry.Welcome(var session) -> {
        var _ =
            request
                .toWebSocket()
                .onSuccess(accepted -> {
                  var socket = new RealSocket(accepted);
                  socket.heardBy(session.apply(socket));
                });
      }
    }
  }
}
