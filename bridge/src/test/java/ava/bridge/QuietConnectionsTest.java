package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.vertx.QuietConnections;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuietConnectionsTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET", "GET /media-stream HTTP/1.1\r\nHost: a\r\nUpgrade: webs"})
  void connectionThatNeverAsksIsClosed(String beginning) throws Exception {
    var port = serve(Duration.ofMillis(50));
    try (var socket = connect(port)) {
      socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));

      assertThat(ended(socket)).isTrue();
    }
  }

  @Test
  void connectionThatAskedStays() throws Exception {
    var request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    try (var socket = connect(serve(Duration.ofSeconds(30)))) {
      socket.getOutputStream().write(request);
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      socket.getOutputStream().write(request);
      assertThat(socket.getInputStream().read()).isNotNegative();
    }
  }

  private static boolean ended(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketException e) {
      return true;
    }
  }

  private static Socket connect(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private int serve(Duration patience) throws Exception {
    var quiet = new QuietConnections(vertx, patience);
    var server =
        vertx
            .createHttpServer(BridgeServer.options())
            .connectionHandler(quiet::opened)
            .requestHandler(request -> {
              quiet.asked(request.connection());
              request.response().end("there");
            })
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
    return server.actualPort();
  }
}
