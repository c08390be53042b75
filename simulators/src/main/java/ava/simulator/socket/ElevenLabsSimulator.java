package ava.simulator.socket;

import ava.simulator.voice.ElevenLabsFaults;
import ava.simulator.voice.ElevenLabsServer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.TreeMap;

/// The [ElevenLabsServer] on a real port.
///
/// Safe for several threads; it answers on its own event loop. [#close] leaves no thread behind.
public final class ElevenLabsSimulator implements AutoCloseable {
  private final RealLoop loop = new RealLoop();
  private final ElevenLabsFaults faults = new ElevenLabsFaults();
  private final ElevenLabsServer server;
  private final int port;

  /// Starts at a free port.
  ///
  /// @param voices the ids of those that there are
  public static ElevenLabsSimulator start(String... voices) {
    return new ElevenLabsSimulator(List.of(voices));
  }

  private ElevenLabsSimulator(List<String> voices) {
    this.server = new ElevenLabsServer(loop, faults, voices);
    this.port = loop.serve(new HttpServerOptions(), 0, this::request);
  }

  /// What a client takes as `ELEVENLABS_BASE_URL`.
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public ElevenLabsFaults faults() {
    return faults;
  }

  /// The texts that were spoken, or begun.
  public List<String> spoken() {
    return loop.ask(server::spoken);
  }

  /// The messages that were wrong, and why.
  public List<String> refused() {
    return loop.ask(server::refused);
  }

  /// How many sockets were opened so far.
  public int sockets() {
    return loop.ask(server::sockets);
  }

  /// How many characters are to be paid.
  public long characters() {
    return loop.ask(server::characters);
  }

  @Override
  public void close() {
    loop.close();
  }

  private void request(HttpServerRequest request) {
    var headers = new TreeMap<String, String>();
    request.headers().forEach(headers::put);
    var uri = URI.create(request.uri());
    if (request.headers().contains(HttpHeaders.UPGRADE, "websocket", true)) {
      admit(request, server.admit(uri, headers));
    } else if (HttpMethod.GET.equals(request.method())) {
      answer(request, server.about(uri, headers));
    } else {
      var _ = request.response().setStatusCode(405).end();
    }
  }

  private static void admit(HttpServerRequest request, ElevenLabsServer.Entry entry) {
    switch (entry) {
      case ElevenLabsServer.Entry.Refused refused -> answer(request, refused);
      case ElevenLabsServer.Entry.Silence() -> request.pause();
      case ElevenLabsServer.Entry.Welcome(var session) -> {
        request.response().putHeader("x-ava-simulator", "elevenlabs");
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

  private static void answer(HttpServerRequest request, ElevenLabsServer.Entry.Refused answer) {
    var _ =
        request
            .response()
            .setStatusCode(answer.status())
            .putHeader("content-type", "application/json")
            .putHeader("x-ava-simulator", "elevenlabs")
            .end(answer.body());
  }
}
