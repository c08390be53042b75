package ava.live;

import ava.shared.aws.OutOfReach;
import ava.shared.table.Viewers;
import java.time.DateTimeException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Sends what a batch of the table's stream tells to every open page. Each viewer gets the messages
/// in the order of the stream, on a thread of his own, so that a slow one holds up nobody. A viewer
/// that has gone is forgotten; one that could not be reached misses the batch, is logged, and
/// catches up when his page next asks for the call. Safe for use by several threads.
final class Broadcast {
  private static final Logger LOG = LoggerFactory.getLogger(Broadcast.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Viewers viewers;
  private final ViewerLine line;

  Broadcast(Viewers viewers, ViewerLine line) {
    this.viewers = viewers;
    this.line = line;
  }

  /// @param records the stream's records
  /// @return `{"batchItemFailures":[…]}`: the first record when the viewers could not be listed, so
  ///   that the whole batch comes again; a record that cannot be read would fail for ever and is
  ///   skipped
  ObjectNode publish(JsonNode records) {
    var messages = records.valueStream().flatMap(r -> announcement(r).stream()).toList();
    var answer = JSON.createObjectNode();
    var failures = answer.putArray("batchItemFailures");
    try {
      var sent = messages.isEmpty() ? 0 : sendToAll(messages);
      LOG.atInfo()
          .addKeyValue("records", records.size())
          .addKeyValue("messages", messages.size())
          .addKeyValue("sent", sent)
          .log("batch announced");
    } catch (OutOfReach e) {
      LOG.atError().setCause(e).log("viewers cannot be listed, batch is to be repeated");
      failures
          .addObject()
          .put("itemIdentifier", records.path(0).at("/dynamodb/SequenceNumber").asString());
    }
    return answer;
  }

  private static Optional<String> announcement(JsonNode record) {
    var image = record.at("/dynamodb/NewImage");
    if (!image.isObject()) {
      return Optional.empty();
    }
    try {
      return Announcement.of(StreamImage.item(image));
    } catch (IllegalArgumentException | NoSuchElementException | DateTimeException e) {
      LOG.atError()
          .addKeyValue("eventID", record.path("eventID").asString())
          .setCause(e)
          .log("stream record not understood");
      return Optional.empty();
    }
  }

  private int sendToAll(List<String> messages) {
    var sent = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var viewer : viewers.all()) {
        threads.execute(() -> sent.addAndGet(send(viewer, messages)));
      }
    }
    return sent.get();
  }

  private int send(String viewer, List<String> messages) {
    var sent = 0;
    try {
      for (var message : messages) {
        if (!line.send(viewer, message)) {
          viewers.remove(viewer);
          return sent;
        }
        sent++;
      }
    } catch (OutOfReach e) {
      LOG.atWarn().addKeyValue("viewer", viewer).setCause(e).log("viewer not reached");
    }
    return sent;
  }
}
