package ava.bridge.vertx;

import ava.shared.loop.TextSocket;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.OptionalInt;

/// A socket of Vert.x. Thread: its event loop.
final class VertxSocket implements TextSocket {
  private static final int FLUSH_AFTER = 256;

  private final WebSocketBase socket;
  private long waiting;

  VertxSocket(WebSocketBase socket) {
    this.socket = socket;
  }

  /// Messages that are sent in one turn of the event loop leave in one packet: audio with its mark.
  VertxSocket flushingOncePerTurn() {
    if (socket instanceof WebSocketInternal internal) {
      internal
          .channelHandlerContext()
          .pipeline()
          .addFirst(new FlushConsolidationHandler(FLUSH_AFTER, true));
    }
    return this;
  }

  /// Begins to read, in the turn in which the socket opened.
  void heardBy(Ear ear) {
    socket.textMessageHandler(ear::text);
    socket.binaryMessageHandler(message -> ear.binary(message.length()));
    socket.pongHandler(_ -> ear.pong());
    socket.exceptionHandler(why -> failed(why, ear));
    socket.closeHandler(_ -> ear.closed(closeCode()));
  }

  /// A message above the limit is an illegal state to Vert.x, which leaves the socket open.
  private static void failed(Throwable why, Ear ear) {
    if (why instanceof IllegalStateException) {
      ear.tooBig();
    } else {
      ear.broken(why.toString());
    }
  }

  private OptionalInt closeCode() {
    var code = socket.closeStatusCode();
    return code == null ? OptionalInt.empty() : OptionalInt.of(code);
  }

  @Override
  public void send(String text) {
    if (isOpen()) {
      waiting += text.length();
      socket.writeTextMessage(text).onComplete(_ -> waiting -= text.length());
    }
  }

  @Override
  public long waiting() {
    return waiting;
  }

  @Override
  public void ping() {
    if (isOpen()) {
      socket.writePing(Buffer.buffer());
    }
  }

  @Override
  public void close(int code, String reason) {
    if (isOpen()) {
      socket.close((short) code, reason);
    }
  }

  @Override
  public boolean isOpen() {
    return !socket.isClosed();
  }
}
