package ava.bridge.twilio;

import ava.bridge.call.CallerLine;
import ava.bridge.call.Effect;
import ava.bridge.call.Effect.ToCaller;
import ava.bridge.call.Event;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.function.Consumer;

/// Writes to one media stream. A peer that leaves more than [#MOST_UNSENT] untaken has stalled:
/// nothing more is written and [Event.PeerStalled] is posted, once. Thread: the socket's event
/// loop.
final class TwilioLine implements CallerLine {
  /// Bytes that wait for the peer: about a hundred seconds of speech.
  static final int MOST_UNSENT = 1024 * 1024;

  private static final int FLUSH_AFTER = 256;

  private final WebSocketBase socket;
  private final String streamSid;
  private final Consumer<Event> events;
  private boolean open = true;
  private long unsent;

  TwilioLine(WebSocketBase socket, String streamSid, Consumer<Event> events) {
    this.socket = socket;
    this.streamSid = streamSid;
    this.events = events;
    flushOncePerTurn(socket);
  }

  @Override
  public void send(ToCaller effect) {
    if (!open || socket.isClosed()) {
      return;
    }
    var text = TwilioCodec.encode(message(effect));
    if (unsent + text.length() > MOST_UNSENT) {
      open = false;
      events.accept(new Event.PeerStalled(Event.PeerStalled.Peer.CALLER));
      return;
    }
    unsent += text.length();
    socket.writeTextMessage(text).onComplete(_ -> unsent -= text.length());
  }

  @Override
  public void letGo() {
    open = false;
    if (!socket.isClosed()) {
      socket.close();
    }
  }

  private ToTwilio message(ToCaller effect) {
    return switch (effect) {
      case Effect.Play(var audio) -> new ToTwilio.Media(streamSid, new ToTwilio.Media.Audio(audio));
      case Effect.Mark(var name) -> new ToTwilio.Mark(streamSid, new ToTwilio.Mark.Name(name));
      case Effect.Clear() -> new ToTwilio.Clear(streamSid);
    };
  }

  /// Frames that are written in one turn of the event loop leave in one packet: audio with its
  /// mark.
  private static void flushOncePerTurn(WebSocketBase socket) {
    if (socket instanceof WebSocketInternal internal) {
      internal
          .channelHandlerContext()
          .pipeline()
          .addFirst(new FlushConsolidationHandler(FLUSH_AFTER, true));
    }
  }
}
