package ava.bridge.aws;

import ava.bridge.call.Journal;
import ava.shared.CallEnded;
import ava.shared.CallJson;
import ava.shared.CallRecord.Disclosure;
import ava.shared.CallSid;
import ava.shared.CallStore;
import ava.shared.EndReason;
import ava.shared.NextStep;
import ava.shared.NotedMessage;
import ava.shared.PhoneNumber;
import ava.shared.Speaker;
import ava.shared.Turn;
import ava.shared.Unwritten;
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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// One call's journal in DynamoDB and SQS: a virtual thread of its own makes the writes one after
/// another. A write that fails is tried again after each of the pauses. Turns and fields of the
/// card that the table does not take are tried once more at the end, and then travel in the
/// call-ended message; what cannot travel goes whole into the log at ERROR, the only place where a
/// caller's words are logged.
public final class DynamoJournal implements Journal {
  private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);

  private static final String MESSAGE = "call-ended message";

  private final CallSid callSid;
  private final WhoCalled who;
  private final Stores stores;
  private final Executor context;
  private final Attempts attempts;
  private final Ledger ledger;
  private final ExecutorService writer;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  /// Names this journal in the usage that it counts.
  private final String stream = UUID.randomUUID().toString();

  /// The call is another journal's. The writer only.
  private boolean muted;

  /// How often usage was saved. The call's context only, like the two below.
  private long counted;

  private int lastSeq;
  private boolean spoke;

  /// @param context runs what comes back to the call
  public DynamoJournal(CallSid callSid, WhoCalled who, Stores stores, Executor context) {
    this.callSid = callSid;
    this.who = who;
    this.stores = stores;
    this.context = context;
    this.attempts = new Attempts(callSid, stores.pauses());
    this.ledger = new Ledger(callSid, stores.calls(), attempts);
    this.writer =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("journal-" + callSid).factory());
  }

  /// Who called whom, and when this process took the call.
  public record WhoCalled(PhoneNumber from, PhoneNumber to, Instant at) {}

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

  /// Uses the token of the call's stream, before anything is written. When another has used it, the
  /// call is the other's: this journal writes, sends and logs nothing any more. A table that is
  /// away stops no call.
  ///
  /// @param taken runs on the call's context when another has used it
  public void claim(String token, Runnable taken) {
    writer.execute(() -> {
      ledger.now("claim", () -> muted = !stores.calls().claim(callSid, token, stream));
      if (muted) {
        attempts.muted();
        context.execute(taken);
      }
    });
  }

  /// Notes that the call was taken, and that the greeting is used. The call-ended message says it
  /// again.
  public void answered() {
    write(() ->
        ledger.now(
            "answered", () -> stores.calls().answered(callSid, who.from(), who.to(), who.at())));
    write(() -> attempts.once("greeting", stores.greetings()::renew));
  }

  @Override
  public void save(Turn turn) {
    lastSeq = Math.max(lastSeq, turn.seq());
    spoke |= turn.speaker() == Speaker.CALLER;
    write(() -> ledger.save(turn));
  }

  /// Keeps what a tool could not note. On any thread, before [#finish] or behind it: then it goes
  /// into the log.
  public void hold(NotedMessage card) {
    try {
      write(() -> ledger.hold(card));
    } catch (RejectedExecutionException e) {
      attempts.lost("card", card.fields().toString());
    }
  }

  @Override
  public void leave(NextStep next, Runnable saved) {
    var written = new CompletableFuture<Void>();
    writer.execute(() -> {
      if (!muted && !ledger.now("next step", () -> stores.calls().leave(callSid, next))) {
        attempts.lost("next step", next.encoded());
      }
      written.complete(null);
    });
    var _ =
        written
            .orTimeout(LEAVE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((_, _) -> context.execute(saved));
  }

  @Override
  public void save(Disclosure disclosure) {
    write(() ->
        ledger.write(
            "disclosure", disclosure, () -> stores.calls().disclosed(callSid, disclosure)));
  }

  @Override
  public void save(Usage usage) {
    var number = ++counted;
    write(() ->
        ledger.write("usage", usage, () -> stores.calls().used(callSid, usage, stream, number)));
  }

  @Override
  public void keepGreeting(String audio) {
    write(() -> ledger.now("greeting", () -> stores.greetings().keep(audio)));
  }

  @Override
  public void finish(Optional<EndReason> reason, Instant at, Duration delay) {
    var last = lastSeq;
    var heard = spoke;
    ledger.hurry();
    write(() -> {
      var unwritten = ledger.settle();
      reason.ifPresentOrElse(
          why -> end(new Ending(why, at, delay, last, heard), unwritten), () -> lost(unwritten));
    });
    writer.execute(() -> done.complete(null));
    writer.shutdown();
  }

  private void write(Runnable action) {
    writer.execute(() -> {
      if (!muted) {
        action.run();
      }
    });
  }

  /// Completes once everything is written, sent or logged, after [#finish].
  public CompletableFuture<Void> done() {
    return done.copy();
  }

  /// Runs an action on the call's context once [#done] is complete.
  public void whenDone(Runnable action) {
    var _ = done.whenComplete((_, _) -> context.execute(action));
  }

  /// @param turns how many the conversation had, by its own count
  private record Ending(EndReason why, Instant at, Duration delay, int turns, boolean spoke) {}

  private void end(Ending end, Unwritten unwritten) {
    if (end.delay().isZero()) {
      ledger.now("end", () -> stores.calls().ended(callSid, end.at(), end.why()));
    }
    var places = end.turns() == 0 ? 0 : ledger.place(end.turns());
    var heard = new CallEnded.Heard(who.from(), who.to(), who.at(), places, end.spoke(), unwritten);
    var ended = new CallEnded(callSid, end.at(), end.why(), heard).fitting();
    if (!attempts.patiently(MESSAGE, () -> stores.queue().send(ended, end.delay()))) {
      attempts.lost(MESSAGE, ended.toJson());
    }
    ended.heard().ifPresent(carried -> lost(unwritten.without(carried.unwritten())));
  }

  private void lost(Unwritten what) {
    what.turns().forEach(turn -> attempts.lost("turn", CallJson.turn(turn).toString()));
    if (!what.card().isEmpty()) {
      attempts.lost("card", what.card().fields().toString());
    }
  }
}
