package ava.local.issuer;

import ava.local.machine.OwnMachine;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs in who tries Ava on this machine, as Cognito does on AWS. It answers browsers and programs
/// on this machine only, under its own names; to all others there is nothing here. Call [#handle]
/// on the request's event loop; the rest may be called by several threads.
public final class LocalIssuer {
  private static final Logger LOG = LoggerFactory.getLogger(LocalIssuer.class);
  private static final int LARGEST_FORM = 10_000;
  private static final Map<String, String> SAFETY =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "same-origin", // with none, browsers hide where a form comes from
          "Cross-Origin-Opener-Policy", "same-origin");

  private final URI here;
  private final Supplier<IssuerEndpoints> made;
  private Optional<IssuerEndpoints> kept = Optional.empty();

  /// @param here where this machine's browsers find Ava, `http://127.0.0.1:8081`
  /// @param file where keys and sign-ins are kept; without one they are gone with the process
  public LocalIssuer(URI here, IssuerSettings settings, Optional<Path> file, Clock clock) {
    this.here = here;
    this.made = () -> new IssuerEndpoints(here, settings.password(), new IssuerStore(file), clock);
  }

  /// Made when somebody first asks: most who start Ava never sign in, and keys take their time.
  private synchronized IssuerEndpoints endpoints() {
    var endpoints = kept.orElseGet(made);
    kept = Optional.of(endpoints);
    return endpoints;
  }

  /// What the functions read of it, as in an environment.
  ///
  /// @param here as above
  public static Map<String, String> environment(URI here) {
    return Map.of(
        "SIGN_IN_ISSUER",
        here + IssuerEndpoints.POOL,
        "SIGN_IN_URL",
        here.toString(),
        "SIGN_IN_CLIENT_ID",
        IssuerEndpoints.CLIENT,
        "PAGE_ORIGIN",
        here.toString());
  }

  /// As the tokens name it.
  public URI issuer() {
    return URI.create(here + IssuerEndpoints.POOL);
  }

  /// Whom the tokens are for.
  public String client() {
    return IssuerEndpoints.CLIENT;
  }

  /// Whether a browser on this machine signed in within the hour.
  public synchronized boolean knows(HttpServerRequest request) {
    return OwnMachine.here(request)
        && kept.filter(issuer -> issuer.knows(header(request, "Cookie"))).isPresent();
  }

  /// Takes the request when it is the issuer's and comes from this machine.
  ///
  /// @return false when it is somebody else's; it is left as it was
  public boolean handle(HttpServerRequest request) {
    var path = Optional.ofNullable(request.path()).orElse("");
    if (!IssuerEndpoints.has(path) || !OwnMachine.here(request)) {
      return false;
    }
    if (path.equals("/login")
        && request.method().name().equals("POST")
        && !OwnMachine.acts(request)) {
      return false;
    }
    var body = Buffer.buffer();
    request.handler(chunk -> {
      if (body.length() <= LARGEST_FORM) {
        body.appendBuffer(chunk);
      }
    });
    request.endHandler(_ -> answer(request, path, body));
    return true;
  }

  private void answer(HttpServerRequest request, String path, Buffer body) {
    if (body.length() > LARGEST_FORM) {
      send(request, WebReply.empty(413));
      return;
    }
    var headers = new LinkedHashMap<String, String>();
    request.headers().forEach(headers::put);
    var asked =
        WebRequest.of(
            request.method().name(), path, request.query(), headers, body.toString(), false);
    var loop = Vertx.currentContext();
    Thread.ofVirtual()
        .name("issuer")
        .start(() -> {
          var reply = answer(asked);
          loop.runOnContext(_ -> send(request, reply));
        });
  }

  private WebReply answer(WebRequest asked) {
    try {
      return endpoints().answer(asked);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("issuer failed");
      return WebReply.empty(500);
    }
  }

  private static void send(HttpServerRequest request, WebReply reply) {
    var response = request.response().setStatusCode(reply.status());
    SAFETY.forEach(response::putHeader);
    reply.headers().forEach(response::putHeader);
    var _ = response.end(reply.body());
  }

  private static String header(HttpServerRequest request, String name) {
    return Optional.ofNullable(request.getHeader(name)).orElse("");
  }
}
