package ava.simulator.twilio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// Twilio's API of recordings on a free port of loopback: every recording of the account is there
/// until it is deleted, and asks for the account's login. Source: Twilio, "Recordings resource".
/// Safe for several threads.
public final class RecordingsApi implements AutoCloseable {
  private static final Pattern RECORDING =
      Pattern.compile(
          "/2010-04-01/Accounts/(AC[0-9a-f]{32})/Recordings/(RE[0-9a-f]{32})(|\\.mp3|\\.wav|\\.json)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Account account;
  private final byte[] sound;
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger notYet = new AtomicInteger();
  private final AtomicInteger failing = new AtomicInteger();

  private RecordingsApi(HttpServer server, Account account, byte[] sound) {
    this.server = server;
    this.account = account;
    this.sound = sound.clone();
    server.createContext("/", this::answer);
    server.setExecutor(threads);
  }

  /// @param sound what every recording holds
  public static RecordingsApi start(Account account, byte[] sound) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var api = new RecordingsApi(HttpServer.create(address, 0), account, sound);
      api.server.start();
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  /// What stands before `/2010-04-01`.
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// The next requests for a file find none yet.
  public void notReadyFor(int requests) {
    notYet.set(requests);
  }

  /// The next requests are answered with 503.
  public void failFor(int requests) {
    failing.set(requests);
  }

  /// The SIDs of the recordings that were deleted.
  public Set<String> deleted() {
    return Set.copyOf(deleted);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = RECORDING.matcher(exchange.getRequestURI().getPath());
      if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        refuse(exchange, 503, 20503);
      } else if (!asked.matches() || !asked.group(1).equals(account.sid())) {
        refuse(exchange, 404, 20404);
      } else if (!loggedIn(exchange)) {
        refuse(exchange, 401, 20003);
      } else {
        recording(exchange, asked.group(2), asked.group(3));
      }
    }
  }

  private void recording(HttpExchange exchange, String sid, String kind) throws IOException {
    if (deleted.contains(sid)) {
      refuse(exchange, 404, 20404);
    } else if (exchange.getRequestMethod().equals("DELETE")) {
      deleted.add(sid);
      exchange.sendResponseHeaders(204, -1);
    } else if (notYet.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      refuse(exchange, 404, 20404);
    } else {
      exchange
          .getResponseHeaders()
          .set("Content-Type", kind.equals(".mp3") ? "audio/mpeg" : "audio/x-wav");
      exchange.sendResponseHeaders(200, sound.length);
      exchange.getResponseBody().write(sound);
    }
  }

  private boolean loggedIn(HttpExchange exchange) {
    var given = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
    var login = account.sid() + ":" + account.authToken().value().split(",")[0];
    var wanted = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return given.filter(("Basic " + wanted)::equals).isPresent();
  }

  private static void refuse(HttpExchange exchange, int status, int code) throws IOException {
    var body =
        ("<TwilioResponse><RestException><Code>"
                + code
                + "</Code></RestException></TwilioResponse>")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
