package ava.simulator.socket;

import ava.simulator.wire.RoughSocket;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.OptionalInt;

/// One end of a real WebSocket. A message above the limit breaks it.
final class RealSocket implements RoughSocket {
  private final WebSocketBase socket;
  private final ChannelHandlerContext channel;
  private long waiting;

  RealSocket(WebSocketBase socket) {
    this.socket = socket;
    this.channel = ((WebSocketInternal) socket).channelHandlerContext();
  }

  void heardBy(Ear ear) {
    socket.textMessageHandler(ear::text);
    socket.binaryMessageHandler(bytes -> ear.binary(bytes.length()));
    socket.pongHandler(_ -> ear.pong());
    socket.exceptionHandler(failure -> ear.broken(String.valueOf(failure.getMessage())));
    socket.closeHandler(_ -> {
      var code = socket.closeStatusCode();
      ear.closed(code == null ? OptionalInt.empty() : OptionalInt.of(code));
    });
  }

  @Override
  public void send(String text) {
    if (isOpen()) {
      waiting += text.length();
      var _ = socket.writeTextMessage(text).onComplete(_ -> waiting -= text.length());
    }
  }

  @Override
  public long waiting() {
    return waiting;
  }

  @Override
  public void binary(byte[] bytes) {
    if (isOpen()) {
      var _ = socket.writeBinaryMessage(Buffer.buffer(bytes));
    }
  }

  @Override
  public void ping() {
    if (isOpen()) {
      var _ = socket.writePing(Buffer.buffer());
    }
  }

  @Override
  public void close(int code, String reason) {
    if (isOpen()) {
      var _ = socket.close((short) code, reason);
    }
  }

  @Override
  public boolean isOpen() {
    return !socket.isClosed();
  }

  @Override
  public void sever() {
    var _ = channel.close();
  }

  @Override
  public void reset() {
    channel.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    sever();
  }

  /// The channel stops, too: it would still answer pings.
  @Override
  public void reads(boolean on) {
    if (on) {
      socket.resume();
    } else {
      socket.pause();
    }
    channel.channel().config().setAutoRead(on);
  }
}
