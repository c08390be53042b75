package ava.bridge.record;

import ava.bridge.call.Opening.Resumption;
import ava.shared.CallRecord;
import ava.shared.CallSid;
import ava.shared.CallStore;
import ava.shared.NotedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a call that is taken up again has already been through. Safe for use by several threads.
public final class EarlierCalls {
  private static final Logger LOG = LoggerFactory.getLogger(EarlierCalls.class);

  private final CallStore calls;
  private final Duration patience;

  /// @param patience how long a caller may wait for the table
  public EarlierCalls(CallStore calls, Duration patience) {
    this.calls = calls;
    this.patience = patience;
  }

  /// @param startedAt when the call began, if the table says so
  public record Earlier(Optional<Instant> startedAt, Resumption resumption) {}

  /// Reads what was said and noted. When the table is too slow or cannot be read the call goes on
  /// without a memory.
  ///
  /// @param after the table is read once this is complete or the patience is over
  /// @param answer is called once, on any thread
  public void read(
      CallSid callSid,
      boolean transferFailed,
      CompletableFuture<?> after,
      Consumer<Earlier> answer) {
    var unknown =
        new Earlier(
            Optional.empty(), new Resumption(List.of(), NotedMessage.EMPTY, transferFailed));
    var _ =
        after
            .thenApplyAsync(_ -> read(callSid, transferFailed), Thread::startVirtualThread)
            .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((earlier, failure) -> {
              if (failure != null) {
                LOG.atError()
                    .addKeyValue("callSid", callSid.value())
                    .setCause(failure)
                    .log("call goes on without its memory");
              }
              answer.accept(failure == null ? earlier : unknown);
            });
  }

  private Earlier read(CallSid callSid, boolean transferFailed) {
    var turns = calls.turns(callSid);
    var record = calls.find(callSid);
    var noted = record.map(CallRecord::message).orElse(NotedMessage.EMPTY);
    return new Earlier(
        record.map(CallRecord::startedAt), new Resumption(turns, noted, transferFailed));
  }
}
