package ava.embedded.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// The management API of a WebSocket API: `POST`, `GET` and `DELETE` of a connection, with the
/// errors that the SDK knows: `GoneException` (410), `PayloadTooLargeException` (413),
/// `ForbiddenException` (403, not signed; signatures themselves are not checked).
final class ConnectionsApi {
  static final int LARGEST_MESSAGE = 128 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionsApi.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<String, Connection> connections;

  ConnectionsApi(Map<String, Connection> connections) {
    this.connections = connections;
  }

  void answer(HttpServerRequest request, String encodedId) {
    var authorization = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    if (!authorization.startsWith("AWS4-HMAC-SHA256 ")) {
      refuse(request, 403, "ForbiddenException");
      return;
    }
    var connection = find(encodedId);
    if (connection.isEmpty()) {
      refuse(request, 410, "GoneException");
      return;
    }
    switch (request.method().name()) {
      case "POST" -> post(request, connection.get());
      case "GET" -> describe(request, connection.get());
      case "DELETE" -> {
        connection.get().socket().close((short) 1000, "Connection Closed Normally");
        end(request, 204, Buffer.buffer());
      }
      default -> refuse(request, 405, "MethodNotAllowedException");
    }
  }

  private Optional<Connection> find(String encodedId) {
    try {
      var id = URLDecoder.decode(encodedId, StandardCharsets.UTF_8);
      return Optional.ofNullable(connections.get(id));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static void post(HttpServerRequest request, Connection connection) {
    var body = Buffer.buffer();
    request.handler(chunk -> {
      if (body.length() <= LARGEST_MESSAGE) {
        body.appendBuffer(chunk);
      }
    });
    request.endHandler(_ -> {
      if (body.length() > LARGEST_MESSAGE) {
        refuse(request, 413, "PayloadTooLargeException");
        return;
      }
      connection
          .socket()
          .writeTextMessage(body.toString())
          .onSuccess(_ -> end(request, 200, Buffer.buffer()))
          .onFailure(_ -> refuse(request, 410, "GoneException"));
    });
  }

  private static void describe(HttpServerRequest request, Connection connection) {
    var at = connection.connectedAt().truncatedTo(ChronoUnit.MILLIS).toString();
    var answer = JSON.createObjectNode().put("connectedAt", at).put("lastActiveAt", at);
    answer
        .putObject("identity")
        .put("sourceIp", connection.sourceIp())
        .put("userAgent", connection.userAgent());
    request.response().putHeader("Content-Type", "application/json");
    end(request, 200, Buffer.buffer(answer.toString()));
  }

  private static void refuse(HttpServerRequest request, int status, String type) {
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("x-amzn-ErrorType", type);
    end(request, status, Buffer.buffer("{\"message\":null}"));
  }

  private static void end(HttpServerRequest request, int status, Buffer body) {
    request
        .response()
        .setStatusCode(status)
        .end(body)
        .onFailure(e -> LOG.atDebug().setCause(e).log("answer not delivered"));
  }
}
