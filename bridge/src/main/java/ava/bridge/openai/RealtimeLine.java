package ava.bridge.openai;

import ava.bridge.call.Effect.ToModel;
import ava.bridge.call.Event;
import ava.bridge.call.Memory;
import ava.bridge.call.ModelLine;
import ava.bridge.openai.RealtimeSession.Signal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One call's session: tells it the conversation so far, then puts effects on the wire and events
/// into the call. What is sent before the session is ready is not heard. Thread: the call's event
/// loop.
final class RealtimeLine implements ModelLine {
  private final List<Memory> conversation;
  private final Consumer<Event> events;
  private final Interpreter interpreter;

  private Optional<RealtimeSession> session = Optional.empty();
  private Phase phase = Phase.OPENING;

  private enum Phase {
    OPENING,
    READY,
    OVER
  }

  RealtimeLine(List<Memory> conversation, Consumer<Event> events, Interpreter interpreter) {
    this.conversation = List.copyOf(conversation);
    this.events = events;
    this.interpreter = interpreter;
  }

  /// The session that carries this line, once. It may be ready already.
  void use(RealtimeSession carrier) {
    if (phase == Phase.OVER) {
      carrier.close();
      return;
    }
    session = Optional.of(carrier);
    if (carrier.isReady()) {
      begin(carrier);
    }
  }

  @Override
  public void send(ToModel effect) {
    if (phase == Phase.READY && session.isPresent()) {
      var to = session.get();
      to.send(to.commands().command(effect));
      interpreter.given(Commands.audioBytes(effect));
    }
  }

  @Override
  public void close() {
    phase = Phase.OVER;
    session.ifPresent(RealtimeSession::close);
  }

  void onSignal(Signal signal) {
    if (phase == Phase.OVER) {
      return;
    }
    switch (signal) {
      case Signal.Ready() -> session.ifPresent(this::begin);
      case Signal.Received(var message) -> interpreter.interpret(message).forEach(this::post);
      case Signal.Stalled() -> {
        phase = Phase.OVER;
        events.accept(new Event.PeerStalled(Event.PeerStalled.Peer.MODEL));
      }
      case Signal.Lost(var cause, var detail, var silent) ->
          post(new Event.ModelLost(cause, detail, silent));
    }
  }

  private void begin(RealtimeSession carrier) {
    if (phase == Phase.OPENING) {
      carrier.inCall();
      carrier.commands().replay(conversation).forEach(carrier::send);
      phase = Phase.READY;
      events.accept(new Event.ModelReady(carrier.expiresAt()));
    }
  }

  private void post(Event event) {
    if (phase == Phase.OVER) {
      return;
    }
    if (event instanceof Event.ModelLost) {
      close();
    }
    events.accept(event);
  }
}
