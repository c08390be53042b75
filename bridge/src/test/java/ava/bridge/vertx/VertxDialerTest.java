package ava.bridge.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.loop.Dialer.Dialled;
import ava.shared.loop.TextSocket;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The dialer and its sockets against a real server.
class VertxDialerTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final VertxLoop loop = new VertxLoop(vertx.getOrCreateContext());
  private final VertxDialer dialer = new VertxDialer(vertx, loop);
  private final BlockingQueue<ServerWebSocket> others = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void messagesGoBothWaysInTheirOrderAndNoneIsEarly() throws Exception {
    var address =
        serve(request ->
            request
                .toWebSocket()
                .onSuccess(other -> {
                  other.textMessageHandler(text -> other.writeTextMessage("heard " + text));
                  other.writeTextMessage("welcome " + request.getHeader("Authorization"));
                }));

    var socket = opened(address);
    loop.execute(() -> {
      socket.send("one");
      socket.send("two");
    });

    assertThat(heard()).isEqualTo("open");
    assertThat(heard()).isEqualTo("welcome Bearer key");
    assertThat(heard()).isEqualTo("heard one");
    assertThat(heard()).isEqualTo("heard two");
    assertThat(on(socket, TextSocket::waiting)).isZero();
  }

  @Test
  void pingIsAnsweredAndBytesAreCounted() throws Exception {
    var socket = opened(serve(request -> request.toWebSocket().onSuccess(others::add)));
    loop.execute(socket::ping);

    assertThat(heard()).isEqualTo("open");
    assertThat(heard()).isEqualTo("pong");
    next(others).writeBinaryMessage(Buffer.buffer("abc"));
    assertThat(heard()).isEqualTo("binary 3");
  }

  @Test
  void closeOfTheOtherSideTellsItsCode() throws Exception {
    var socket = opened(serve(request -> request.toWebSocket().onSuccess(others::add)));

    next(others).close((short) 4000, "no");

    assertThat(heard()).isEqualTo("open");
    assertThat(heard()).isEqualTo("closed 4000");
    assertThat(on(socket, TextSocket::isOpen)).isFalse();
    loop.execute(() -> {
      socket.send("into the void");
      socket.ping();
      socket.close();
    });
    assertThat(on(socket, TextSocket::isOpen)).isFalse();
  }

  @Test
  void ourCloseIsANormalOne() throws Exception {
    var socket = opened(serve(request -> request.toWebSocket().onSuccess(others::add)));
    var other = next(others);
    var code = new CompletableFuture<Integer>();
    loop.execute(() -> other.closeHandler(_ -> code.complete((int) other.closeStatusCode())));

    loop.execute(socket::close);

    assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(TextSocket.NORMAL);
  }

  @Test
  void refusedUpgradeTellsStatusAndBody() throws Exception {
    var address = serve(request -> request.response().setStatusCode(429).end("too many"));

    assertThat(dial(address, LONG)).isEqualTo(new Dialled.Refused(429, "too many"));
  }

  @Test
  void whereNobodyListensOrAnswersTheDialFails() throws Exception {
    assertThat(dial(URI.create("ws://127.0.0.1:9/"), LONG)).isInstanceOf(Dialled.Failed.class);
    assertThat(dial(serve(_ -> {}), Duration.ofMillis(100))).isInstanceOf(Dialled.Failed.class);
  }

  private URI serve(Consumer<HttpServerRequest> handler) throws Exception {
    var server =
        vertx
            .createHttpServer()
            .requestHandler(handler::accept)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
    return URI.create("ws://127.0.0.1:" + server.actualPort() + "/");
  }

  private TextSocket opened(URI address) throws Exception {
    var answer = dial(address, LONG);
    assertThat(answer).isInstanceOf(Dialled.Open.class);
    return ((Dialled.Open) answer).socket();
  }

  private Dialled dial(URI address, Duration within) throws Exception {
    var answer = new CompletableFuture<Dialled>();
    loop.execute(() ->
        dialer.dial(
            address,
            Map.of("Authorization", "Bearer key"),
            within,
            new Listener(),
            dialled -> {
              heard.add("open");
              answer.complete(dialled);
            }));
    return answer.get(60, TimeUnit.SECONDS);
  }

  private <T> T on(TextSocket socket, Function<TextSocket, T> question) throws Exception {
    var answer = new CompletableFuture<T>();
    loop.execute(() -> answer.complete(question.apply(socket)));
    return answer.get(60, TimeUnit.SECONDS);
  }

  private String heard() throws InterruptedException {
    return next(heard);
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    var next = queue.poll(60, TimeUnit.SECONDS);
    assertThat(next).as("something within ten seconds").isNotNull();
    return Objects.requireNonNull(next);
  }

  private final class Listener implements TextSocket.Ear {
    @Override
    public void text(String text) {
      heard.add(text);
    }

    @Override
    public void binary(int bytes) {
      heard.add("binary " + bytes);
    }

    @Override
    public void tooBig() {
      heard.add("too big");
    }

    @Override
    public void pong() {
      heard.add("pong");
    }

    @Override
    public void broken(String why) {
      heard.add("broken");
    }

    @Override
    public void closed(OptionalInt code) {
      heard.add("closed " + code.orElse(-1));
    }
  }
}
