package ava.bridge;

import ava.bridge.call.Call;
import ava.bridge.call.CallerLine;
import ava.bridge.call.Event;
import ava.bridge.call.Opening;
import ava.shared.CallSid;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call and its stream. Holds events back, in their order, until it is known how the call
/// opens. A call whose step fails lets go of the caller, whom Twilio then brings back. Thread: the
/// call's event loop.
final class LiveCall {
  private static final Logger LOG = LoggerFactory.getLogger(LiveCall.class);

  private final CallSid callSid;
  private final CallerLine line;
  private final CompletableFuture<?> gone;
  private final Queue<Event> held = new ArrayDeque<>();

  private Optional<Call> call = Optional.empty();
  private boolean streaming = true;

  /// @param gone completes when nothing of the call is left to do here
  LiveCall(CallSid callSid, CallerLine line, CompletableFuture<?> gone) {
    this.callSid = callSid;
    this.line = line;
    this.gone = gone;
  }

  /// Whether the caller's stream is still there.
  boolean streaming() {
    return streaming;
  }

  CompletableFuture<?> gone() {
    return gone;
  }

  void open(Call opened, Opening opening) {
    call = Optional.of(opened);
    on(new Event.CallerJoined(opening));
    for (var next = held.poll(); next != null; next = held.poll()) {
      on(next);
    }
  }

  void on(Event event) {
    if (event instanceof Event.CallerLeft) {
      streaming = false;
    }
    if (call.isEmpty()) {
      held.add(event);
    } else if (!call.get().isOver()) {
      step(call.get(), event);
    }
  }

  private void step(Call current, Event event) {
    try {
      current.on(event);
    } catch (RuntimeException e) {
      // a fault of ours must not leave a caller in silence
      LOG.atError()
          .addKeyValue("callSid", callSid.value())
          .addKeyValue("event", event.getClass().getSimpleName())
          .setCause(e)
          .log("call step failed");
      line.letGo();
    }
  }
}
