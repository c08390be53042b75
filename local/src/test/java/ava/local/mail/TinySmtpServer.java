package ava.local.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// As much of an SMTP server as one mail needs: keeps what it is sent, or answers the mail with an
/// error of choice. Source: RFC 5321.
final class TinySmtpServer implements AutoCloseable {
  private final ServerSocket server;
  private final String verdict;
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  /// @param verdict the answer after the mail's content, such as `250 OK`
  TinySmtpServer(String verdict) {
    try {
      this.server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.verdict = verdict;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  /// Each session's commands and the mails' content.
  BlockingQueue<String> received() {
    return received;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try (var socket = server.accept()) {
        talk(socket);
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void talk(Socket socket) throws IOException {
    var in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    var session = new StringBuilder();
    answer(socket, "220 tiny");
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      session.append(line).append('\n');
      switch (line.split(" ")[0].toUpperCase(java.util.Locale.ROOT)) {
        case "DATA" -> {
          answer(socket, "354 go on");
          for (var part = in.readLine(); part != null && !part.equals("."); part = in.readLine()) {
            session.append(part).append('\n');
          }
          answer(socket, verdict);
        }
        case "QUIT" -> {
          answer(socket, "221 bye");
          received.add(session.toString());
          return;
        }
        default -> answer(socket, "250 OK");
      }
    }
    received.add(session.toString());
  }

  private static void answer(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
