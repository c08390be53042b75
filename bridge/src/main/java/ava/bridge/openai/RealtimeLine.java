package ava.bridge.openai;

import ava.bridge.call.Effect;
import ava.bridge.call.Effect.ToModel;
import ava.bridge.call.Event;
import ava.bridge.call.Memory;
import ava.bridge.call.ModelLine;
import ava.bridge.openai.RealtimeSession.Signal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One call's session: tells it the conversation so far, then puts effects on the wire and events
/// into the call. Audio that comes before the session is ready waits, the newest ten seconds of it.
/// Thread: the call's event loop.
final class RealtimeLine implements ModelLine {
  private final List<Memory> conversation;
  private final Consumer<Event> events;
  private final Interpreter interpreter;
  private final AudioBacklog backlog = new AudioBacklog();

  private Optional<RealtimeSession> session = Optional.empty();
  private Phase phase = Phase.OPENING;

  private enum Phase {
    OPENING,
    /// The call hears of it; audio still waits behind older audio.
    BEGINNING,
    READY,
    OVER
  }

  RealtimeLine(List<Memory> conversation, Consumer<Event> events, Prices prices) {
    this.conversation = List.copyOf(conversation);
    this.events = events;
    this.interpreter = new Interpreter(prices);
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
    switch (phase) {
      case OPENING -> hold(effect);
      case BEGINNING -> {
        if (!hold(effect)) {
          transmit(effect);
        }
      }
      case READY -> transmit(effect);
      case OVER -> {}
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
      case Signal.Received(var message) -> interpreter.interpret(message).ifPresent(this::post);
      case Signal.Stalled() -> {
        phase = Phase.OVER;
        events.accept(new Event.PeerStalled(Event.PeerStalled.Peer.MODEL));
      }
      case Signal.Lost(var cause, var detail) -> post(new Event.ModelLost(cause, detail));
    }
  }

  /// The call hears that the model is ready before the audio that waited is sent: what it decides
  /// then, such as that the model takes turns, must hold for that audio.
  private void begin(RealtimeSession carrier) {
    if (phase != Phase.OPENING) {
      return;
    }
    carrier.commands().replay(conversation).forEach(carrier::send);
    phase = Phase.BEGINNING;
    events.accept(new Event.ModelReady(carrier.expiresAt()));
    backlog.empty(this::transmit);
    if (phase == Phase.BEGINNING) {
      phase = Phase.READY;
    }
  }

  private void transmit(ToModel effect) {
    session.ifPresent(to -> to.send(to.commands().command(effect)));
  }

  /// Whether this is audio, which waits.
  private boolean hold(ToModel effect) {
    if (effect instanceof Effect.AppendSilence(var ms)) {
      backlog.hold(new Effect.Append(Commands.silence(ms)));
      return true;
    }
    if (effect instanceof Effect.Append append) {
      backlog.hold(append);
      return true;
    }
    return false;
  }

  private void post(Event event) {
    if (event instanceof Event.ModelLost) {
      close();
    }
    events.accept(event);
  }
}
