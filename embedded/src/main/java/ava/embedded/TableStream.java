package ava.embedded;

import ava.embedded.table.ChangeFeed;
import ava.embedded.table.TableService;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the stream of a table, as Lambda's event source mapping does, from the moment it is
/// made: hands each batch over as the JSON that a function would get, by the rules of
/// [StreamDelivery], on one virtual thread.
public final class TableStream implements AutoCloseable {
  /// How long closing waits for a batch in hand.
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(TableStream.class);

  private final ChangeFeed changes;
  private final StreamDelivery delivery;
  private final int batch;
  private final Thread thread;
  private long seen;

  private volatile boolean closed;

  private TableStream(ChangeFeed changes, StreamDelivery delivery, int batch) {
    this.changes = changes;
    this.delivery = delivery;
    this.batch = batch;
    this.seen = changes.last();
    this.thread = Thread.ofVirtual().name("table-stream").unstarted(this::run);
  }

  /// Starts to follow by the template's rules; every change made after this returns is handed over.
  ///
  /// @param function takes an event and gives its answer, which may be empty
  public static TableStream follow(
      EmbeddedDynamoDb dynamoDb, String table, UnaryOperator<String> function) {
    var rules = StreamRules.OF_THE_TEMPLATE;
    var delivery =
        new StreamDelivery(
            rules, TableService.streamArn(table), function, dynamoDb.clock(), Thread::sleep);
    var stream = new TableStream(dynamoDb.changes(table), delivery, rules.batch());
    stream.thread.start();
    return stream;
  }

  /// Stops and waits until the batch in hand has been taken, at most [#PATIENCE].
  @Override
  public void close() {
    closed = true;
    changes.wakeAll();
    try {
      if (!thread.join(PATIENCE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        var records = changes.after(seen, batch);
        if (records.isEmpty()) {
          changes.await(seen, () -> closed);
        } else {
          delivery.deliver(records);
          seen = records.getLast().sequence();
        }
      }
    } catch (InterruptedException e) {
      LOG.atDebug().log("table stream told to stop");
    }
  }
}
