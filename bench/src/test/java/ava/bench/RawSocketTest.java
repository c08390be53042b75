package ava.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The load's own sockets against those of another library.
class RawSocketTest {
  private static final int LARGEST = 1024 * 1024;

  private final Vertx vertx = Vertx.vertx();
  private final Reactor reactor = new Reactor();
  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    reactor.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 300_000})
  void messagesOfEachLengthComeBackWhole(int length) throws InterruptedException {
    var text = "x".repeat(length);
    var socket = dial();

    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("opened");
    reactor.post(() -> socket.send(text));

    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(text);
  }

  @Test
  void aPeerThatClosesIsNoticed() throws InterruptedException {
    var socket = dial();

    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("opened");
    reactor.post(() -> socket.send("close"));

    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("closed");
  }

  private RawSocket dial() {
    var server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setMaxWebSocketFrameSize(LARGEST)
                    .setMaxWebSocketMessageSize(LARGEST))
            .webSocketHandler(socket ->
                socket.textMessageHandler(text -> {
                  if (text.equals("close")) {
                    socket.close();
                  } else {
                    socket.writeTextMessage(text);
                  }
                }))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    var dialled = new LinkedBlockingQueue<RawSocket>();
    reactor.start();
    reactor.post(() ->
        dialled.add(RawSocket.dial(reactor, server.actualPort(), "/", Map.of(), new Heard())));
    try {
      return Objects.requireNonNull(dialled.poll(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private final class Heard implements RawSocket.Ear {
    @Override
    public void opened() {
      heard.add("opened");
    }

    @Override
    public void text(byte[] bytes, int from, int length) {
      heard.add(new String(bytes, from, length, StandardCharsets.UTF_8));
    }

    @Override
    public void closed() {
      heard.add("closed");
    }
  }
}
