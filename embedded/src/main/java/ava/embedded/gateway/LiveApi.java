package ava.embedded.gateway;

import ava.embedded.lambda.JsonFunction;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// A WebSocket API in front of a real handler. An upgrade of `/<stage>` invokes it for `$connect`,
/// whose answer opens or refuses the socket, then for each message (`$default`) and for the end
/// (`$disconnect`); `/<stage>/@connections/{id}` is what the SDK's management client talks to. Call
/// [#handle] on the request's event loop; the handler runs on virtual threads. Messages over 128 KB
/// end a connection with 1009, as API Gateway does; the limit of frames is the server's option.
public final class LiveApi implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveApi.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String path;
  private final RequestStreamHandler handler;
  private final SocketEvents events;
  private final Clock clock;
  private final Map<String, Connection> connections = new ConcurrentHashMap<>();
  private final ConnectionsApi management = new ConnectionsApi(connections);
  private volatile boolean closed;

  /// @param stage the first part of every path, such as `live`
  public LiveApi(String stage, RequestStreamHandler handler, Clock clock) {
    this.path = "/" + stage;
    this.handler = handler;
    this.events = new SocketEvents(stage, clock);
    this.clock = clock;
  }

  /// Takes the request when it is meant for this API.
  ///
  /// @return false when it is somebody else's; it is left as it was
  public boolean handle(HttpServerRequest request) {
    var asked = Optional.ofNullable(request.path()).orElse("");
    if (asked.equals(path)) {
      open(request);
      return true;
    }
    var prefix = path + "/@connections/";
    if (asked.startsWith(prefix)) {
      management.answer(request, asked.substring(prefix.length()));
      return true;
    }
    return false;
  }

  /// Ends every connection, as when the API is taken away; one whose handshake still goes on ends
  /// right behind it.
  @Override
  public void close() {
    closed = true;
    connections.values().forEach(LiveApi::goAway);
  }

  private static void goAway(Connection connection) {
    connection.socket().close((short) 1001, "Going away");
  }

  private void open(HttpServerRequest request) {
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      request.response().setStatusCode(426).end("{\"message\":\"Upgrade Required\"}");
      return;
    }
    var id = newId();
    var event = connect(id, request);
    if (event.isEmpty()) {
      request.response().setStatusCode(400).end("{\"message\":\"Bad Request\"}");
      return;
    }
    request.pause();
    invoke(
        event.get(),
        status -> {
          if (status / 100 == 2) {
            upgrade(request, id);
          } else {
            request.response().setStatusCode(status).end();
          }
        });
  }

  /// Empty when the query holds a broken escape.
  private Optional<ObjectNode> connect(String id, HttpServerRequest request) {
    try {
      return Optional.of(events.connect(id, request));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private void upgrade(HttpServerRequest request, String id) {
    var sourceIp = request.remoteAddress().hostAddress();
    var userAgent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    request
        .toWebSocket()
        .onSuccess(
            socket -> opened(new Connection(id, socket, clock.instant(), sourceIp, userAgent)))
        .onFailure(e -> {
          LOG.atWarn().setCause(e).log("handshake not finished");
          invoke(events.disconnect(id, 1006), _ -> {});
        });
    request.resume();
  }

  private void opened(Connection connection) {
    connections.put(connection.id(), connection);
    var socket = connection.socket();
    socket.textMessageHandler(text -> message(connection, text));
    socket.exceptionHandler(e -> LOG.atDebug().setCause(e).log("viewer's socket failed"));
    socket.closeHandler(_ -> {
      connections.remove(connection.id());
      invoke(events.disconnect(connection.id(), closeCode(socket)), _ -> {});
    });
    if (closed) {
      goAway(connection);
    }
  }

  private void message(Connection connection, String text) {
    if (text.length() > ConnectionsApi.LARGEST_MESSAGE) {
      connection.socket().close((short) 1009, "Message too big");
      return;
    }
    invoke(events.message(connection.id(), text), _ -> {});
  }

  private static int closeCode(ServerWebSocket socket) {
    return Optional.ofNullable(socket.closeStatusCode()).map(Short::intValue).orElse(1006);
  }

  /// Runs the handler on a virtual thread and comes back to the event loop with its status.
  private void invoke(ObjectNode event, IntConsumer then) {
    var loop = Optional.ofNullable(Vertx.currentContext());
    Thread.ofVirtual()
        .name("live")
        .start(() -> {
          var status = status(event);
          loop.ifPresent(context -> back(context, then, status));
        });
  }

  private static void back(Context loop, IntConsumer then, int status) {
    loop.runOnContext(_ -> then.accept(status));
  }

  private int status(ObjectNode event) {
    var requestId = event.at("/requestContext/requestId").asString();
    try {
      var context = LambdaContext.of(handler, requestId);
      return new JsonFunction(handler).ask(event, context).path("statusCode").asInt(502);
    } catch (UncheckedIOException | JacksonException e) {
      LOG.atError().setCause(e).log("live function gave no answer");
      return 502;
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("live function failed");
      return 502;
    }
  }

  private static String newId() {
    var bytes = new byte[11];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
