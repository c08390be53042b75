package ava.simulator.model;

import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import ava.simulator.wire.RoughSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Sends a session's events in order, late when they are to be late. Belongs to the loop.
final class Wire {
  private static final String AUDIO = "response.output_audio.delta";

  private final Loop loop;
  private final TextSocket socket;
  private final ModelFaults faults;
  private final Deque<Held> held = new ArrayDeque<>();
  private Instant notBefore;
  private long events;
  private boolean closed;

  /// An event that is late.
  private record Held(String text, Instant notBefore) {}

  Wire(Loop loop, TextSocket socket, ModelFaults faults) {
    this.loop = loop;
    this.socket = socket;
    this.faults = faults;
    this.notBefore = loop.now();
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
    faults
        .take(ModelFault.NullProperty.class, fault -> shows(event, fault))
        .ifPresent(fault -> nullify(event, fault.pointer()));
    send(event.toString());
  }

  /// Sends audio, which is most of what a session sends, without a tree of JSON.
  ///
  /// @param contentIndex the part of the item
  void sendAudio(
      String responseId, String itemId, int outputIndex, int contentIndex, byte[] audio) {
    events++;
    var text =
        "{\"type\":\""
            + AUDIO
            + "\",\"event_id\":\"event_"
            + events
            + "\",\"response_id\":\""
            + responseId
            + "\",\"item_id\":\""
            + itemId
            + "\",\"output_index\":"
            + outputIndex
            + ",\"content_index\":"
            + contentIndex
            + ",\"delta\":\""
            + Base64.getEncoder().encodeToString(audio)
            + "\"}";
    var spoilt = faults.take(ModelFault.NullProperty.class, fault -> fault.event().equals(AUDIO));
    send(spoilt.map(fault -> nullified(text, fault.pointer())).orElse(text));
  }

  private static String nullified(String text, String pointer) {
    var event = (ObjectNode) JsonMapper.shared().readTree(text);
    nullify(event, pointer);
    return event.toString();
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

  private void send(String text) {
    var now = loop.now();
    var late = faults.take(ModelFault.DelayEvents.class).map(ModelFault.DelayEvents::by);
    if (late.isPresent() && now.plus(late.get()).isAfter(notBefore)) {
      notBefore = now.plus(late.get());
    }
    if (held.isEmpty() && !notBefore.isAfter(now)) {
      write(text);
    } else {
      held.add(new Held(text, notBefore));
      if (held.size() == 1) {
        releaseLater();
      }
    }
  }

  /// One timer at a time, so that the order stays.
  private void releaseLater() {
    loop.after(Duration.between(loop.now(), held.getFirst().notBefore()), this::release);
  }

  private void release() {
    while (!held.isEmpty() && !held.getFirst().notBefore().isAfter(loop.now())) {
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
    socket.close(code, reason);
  }

  /// Breaks the connection without a close frame.
  void drop() {
    closed = true;
    RoughSocket.of(socket).sever();
  }

  /// From now on nothing is sent or read, as on a line that is cut somewhere in the network.
  void freeze() {
    closed = true;
    RoughSocket.of(socket).reads(false);
  }

  void peerClosed() {
    closed = true;
  }

  private void write(String text) {
    if (!closed) {
      socket.send(text);
    }
  }
}
