package ava.local;

import ava.embedded.gateway.LambdaContext;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The schedule of the summary function's sweeps. Besides the hourly one of AWS it sends what only
/// one machine can know: once, that whoever worked on calls before it began is gone; every minute,
/// which calls go on, since Twilio need not tell that one is over.
final class Sweeps implements AutoCloseable {
  /// Calls of a process before that Twilio brings back are taken up again by then.
  private static final Duration BEGINNING = Duration.ofSeconds(6);

  private static final Duration ROUND = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);

  private final RequestStreamHandler summary;
  private final Supplier<? extends Collection<String>> open;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("sweeps").factory());

  /// @param open the SIDs of the calls that may go on
  Sweeps(RequestStreamHandler summary, Supplier<? extends Collection<String>> open, Clock clock) {
    this.summary = summary;
    this.open = open;
    this.clock = clock;
  }

  void start() {
    var now = clock.instant();
    var _ = timer.schedule(() -> beginning(now), BEGINNING.toSeconds(), TimeUnit.SECONDS);
    every(ROUND, this::round);
    every(HOUR, this::hourly);
  }

  private void every(Duration pause, Runnable sweep) {
    var _ =
        timer.scheduleWithFixedDelay(sweep, pause.toSeconds(), pause.toSeconds(), TimeUnit.SECONDS);
  }

  void beginning(Instant since) {
    invoke(() -> sweep().put("since", since.toString()));
  }

  void round() {
    invoke(() -> {
      var event = sweep();
      var calls = event.putArray("open");
      open.get().forEach(calls::add);
      return event;
    });
  }

  void hourly() {
    invoke(Sweeps::sweep);
  }

  private static ObjectNode sweep() {
    return JSON.createObjectNode().put("sweep", true);
  }

  private void invoke(Supplier<? extends JsonNode> event) {
    try {
      var input = new ByteArrayInputStream(JSON.writeValueAsBytes(event.get()));
      summary.handleRequest(input, new ByteArrayOutputStream(), LambdaContext.of(summary));
    } catch (RuntimeException | IOException e) {
      // the next sweep comes, whatever the function threw, as with the scheduler on AWS
      LOG.atWarn().setCause(e).log("not swept");
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.atWarn().log("sweep left unfinished");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
