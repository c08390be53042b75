package ava.bridge.twilio;

import ava.bridge.call.CallerLine;
import ava.bridge.call.Effect;
import ava.bridge.call.Effect.ToCaller;
import ava.bridge.call.Event;
import ava.shared.loop.TextSocket;
import java.util.function.Consumer;

/// Writes to one media stream. A peer that leaves more than [#MOST_UNSENT] untaken has stalled:
/// nothing more is written and [Event.PeerStalled] is posted, once. Thread: the socket's loop.
final class TwilioLine implements CallerLine {
  /// Characters that wait for the peer: about a hundred seconds of speech.
  static final int MOST_UNSENT = 1024 * 1024;

  private final TextSocket socket;
  private final String streamSid;
  private final Consumer<Event> events;
  private boolean open = true;

  TwilioLine(TextSocket socket, String streamSid, Consumer<Event> events) {
    this.socket = socket;
    this.streamSid = streamSid;
    this.events = events;
  }

  @Override
  public void send(ToCaller effect) {
    if (!open || !socket.isOpen()) {
      return;
    }
    var text = TwilioCodec.encode(message(effect));
    if (socket.waiting() + text.length() > MOST_UNSENT) {
      open = false;
      events.accept(new Event.PeerStalled(Event.PeerStalled.Peer.CALLER));
      return;
    }
    socket.send(text);
  }

  @Override
  public void letGo() {
    open = false;
    socket.close();
  }

  private ToTwilio message(ToCaller effect) {
    return switch (effect) {
      case Effect.Play(var audio) -> new ToTwilio.Media(streamSid, new ToTwilio.Media.Audio(audio));
      case Effect.Mark(var name) -> new ToTwilio.Mark(streamSid, new ToTwilio.Mark.Name(name));
      case Effect.Clear() -> new ToTwilio.Clear(streamSid);
    };
  }
}
