package ava.bench;

import ava.embedded.EmbeddedSes;
import ava.embedded.aws.LocalAws;
import ava.embedded.aws.QueuePoller;
import ava.embedded.lambda.LambdaEnvironment;
import ava.embedded.lambda.LambdaProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The summary's function as it is deployed, under AWS's runtime client, between the bench's queue
/// and a mail service; each new one stands behind its snapshot, as Lambda restores it. Tells of one
/// call after the other how long it took. Safe for several threads.
final class SummaryFunction implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// As in the template: the model has what is left of it.
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final QuickModel model = new QuickModel();
  private final BlockingQueue<Instant> accepted = new LinkedBlockingQueue<>();
  private final EmbeddedSes mail = EmbeddedSes.start(_ -> accepted.add(Instant.now()));
  private final Path folder;
  private final Map<String, String> environment;
  private final QueuePoller poller;
  private LambdaEnvironment running;
  private boolean fresh = true;
  private volatile Taken taken = new Taken(Instant.EPOCH, Instant.EPOCH, true);

  /// The message that the function has, or had last.
  ///
  /// @param queued when the queue had it
  /// @param came when the function got it
  /// @param first whether the function had none before
  private record Taken(Instant queued, Instant came, boolean first) {}

  /// @param folder of the function's files and its log
  SummaryFunction(BenchTable table, Path folder) {
    this.folder = folder;
    this.environment = environment(table);
    forget(folder.resolve("summary"));
    // the ends of calls that nobody followed
    var _ = table.queues().purgeQueue(r -> r.queueUrl(table.queueUrl()));
    this.running = restored();
    this.poller = QueuePoller.start(table.queues(), table.queueUrl(), this::take);
  }

  private Map<String, String> environment(BenchTable table) {
    var given = new HashMap<>(table.environment());
    given.put("CALLS_TABLE", LocalAws.TABLE);
    given.put("AWS_ENDPOINT_URL_SES", mail.endpoint().toString());
    given.put("OPENAI_API_KEY", "bench");
    given.put("OPENAI_BASE_URL", model.baseUrl().toString());
    given.put("SUMMARY_EMAIL", "secretariat@example.com");
    given.put("SUMMARY_SENDER", "ava@example.com");
    given.put("DASHBOARD_URL", "https://ava.example.com/");
    given.put("MAIL_LINK_SECRET", "bench");
    given.put("LOG_LEVEL", "WARN");
    return given;
  }

  /// The next message finds a function that was just restored from its snapshot.
  synchronized void cool() {
    if (!fresh) {
      running.close();
      running = restored();
      fresh = true;
    }
  }

  private LambdaEnvironment restored() {
    return LambdaEnvironment.start(program(), folder, environment);
  }

  /// Waits for the mail of a call.
  ///
  /// @throws IllegalStateException when none comes
  Mailed awaitMail(Instant hungUp) {
    try {
      var at = accepted.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (at == null) {
        throw new IllegalStateException("no mail, see summary.log in " + folder);
      }
      var message = taken;
      return new Mailed(
          message.first(),
          millis(hungUp, message.queued()),
          millis(message.queued(), message.came()),
          millis(message.came(), at));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static long millis(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis());
  }

  private synchronized void take(InputStream input, OutputStream output, Object context)
      throws IOException {
    var event = JSON.readTree(input);
    taken = new Taken(queued(event), Instant.now(), fresh);
    fresh = false;
    output.write(running.invoke(event.toString()).getBytes(StandardCharsets.UTF_8));
  }

  private static Instant queued(JsonNode event) {
    var sent = event.path("Records").path(0).path("attributes").path("SentTimestamp");
    return Instant.ofEpochMilli(Long.parseLong(sent.asString()));
  }

  private static LambdaProgram program() {
    var built = Path.of(System.getProperty("ava.home", "."), "functions", "summary", "target");
    try (var jars = Files.newDirectoryStream(built, "ava-summary-*-lambda.jar")) {
      var handler = "ava.summary.SummaryHandler::handleRequest";
      return new LambdaProgram("summary", jars.iterator().next(), handler, TIMEOUT, true);
    } catch (IOException | NoSuchElementException e) {
      throw new IllegalStateException("no function is built in " + built, e);
    }
  }

  /// An earlier version may lie there.
  private static void forget(Path unpacked) {
    if (!Files.exists(unpacked)) {
      return;
    }
    try (var files = Files.walk(unpacked)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an earlier function stays", e);
    }
  }

  @Override
  public void close() {
    poller.close();
    running.close();
    mail.close();
    model.close();
  }
}
