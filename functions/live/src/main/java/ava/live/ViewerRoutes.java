package ava.live;

import ava.shared.aws.OutOfReach;
import ava.shared.table.Viewers;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The routes of the WebSocket API. A viewer is let in with a ticket, which the dashboard gives to
/// whoever it let in itself, and from the owner's page only. Safe for use by several threads.
final class ViewerRoutes {
  /// The answer to `{"type":"ping"}`, by which a page sees that its socket is alive.
  static final String PONG = "{\"type\":\"pong\"}";

  private static final Logger LOG = LoggerFactory.getLogger(ViewerRoutes.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST_MESSAGE = 1_000;

  private final URI page;
  private final Viewers viewers;
  private final ViewerLine line;

  /// @param page the page's origin
  ViewerRoutes(URI page, Viewers viewers, ViewerLine line) {
    this.page = page;
    this.viewers = viewers;
    this.line = line;
  }

  /// The answer to an event of a route: `{"statusCode":200}`, or what refuses the request.
  ObjectNode answer(JsonNode event) {
    var route = event.path("requestContext").path("routeKey").stringValue("");
    var connectionId = event.path("requestContext").path("connectionId").stringValue("");
    if (connectionId.isEmpty()) {
      throw new IllegalArgumentException("an event without Records and without a connection");
    }
    var status =
        switch (route) {
          case "$connect" -> connect(event, connectionId);
          case "$disconnect" -> disconnect(connectionId);
          default -> message(event, connectionId);
        };
    LOG.atInfo()
        .addKeyValue("route", route)
        .addKeyValue("viewer", connectionId)
        .addKeyValue("status", status)
        .log("viewer");
    return JSON.createObjectNode().put("statusCode", status);
  }

  private int connect(JsonNode event, String connectionId) {
    var ticket = event.path("queryStringParameters").path("ticket").stringValue("");
    if (!fromThePage(event.path("headers"))) {
      return 403;
    }
    var viewer = viewers.redeem(ticket);
    viewer.ifPresent(known -> viewers.add(connectionId, known));
    return viewer.isPresent() ? 200 : 401;
  }

  /// Every browser says where a socket is opened from. API Gateway keeps the spelling of names.
  private boolean fromThePage(JsonNode headers) {
    return headers.properties().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("origin"))
        .anyMatch(header -> header.getValue().stringValue("").equals(page.toString()));
  }

  private int disconnect(String connectionId) {
    viewers.remove(connectionId);
    return 200;
  }

  private int message(JsonNode event, String connectionId) {
    if (!isPing(event.path("body").stringValue(""))) {
      return 400;
    }
    try {
      line.send(connectionId, PONG);
      return 200;
    } catch (OutOfReach e) {
      LOG.atWarn().addKeyValue("viewer", connectionId).setCause(e).log("pong not sent");
      return 502;
    }
  }

  private static boolean isPing(String body) {
    if (body.length() > LONGEST_MESSAGE) {
      return false;
    }
    try {
      return JSON.readTree(body).path("type").stringValue("").equals("ping");
    } catch (JacksonException _) {
      return false;
    }
  }
}
