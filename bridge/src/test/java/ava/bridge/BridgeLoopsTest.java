package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Patience;
import ava.shared.aws.Metrics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

/// A bridge with an event loop for each of two cores.
class BridgeLoopsTest extends BridgesOnLocalAws {
  @Test
  void loopsShareOnePortAndDrainTogether() throws Exception {
    var two = onTwoLoops();
    try {
      for (var connection = 0; connection < 4; connection++) {
        client().connectionPool().evictAll();
        assertThat(status(two, "/healthz")).isEqualTo(200);
      }

      assertThat(two.drain(Duration.ofMinutes(1))).isTrue();

      for (var connection = 0; connection < 4; connection++) {
        client().connectionPool().evictAll();
        assertThat(status(two, "/healthz")).isEqualTo(503);
      }
    } finally {
      two.close();
    }
  }

  @Test
  void connectionsGoToTheLoopsInTurn() throws Exception {
    var two = onTwoLoops();
    try {
      var loops = new HashSet<String>();
      for (var connection = 0; connection < 4; connection++) {
        client().connectionPool().evictAll();
        loops.add(body(two, "/loop"));
      }

      assertThat(loops).hasSize(2);
    } finally {
      two.close();
    }
  }

  @Test
  void loopsReadTheRecordedGreetingOnce() throws Exception {
    var reads = new AtomicInteger();
    var read = new CountDownLatch(1);
    var counting =
        server(exchange -> {
          reads.incrementAndGet();
          answer(exchange, 200, "{}");
          read.countDown();
        });
    System.setProperty("aws.endpointUrlDynamoDb", address(counting));
    try {
      var two = onTwoLoops();
      awaited(read);
      two.close();

      assertThat(reads).hasValue(1);
    } finally {
      counting.stop(0);
    }
  }

  /// What it is asked elsewhere it answers with its thread.
  private Bridge onTwoLoops() {
    return Bridge.start(
        settings(),
        request -> request.response().end(Thread.currentThread().getName()),
        _ -> Metrics.none(),
        Patience.USUAL,
        2);
  }

  private String body(Bridge from, String path) throws IOException {
    var request = new Request.Builder().url("http://127.0.0.1:" + from.port() + path).build();
    try (var response = client().newCall(request).execute()) {
      return response.body().string();
    }
  }
}
