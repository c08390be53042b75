package ava.bridge.vertx;

import ava.bridge.twilio.StreamDoor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server's end of Twilio's media streams: answers each handshake as the [StreamDoor] says and
/// hands it the socket. Thread: the server's event loop.
public final class MediaStreamEndpoint {
  /// The largest frame and message, in bytes; longer ones close the stream with 1009.
  public static final int LARGEST_MESSAGE = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(MediaStreamEndpoint.class);

  private final StreamDoor door;

  public MediaStreamEndpoint(StreamDoor door) {
    this.door = door;
  }

  public void handle(HttpServerRequest request) {
    var handshake =
        new StreamDoor.Handshake(
            Optional.ofNullable(request.getHeader(StreamDoor.SIGNATURE)),
            Optional.ofNullable(request.getHeader(HttpHeaders.UPGRADE)));
    var status = door.answer(handshake);
    if (status != StreamDoor.UPGRADED) {
      request.response().setStatusCode(status).end();
      return;
    }
    request
        .toWebSocket()
        .onSuccess(this::opened)
        .onFailure(e -> LOG.atWarn().addKeyValue("why", e.toString()).log("handshake failed"));
  }

  private void opened(ServerWebSocket upgraded) {
    var socket = new VertxSocket(upgraded).flushingOncePerTurn();
    socket.heardBy(door.open(socket));
  }
}
