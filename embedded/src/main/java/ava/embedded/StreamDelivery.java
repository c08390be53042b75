package ava.embedded;

import ava.embedded.table.StreamRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Hands batches of a stream to a function as Lambda does with `ReportBatchItemFailures` and
/// `BisectBatchOnFunctionError`: what the function names as failed comes again from there on; a
/// batch over which it throws is halved until the record is found, and that one is given up at
/// last. Source: AWS, "Processing records in Lambda with DynamoDB Streams". Not safe for use by
/// several threads.
public final class StreamDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(StreamDelivery.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final StreamRules rules;
  private final String streamArn;
  private final UnaryOperator<String> function;
  private final InstantSource clock;
  private final Pausing pausing;

  /// How a pause before another try is made.
  @FunctionalInterface
  public interface Pausing {
    void pause(Duration time) throws InterruptedException;
  }

  /// @param function takes an event and gives its answer, both as JSON
  public StreamDelivery(
      StreamRules rules,
      String streamArn,
      UnaryOperator<String> function,
      InstantSource clock,
      Pausing pausing) {
    this.rules = rules;
    this.streamArn = streamArn;
    this.function = function;
    this.clock = clock;
    this.pausing = pausing;
  }

  /// Hands over what the filter lets through, in its order, until it is taken or given up.
  ///
  /// @throws InterruptedException when told to stop meanwhile
  public void deliver(List<StreamRecord> records) throws InterruptedException {
    deliver(records.stream().filter(rules::wants).toList(), rules.retries());
  }

  private void deliver(List<StreamRecord> records, int retries) throws InterruptedException {
    var oldest = clock.instant().minus(rules.oldest());
    var batch = records.stream().filter(each -> !each.at().isBefore(oldest)).toList();
    if (batch.isEmpty()) {
      return;
    }
    try {
      var rest = failed(batch, function.apply(event(batch)));
      if (!rest.isEmpty()) {
        again(rest, retries);
      }
    } catch (RuntimeException e) {
      // Lambda, too, keeps a batch whatever the function threw
      LOG.atError().addKeyValue("records", batch.size()).setCause(e).log("batch not taken");
      if (batch.size() > 1) {
        deliver(batch.subList(0, batch.size() / 2), retries);
        deliver(batch.subList(batch.size() / 2, batch.size()), retries);
      } else {
        again(batch, retries);
      }
    }
  }

  private void again(List<StreamRecord> batch, int retries) throws InterruptedException {
    if (retries == 0) {
      LOG.atError().addKeyValue("records", batch.size()).log("batch given up");
      return;
    }
    pausing.pause(PAUSE);
    deliver(batch, retries - 1);
  }

  private String event(List<StreamRecord> batch) {
    var event = JsonNodeFactory.instance.objectNode();
    var records = event.putArray("Records");
    batch.forEach(each -> records.add(each.json(streamArn)));
    return JSON.writeValueAsString(event);
  }

  /// What comes again: all from the first record that the function names.
  private static List<StreamRecord> failed(List<StreamRecord> batch, String answer) {
    if (answer.isBlank()) {
      return List.of();
    }
    var named =
        JSON.readTree(answer).path("batchItemFailures").values().stream()
            .map(failure -> failure.path("itemIdentifier").asString(""))
            .toList();
    if (named.isEmpty()) {
      return List.of();
    }
    var first =
        IntStream.range(0, batch.size())
            .filter(i -> named.contains(batch.get(i).sequenceNumber()))
            .findFirst()
            .orElse(0);
    return batch.subList(first, batch.size());
  }
}
