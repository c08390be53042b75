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
import ava.shared.OutOfReach;
import ava.shared.PhoneNumber;
import ava.shared.Speaker;
import ava.shared.Turn;
import ava.shared.Unwritten;
import ava.shared.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// One call's journal in DynamoDB and SQS: a virtual thread of its own makes the writes one after
/// another. A write that fails is tried again after each of the pauses. Turns and fields of the
/// card that the table does not take are tried once more at the end, and then travel in the
/// call-ended message; what cannot travel goes whole into the log at ERROR, the only place where a
/// caller's words are logged.
public final class DynamoJournal implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(DynamoJournal.class);
  private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);

  /// What a message may carry of unwritten turns: SQS takes 256 KB in all.
  private static final int MOST_BYTES = 200_000;

  private final CallSid callSid;
  private final WhoCalled who;
  private final Stores stores;
  private final Executor context;
  private final ExecutorService writer;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  /// Names this journal in the usage that it counts.
  private final String stream = UUID.randomUUID().toString();

  /// How often usage was saved. The call's context only, like the two below.
  private long counted;

  private int lastSeq;
  private boolean spoke;

  /// How far this call's turns stand behind their numbers. The writer's thread only, like the two
  /// below.
  private int moved;

  private Unwritten held = Unwritten.NOTHING;

  /// The last write failed whatever was tried: the next one is tried only once, so that a call of
  /// many turns does not wait for each.
  private boolean tableAway;

  /// @param context runs what comes back to the call
  public DynamoJournal(CallSid callSid, WhoCalled who, Stores stores, Executor context) {
    this.callSid = callSid;
    this.who = who;
    this.stores = stores;
    this.context = context;
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

  /// Notes that the call was taken. The call-ended message says it again.
  public void answered() {
    writer.execute(() ->
        table("answered", () -> stores.calls().answered(callSid, who.from(), who.to(), who.at())));
  }

  @Override
  public void save(Turn turn) {
    lastSeq = Math.max(lastSeq, turn.seq());
    spoke |= turn.speaker() == Speaker.CALLER;
    writer.execute(() -> {
      if (!table("turn", () -> append(turn))) {
        held = held.with(turn);
      }
    });
  }

  /// Keeps what a tool could not note. On any thread, before [#finish] or behind it: then it goes
  /// into the log.
  public void hold(NotedMessage card) {
    try {
      writer.execute(() -> held = held.with(card));
    } catch (RejectedExecutionException e) {
      lost("card", card.fields().toString());
    }
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
      if (!table("next step", () -> stores.calls().leave(callSid, next))) {
        lost("next step", next.encoded());
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
    write("disclosure", disclosure, () -> stores.calls().disclosed(callSid, disclosure));
  }

  @Override
  public void save(Usage usage) {
    var number = ++counted;
    write("usage", usage, () -> stores.calls().used(callSid, usage, stream, number));
  }

  @Override
  public void keepGreeting(String audio) {
    writer.execute(() -> table("greeting", () -> stores.greetings().keep(audio)));
  }

  @Override
  public void finish(Optional<EndReason> reason, Instant at, Duration delay) {
    var last = lastSeq;
    var heard = spoke;
    writer.execute(() -> {
      writeHeld();
      reason.ifPresentOrElse(why -> end(why, at, delay, last, heard), () -> allLost(held));
      done.complete(null);
    });
    writer.shutdown();
  }

  /// Completes once everything is written, sent or logged, after [#finish].
  public CompletableFuture<Void> done() {
    return done.copy();
  }

  /// Runs an action on the call's context once [#done] is complete.
  public void whenDone(Runnable action) {
    var _ = done.whenComplete((_, _) -> context.execute(action));
  }

  private void writeHeld() {
    var turns = new ArrayList<Turn>();
    for (var turn : held.turns()) {
      if (!turns.isEmpty() || !table("turn", () -> append(turn))) {
        turns.add(turn);
      }
    }
    var card = held.card();
    var noted =
        card.isEmpty()
            || (turns.isEmpty() && table("card", () -> stores.calls().note(callSid, card)));
    held = new Unwritten(turns, noted ? NotedMessage.EMPTY : card);
  }

  private void end(EndReason why, Instant at, Duration delay, int last, boolean heard) {
    if (delay.isZero()) {
      table("end", () -> stores.calls().ended(callSid, at, why));
    }
    var carried = held.within(MOST_BYTES);
    var total = last == 0 ? 0 : last + moved;
    var ended =
        new CallEnded(
            callSid,
            at,
            why,
            Optional.of(
                new CallEnded.Heard(who.from(), who.to(), who.at(), total, heard, carried)));
    if (attempt("call-ended message", stores.pauses(), () -> stores.queue().send(ended, delay))) {
      var rest = held.turns().subList(carried.turns().size(), held.turns().size());
      allLost(new Unwritten(rest, NotedMessage.EMPTY));
    } else {
      lost("call-ended message", ended.toJson());
      allLost(held);
    }
  }

  private void allLost(Unwritten what) {
    what.turns().forEach(turn -> lost("turn", CallJson.turn(turn).toString()));
    if (!what.card().isEmpty()) {
      lost("card", what.card().fields().toString());
    }
  }

  private void write(String what, Object content, Runnable action) {
    writer.execute(() -> {
      if (!table(what, action)) {
        lost(what, content.toString());
      }
    });
  }

  private boolean table(String what, Runnable action) {
    var done = attempt(what, tableAway ? List.of() : stores.pauses(), action);
    tableAway = !done;
    return done;
  }

  /// @return whether it succeeded at last
  private boolean attempt(String what, List<Duration> pauses, Runnable action) {
    for (var tries = 0; ; tries++) {
      try {
        action.run();
        return true;
      } catch (OutOfReach e) {
        if (tries == pauses.size()) {
          log(LOG.atWarn()).addKeyValue("what", what).setCause(e).log("out of reach");
          return false;
        }
        pause(pauses.get(tries));
      }
    }
  }

  private void lost(String what, String content) {
    log(LOG.atError()).addKeyValue("what", what).addKeyValue("content", content).log("not written");
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
