package ava.bridge.aws;

import ava.bridge.call.Journal;
import ava.shared.CallEnded;
import ava.shared.CallJson;
import ava.shared.CallRecord.Disclosure;
import ava.shared.CallSid;
import ava.shared.CallStore;
import ava.shared.EndReason;
import ava.shared.NextStep;
import ava.shared.OutOfReach;
import ava.shared.PhoneNumber;
import ava.shared.Turn;
import ava.shared.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// One call's journal in DynamoDB and SQS: a virtual thread of its own makes the writes one after
/// another. A write that fails is tried again after each of the pauses; what cannot be written at
/// last goes whole into the log at ERROR, the only place where a caller's words are logged.
public final class DynamoJournal implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(DynamoJournal.class);
  private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);

  private final CallSid callSid;
  private final Stores stores;
  private final Executor context;
  private final ExecutorService writer;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  /// Names this journal in the usage that it counts.
  private final String stream = UUID.randomUUID().toString();

  /// How often usage was saved. The call's context only.
  private long counted;

  /// How far this call's turns stand behind their numbers. The writer's thread only.
  private int moved;

  /// @param context runs what comes back to the call
  public DynamoJournal(CallSid callSid, Stores stores, Executor context) {
    this.callSid = callSid;
    this.stores = stores;
    this.context = context;
    this.writer =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("journal-" + callSid).factory());
  }

  /// Where the journals of all calls write.
  ///
  /// @param pauses before each further try
  public record Stores(
      CallStore calls, CallEndedQueue queue, GreetingStore greetings, List<Duration> pauses) {
    /// Enough to outlive a throttled table, short enough for a process that drains.
    public static final List<Duration> STANDARD_PAUSES =
        List.of(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(3));

    public Stores {
      pauses = List.copyOf(pauses);
    }
  }

  /// Notes that the call was taken.
  public void answered(PhoneNumber from, PhoneNumber to, Instant at) {
    write("answered", "", () -> stores.calls().answered(callSid, from, to, at));
  }

  @Override
  public void save(Turn turn) {
    write("turn", CallJson.turn(turn).toString(), () -> append(turn));
  }

  /// A turn's place may be taken by a process that had this call before and was slower, or of which
  /// we could not read: then ours comes behind all that stands there.
  private void append(Turn turn) {
    while (!stores.calls().append(callSid, turn.numbered(turn.seq() + moved))) {
      var there = stores.calls().turns(callSid);
      if (there.contains(turn.numbered(turn.seq() + moved))) {
        return;
      }
      moved = there.getLast().seq() + 1 - turn.seq();
      log(LOG.atWarn())
          .addKeyValue("seq", turn.seq())
          .addKeyValue("moved", moved)
          .log("turn moved");
    }
  }

  @Override
  public void leave(NextStep next, Runnable saved) {
    var written = new CompletableFuture<Void>();
    writer.execute(() -> {
      attempt("next step", next.encoded(), () -> stores.calls().leave(callSid, next));
      written.complete(null);
    });
    var _ =
        written
            .orTimeout(LEAVE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((_, _) -> context.execute(saved));
  }

  @Override
  public void save(Disclosure disclosure) {
    write("disclosure", disclosure.toString(), () -> stores.calls().disclosed(callSid, disclosure));
  }

  @Override
  public void save(Usage usage) {
    var number = ++counted;
    write("usage", usage.toString(), () -> stores.calls().used(callSid, usage, stream, number));
  }

  @Override
  public void keepGreeting(String audio) {
    write("greeting", "", () -> stores.greetings().keep(audio));
  }

  @Override
  public void finish(Optional<EndReason> reason, Instant at, Duration delay) {
    reason.ifPresent(why -> end(new CallEnded(callSid, at, why), delay));
    writer.execute(() -> done.complete(null));
    writer.shutdown();
  }

  /// Completes once everything is written or logged, after [#finish].
  public CompletableFuture<Void> done() {
    return done.copy();
  }

  /// Runs an action on the call's context once [#done] is complete.
  public void whenDone(Runnable action) {
    var _ = done.whenComplete((_, _) -> context.execute(action));
  }

  private void end(CallEnded ended, Duration delay) {
    if (delay.isZero()) {
      write(
          "end",
          ended.toJson(),
          () -> stores.calls().ended(callSid, ended.endedAt(), ended.reason()));
    }
    write("call-ended message", ended.toJson(), () -> stores.queue().send(ended, delay));
  }

  private void write(String what, String content, Runnable action) {
    writer.execute(() -> attempt(what, content, action));
  }

  private void attempt(String what, String content, Runnable action) {
    for (var tries = 0; ; tries++) {
      try {
        action.run();
        return;
      } catch (OutOfReach e) {
        if (tries == stores.pauses().size()) {
          log(LOG.atError())
              .addKeyValue("what", what)
              .addKeyValue("content", content)
              .setCause(e)
              .log("not written");
          return;
        }
        pause(stores.pauses().get(tries));
      }
    }
  }

  /// The writer's thread is never interrupted: its executor is shut down, not stopped.
  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private LoggingEventBuilder log(LoggingEventBuilder line) {
    return line.addKeyValue("callSid", callSid.value());
  }
}
