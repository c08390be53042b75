package ava.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/// One end of a WebSocket, as little of RFC 6455 as a measured peer needs: whole text messages,
/// pings and closes. A client masks with zeros, which changes no byte and costs nothing. Thread:
/// the reactor's.
final class RawSocket implements Reactor.Ready {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int FIRST_ROOM = 16 * 1024;
  private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAA==";
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final Reactor reactor;
  private final SocketChannel channel;
  private final boolean client;
  private final Ear ear;
  private SelectionKey key;
  private ByteBuffer in = ByteBuffer.allocate(FIRST_ROOM);
  private ByteBuffer out = ByteBuffer.allocate(FIRST_ROOM);
  private boolean open;
  private boolean closed;

  private RawSocket(Reactor reactor, SocketChannel channel, boolean client, Ear ear)
      throws IOException {
    this.reactor = reactor;
    this.channel = channel;
    this.client = client;
    this.ear = ear;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.key = reactor.register(channel, SelectionKey.OP_READ, this);
  }

  /// Who hears a socket.
  interface Ear {
    void opened();

    /// A message: its bytes from there on, good until this returns.
    void text(byte[] bytes, int from, int length);

    void closed();
  }

  static RawSocket dial(
      Reactor reactor, int port, String path, Map<String, String> headers, Ear ear) {
    try {
      var channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      var socket = new RawSocket(reactor, channel, true, ear);
      var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port);
      request.append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13");
      request.append("\r\nSec-WebSocket-Key: ").append(KEY);
      headers.forEach(
          (name, value) -> request.append("\r\n").append(name).append(": ").append(value));
      socket.write(request.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException("nobody listens at " + port, e);
    }
  }

  static RawSocket accepted(Reactor reactor, SocketChannel channel, Ear ear) throws IOException {
    return new RawSocket(reactor, channel, false, ear);
  }

  @Override
  public void ready() throws IOException {
    if (key.isWritable()) {
      flush();
    }
    if (!key.isReadable()) {
      return;
    }
    int read;
    try {
      read = channel.read(in);
    } catch (IOException _) {
      read = -1; // a peer that was killed resets
    }
    if (read < 0) {
      gone();
      return;
    }
    in.flip();
    if (!open) {
      handshake();
    }
    while (open && !closed && message()) {
      // one after the other
    }
    in.compact();
    if (!in.hasRemaining()) {
      in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
    }
  }

  private void handshake() {
    var head = new String(in.array(), 0, in.limit(), StandardCharsets.ISO_8859_1);
    var end = head.indexOf("\r\n\r\n");
    if (end < 0) {
      return;
    }
    in.position(end + 4);
    if (client) {
      if (!head.startsWith("HTTP/1.1 101")) {
        gone();
        return;
      }
    } else {
      var name = head.toLowerCase(java.util.Locale.ROOT).indexOf("sec-websocket-key:");
      var from = head.indexOf(':', name) + 1;
      var answer = accept(head.substring(from, head.indexOf('\r', from)).strip());
      write(
          ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + answer
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
    }
    open = true;
    ear.opened();
  }

  private static String accept(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder()
          .encodeToString(digest.digest((key + MAGIC).getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /// Takes the next message out, if all of it is there.
  private boolean message() {
    var start = in.position();
    if (in.remaining() < 2) {
      return false;
    }
    var first = in.get(start);
    var second = in.get(start + 1);
    var masked = (second & 0x80) != 0;
    var code = second & 0x7F;
    var extra = code < 126 ? 0 : code == 126 ? 2 : 8;
    var head = 2 + extra + (masked ? 4 : 0);
    if (in.remaining() < head) {
      return false;
    }
    var length =
        extra == 0 ? code : extra == 2 ? in.getShort(start + 2) & 0xFFFF : in.getLong(start + 2);
    if (in.remaining() < head + length) {
      return false;
    }
    var size = Math.toIntExact(length);
    if (masked) {
      unmask(in.array(), start + head, size, in.getInt(start + head - 4));
    }
    in.position(start + head + size);
    heard(first & 0x0F, start + head, size);
    return true;
  }

  private static void unmask(byte[] bytes, int from, int length, int mask) {
    for (var at = 0; at < length; at++) {
      bytes[from + at] ^= (byte) (mask >> (24 - 8 * (at & 3)));
    }
  }

  private void heard(int kind, int from, int length) {
    switch (kind) {
      case TEXT -> ear.text(in.array(), from, length);
      case PING -> send(PONG, new byte[0]);
      case CLOSE -> {
        send(CLOSE, new byte[0]);
        gone();
      }
      default -> {}
    }
  }

  /// @param text of characters below 128
  void send(String text) {
    send(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private void send(int kind, byte[] payload) {
    if (closed) {
      return;
    }
    var mask = client ? 0x80 : 0;
    var frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) (0x80 | kind));
    if (payload.length < 126) {
      frame.put((byte) (mask | payload.length));
    } else if (payload.length <= 0xFFFF) {
      frame.put((byte) (mask | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (mask | 127)).putLong(payload.length);
    }
    if (client) {
      frame.putInt(0);
    }
    frame.put(payload).flip();
    write(frame);
  }

  private void write(byte[] bytes) {
    write(ByteBuffer.wrap(bytes));
  }

  private void write(ByteBuffer bytes) {
    try {
      if (out.position() == 0) {
        channel.write(bytes);
      }
      if (bytes.hasRemaining()) {
        if (out.remaining() < bytes.remaining()) {
          out = ByteBuffer.allocate(2 * (out.position() + bytes.remaining())).put(out.flip());
        }
        out.put(bytes);
        key.interestOpsOr(SelectionKey.OP_WRITE);
      }
    } catch (IOException _) {
      gone();
    }
  }

  private void flush() throws IOException {
    out.flip();
    channel.write(out);
    out.compact();
    if (out.position() == 0) {
      key.interestOpsAnd(~SelectionKey.OP_WRITE);
    }
  }

  /// Says goodbye and closes.
  void close() {
    if (open) {
      send(CLOSE, new byte[0]);
    }
    gone();
  }

  private void gone() {
    if (closed) {
      return;
    }
    closed = true;
    key.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a socket does not close", e);
    }
    reactor.post(ear::closed);
  }
}
