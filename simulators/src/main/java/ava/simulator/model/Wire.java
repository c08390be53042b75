package ava.simulator.model;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Sends a session's events in order, late when they are to be late. Belongs to the event loop.
final class Wire {
  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final ModelFaults faults;
  private final Deque<Held> held = new ArrayDeque<>();
  private long notBefore = System.nanoTime();
  private long events;
  private boolean closed;

  /// An event that is late.
  private record Held(String text, long notBefore) {}

  Wire(Vertx vertx, ServerWebSocket socket, ModelFaults faults) {
    this.vertx = vertx;
    this.socket = socket;
    this.faults = faults;
  }

  /// A new event of this type, to be filled and sent.
  ObjectNode event(String type) {
    events++;
    return JsonMapper.shared()
        .createObjectNode()
        .put("type", type)
        .put("event_id", "event_" + events);
  }

  void send(ObjectNode event) {
    var now = System.nanoTime();
    var late =
        faults
            .take(ModelFault.DelayEvents.class)
            .map(ModelFault.DelayEvents::by)
            .orElse(Duration.ZERO);
    notBefore = Math.max(notBefore, now + late.toNanos());
    faults
        .take(ModelFault.NullProperty.class, fault -> shows(event, fault))
        .ifPresent(fault -> nullify(event, fault.pointer()));
    var text = event.toString();
    if (held.isEmpty() && notBefore <= now) {
      write(text);
    } else {
      held.add(new Held(text, notBefore));
      if (held.size() == 1) {
        releaseLater();
      }
    }
  }

  private static boolean shows(ObjectNode event, ModelFault.NullProperty fault) {
    return event.path("type").asString("").equals(fault.event())
        && !event.at(fault.pointer()).isMissingNode();
  }

  private static void nullify(ObjectNode event, String pointer) {
    var last = pointer.lastIndexOf('/');
    if (event.at(pointer.substring(0, last)) instanceof ObjectNode parent) {
      parent.putNull(pointer.substring(last + 1));
    }
  }

  /// One timer at a time: those of several events may fire in any order.
  private void releaseLater() {
    var wait = Duration.ofNanos(held.getFirst().notBefore() - System.nanoTime());
    vertx.setTimer(Math.max(1, wait.plusNanos(999_999).toMillis()), _ -> release());
  }

  private void release() {
    while (!held.isEmpty() && held.getFirst().notBefore() - System.nanoTime() <= 0) {
      write(held.removeFirst().text());
    }
    if (!held.isEmpty()) {
      releaseLater();
    }
  }

  /// @param eventId of the refused client event, empty without
  void sendError(Refusal refusal, String eventId) {
    var event = event("error");
    var error = event.putObject("error");
    error.put("type", refusal.type()).put("code", refusal.code().orElse(null));
    error.put("message", refusal.message()).put("param", refusal.param().orElse(null));
    error.put("event_id", eventId.isEmpty() ? null : eventId);
    send(event);
  }

  void close(int code, String reason) {
    closed = true;
    socket.close((short) code, reason);
  }

  /// Breaks the TCP connection without a close frame.
  void drop() {
    closed = true;
    var _ = ((WebSocketInternal) socket).channelHandlerContext().close();
  }

  void peerClosed() {
    closed = true;
  }

  private void write(String text) {
    if (!closed) {
      socket.writeTextMessage(text);
    }
  }
}
