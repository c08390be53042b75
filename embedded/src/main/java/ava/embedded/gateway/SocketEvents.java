package ava.embedded.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes the events of a WebSocket API. Source: AWS, "API Gateway WebSocket API mapping template
/// and access logging variable reference" and the proxy events that Lambda receives.
final class SocketEvents {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String stage;
  private final Clock clock;

  SocketEvents(String stage, Clock clock) {
    this.stage = stage;
    this.clock = clock;
  }

  ObjectNode connect(String connectionId, HttpServerRequest request) {
    var event = event("$connect", "CONNECT", connectionId);
    var headers = event.putObject("headers");
    request.headers().forEach(headers::put);
    if (!request.params().isEmpty()) {
      var query = event.putObject("queryStringParameters");
      request.params().forEach(query::put);
    }
    return event;
  }

  ObjectNode message(String connectionId, String text) {
    return event("$default", "MESSAGE", connectionId).put("body", text);
  }

  ObjectNode disconnect(String connectionId, int closeCode) {
    var event = event("$disconnect", "DISCONNECT", connectionId);
    event.withObject("/requestContext").put("disconnectStatusCode", closeCode);
    return event;
  }

  private ObjectNode event(String route, String type, String connectionId) {
    var event = JSON.createObjectNode().put("isBase64Encoded", false);
    event
        .putObject("requestContext")
        .put("routeKey", route)
        .put("eventType", type)
        .put("connectionId", connectionId)
        .put("stage", stage)
        .put("apiId", "local")
        .put("messageDirection", "IN")
        .put("requestId", UUID.randomUUID().toString())
        .put("requestTimeEpoch", clock.millis());
    return event;
  }
}
