package ava.embedded.gateway;

import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;

/// An open connection of the WebSocket API.
record Connection(
    String id, ServerWebSocket socket, Instant connectedAt, String sourceIp, String userAgent) {}
