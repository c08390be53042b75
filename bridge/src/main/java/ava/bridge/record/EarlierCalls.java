package ava.bridge.record;

import ava.bridge.call.Opening.Resumption;
import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.NotedMessage;
import ava.shared.loop.Beside;
import ava.shared.loop.FirstAnswer;
import ava.shared.loop.Loop;
import ava.shared.table.CallStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// What a call that is taken up again has already been through. Thread: the loop.
public final class EarlierCalls {
  private static final Logger LOG = LoggerFactory.getLogger(EarlierCalls.class);
  private static final String FORGOTTEN = "call goes on without its memory";

  private final CallStore calls;
  private final Loop loop;
  private final Beside beside;
  private final Duration patience;

  /// @param patience how long a caller may wait for the table
  public EarlierCalls(CallStore calls, Loop loop, Beside beside, Duration patience) {
    this.calls = calls;
    this.loop = loop;
    this.beside = beside;
    this.patience = patience;
  }

  /// @param startedAt when the call began, if the table says so
  public record Earlier(Optional<Instant> startedAt, Resumption resumption) {}

  /// Reads what was said and noted. When the table is too slow or cannot be read the call goes on
  /// without a memory.
  ///
  /// @param before what this process still writes of the call: the table is read once it is done
  /// @param answer is called once
  public void read(
      CallSid callSid,
      boolean transferFailed,
      Optional<DynamoJournal> before,
      Consumer<Earlier> answer) {
    var unknown =
        new Earlier(
            Optional.empty(), new Resumption(List.of(), NotedMessage.EMPTY, transferFailed));
    var first =
        new FirstAnswer<Earlier>(
            loop,
            patience,
            () -> {
              forgotten(callSid).log(FORGOTTEN);
              return unknown;
            },
            answer);
    Runnable read =
        () -> {
          if (!first.isGiven()) {
            beside.run(() -> {
              var earlier = tryToRead(callSid, transferFailed).orElse(unknown);
              loop.execute(() -> first.accept(earlier));
            });
          }
        };
    before.ifPresentOrElse(journal -> journal.whenDone(read), read);
  }

  private Optional<Earlier> tryToRead(CallSid callSid, boolean transferFailed) {
    try {
      var turns = calls.turns(callSid);
      var record = calls.find(callSid);
      var noted = record.map(CallRecord::message).orElse(NotedMessage.EMPTY);
      return Optional.of(
          new Earlier(
              record.map(CallRecord::startedAt), new Resumption(turns, noted, transferFailed)));
    } catch (RuntimeException e) {
      forgotten(callSid).setCause(e).log(FORGOTTEN);
      return Optional.empty();
    }
  }

  private static LoggingEventBuilder forgotten(CallSid callSid) {
    return LOG.atError().addKeyValue("callSid", callSid.value());
  }
}
