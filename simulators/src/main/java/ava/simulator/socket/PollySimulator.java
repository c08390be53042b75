package ava.simulator.socket;

import ava.shared.loop.Loop;
import ava.simulator.voice.PollyFaults;
import ava.simulator.voice.PollyServer;
import ava.simulator.voice.PollyStreamServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The [PollyServer] on a real port, by HTTP/2 without TLS and by HTTP/1.1: a client of the SDK
/// finds it by `AWS_ENDPOINT_URL_POLLY`.
///
/// Safe for several threads; it answers on its own event loop. [#close] leaves no thread behind.
public final class PollySimulator implements AutoCloseable {
  private static final long INTERNAL_ERROR = 2;

  private final RealLoop loop = new RealLoop();
  private final PollyFaults faults = new PollyFaults();
  private final PollyServer server;
  private final int port;

  /// Starts at a free port.
  ///
  /// @param lexicons the names of those that there are
  public static PollySimulator start(String... lexicons) {
    return new PollySimulator(List.of(lexicons));
  }

  private PollySimulator(List<String> lexicons) {
    this.server = new PollyServer(loop, faults, lexicons);
    this.port = loop.serve(new HttpServerOptions(), 0, this::request);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public PollyFaults faults() {
    return faults;
  }

  /// The texts that were spoken, or begun.
  public List<String> spoken() {
    return loop.ask(server::spoken);
  }

  /// How many requests came, those included that fail.
  public int asked() {
    return loop.ask(server::asked);
  }

  /// How many streams were opened, those included that fail.
  public int streams() {
    return loop.ask(server::streams);
  }

  /// How many were cancelled by who asked.
  public int cancelled() {
    return loop.ask(server::cancelled);
  }

  @Override
  public void close() {
    loop.close();
  }

  private void request(HttpServerRequest request) {
    if (!HttpMethod.POST.equals(request.method())) {
      var _ = request.response().setStatusCode(404).end();
      return;
    }
    var signed = Optional.ofNullable(request.getHeader("authorization"));
    switch (request.path()) {
      case PollyServer.PATH -> speech(request, signed);
      case PollyServer.STREAM_PATH -> stream(request, signed);
      default -> {
        var _ = request.response().setStatusCode(404).end();
      }
    }
  }

  private void speech(HttpServerRequest request, Optional<String> signed) {
    request.bodyHandler(body -> {
      var reading = new Loop.Running[] {Loop.Running.OVER};
      var answer = new Wired(request, () -> reading[0].cancel());
      reading[0] = server.ask(body.toString(), signed, answer);
    });
  }

  private void stream(HttpServerRequest request, Optional<String> signed) {
    var headers = new TreeMap<String, String>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    var stream = new PollyStreamServer[1];
    var answer = new Wired(request, () -> stream[0].gone());
    stream[0] = server.stream(headers, signed, answer);
    request.handler(part -> stream[0].feed(part.getBytes()));
  }

  /// What goes back over the wire, while somebody listens.
  private static final class Wired implements PollyServer.Answer {
    private final HttpServerRequest request;
    private boolean gone;

    /// @param hungUp runs when nobody listens any more
    Wired(HttpServerRequest request, Runnable hungUp) {
      this.request = request;
      request
          .response()
          .exceptionHandler(_ -> {
            gone = true;
            hungUp.run();
          });
    }

    @Override
    public void head(int status, Map<String, String> headers) {
      var response = request.response().setStatusCode(status).setChunked(true);
      headers.forEach(response::putHeader);
      if (!gone) {
        var _ = response.writeHead();
      }
    }

    @Override
    public void part(byte[] bytes) {
      if (!gone) {
        var _ = request.response().write(Buffer.buffer(bytes));
      }
    }

    @Override
    public void end() {
      if (!gone) {
        var _ = request.response().end();
      }
    }

    @Override
    public void reset() {
      var _ = request.response().reset(INTERNAL_ERROR);
    }

    @Override
    public void cut() {
      var _ = request.connection().close();
    }
  }
}
