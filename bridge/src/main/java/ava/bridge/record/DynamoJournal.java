package ava.bridge.record;

import ava.bridge.call.Journal;
import ava.shared.call.CallRecord.Disclosure;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Speaker;
import ava.shared.call.ToolUse;
import ava.shared.call.Turn;
import ava.shared.call.Usage;
import ava.shared.loop.Beside;
import ava.shared.loop.FirstAnswer;
import ava.shared.loop.Loop;
import ava.shared.message.CallEnded;
import ava.shared.message.CallJson;
import ava.shared.message.Unwritten;
import ava.shared.table.CallStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// One call's journal in DynamoDB and SQS: the writes are made one after another. A write that
/// fails is tried again after each of the pauses. Turns and fields of the card that the table does
/// not take are tried once more at the end, and then travel in the call-ended message; what cannot
/// travel goes whole into the log at ERROR, the only place where a caller's words are logged.
/// Thread: the loop.
public final class DynamoJournal implements Journal {
  private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);

  /// What is used meanwhile is summed into one write, and lost with a process that dies.
  private static final Duration USAGE_EVERY = Duration.ofSeconds(15);

  private static final String MESSAGE = "call-ended message";

  private final CallSid callSid;
  private final WhoCalled who;
  private final String name;
  private final Stores stores;
  private final Loop loop;
  private final JournalWriter writer;
  private final Ledger ledger;
  private final List<Runnable> whenDone = new ArrayList<>();

  /// The call is another journal's.
  private boolean muted;

  /// How often usage was written.
  private long counted;

  private Usage unsaved = Usage.NONE;
  private Loop.Running usageTimer = Loop.Running.OVER;

  private int lastSeq;
  private boolean spoke;
  private boolean finished;
  private boolean done;

  /// @param name that no other journal has: it stands beside the usage that this one counts
  public DynamoJournal(
      CallSid callSid, WhoCalled who, String name, Stores stores, Loop loop, Beside beside) {
    this.callSid = callSid;
    this.who = who;
    this.name = name;
    this.stores = stores;
    this.loop = loop;
    this.writer = new JournalWriter(callSid, loop, beside, stores.pauses());
    this.ledger = new Ledger(callSid, stores.calls(), writer);
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
  /// @param taken runs when another has used it
  public void claim(String token, Runnable taken) {
    var elsewhere = new AtomicBoolean();
    queue(() ->
        ledger.now(
            "claim",
            () -> elsewhere.set(!stores.calls().claim(callSid, token, name)),
            _ -> {
              if (elsewhere.get()) {
                muted = true;
                writer.muted();
                taken.run();
              }
            }));
  }

  /// Notes that the call was taken, and that the greeting is used. The call-ended message says it
  /// again.
  ///
  /// @param voice provider and name of who speaks
  public void answered(String voice) {
    now("answered", () -> stores.calls().answered(callSid, who.from(), who.to(), who.at(), voice));
    queue(() -> writer.once("greeting", stores.greetings()::renew, _ -> {}));
  }

  @Override
  public void save(Turn turn) {
    lastSeq = Math.max(lastSeq, turn.seq());
    spoke |= turn.speaker() == Speaker.CALLER;
    queue(() -> ledger.save(turn));
  }

  /// Keeps what a tool could not note, before [#finish] or behind it: then it goes into the log.
  public void hold(NotedMessage card) {
    if (finished && !muted) {
      writer.lost("card", card.fields().toString());
    } else if (!finished) {
      queue(() -> ledger.hold(card));
    }
  }

  @Override
  public void leave(NextStep next, Runnable saved) {
    var first = new FirstAnswer<>(loop, LEAVE_WITHIN, () -> false, _ -> saved.run());
    queue(() ->
        ledger.now(
            "next step",
            () -> stores.calls().leave(callSid, next),
            written -> {
              if (!written) {
                writer.lost("next step", next.encoded());
              }
            }));
    writer.queue(() -> first.accept(true));
  }

  @Override
  public void save(Disclosure disclosure) {
    queue(() ->
        ledger.write(
            "disclosure", disclosure, () -> stores.calls().disclosed(callSid, disclosure)));
  }

  @Override
  public void save(ToolUse use) {
    queue(() -> ledger.write("tool use", use, () -> stores.calls().used(callSid, use)));
  }

  @Override
  public void voiceFailed() {
    queue(() -> ledger.write("voice failure", callSid, () -> stores.calls().voiceFailed(callSid)));
  }

  @Override
  public void save(Usage usage) {
    if (finished) {
      throw new IllegalStateException("the journal is finished");
    }
    if (unsaved.equals(Usage.NONE)) {
      usageTimer = loop.after(USAGE_EVERY, this::writeUsage);
    }
    unsaved = unsaved.plus(usage);
  }

  private void writeUsage() {
    usageTimer.cancel();
    var sum = unsaved;
    unsaved = Usage.NONE;
    if (!sum.equals(Usage.NONE)) {
      var number = ++counted;
      queue(
          () -> ledger.write("usage", sum, () -> stores.calls().used(callSid, sum, name, number)));
    }
  }

  @Override
  public void keepGreeting(String audio) {
    now("greeting", () -> stores.greetings().keep(audio));
  }

  @Override
  public void finish(Optional<EndReason> reason, Instant at, Duration delay) {
    var turns = lastSeq;
    var heard = spoke;
    writeUsage();
    ledger.hurry();
    queue(() ->
        ledger.settle(unwritten ->
            reason.ifPresentOrElse(
                why -> end(new Ending(why, at, delay, turns, heard), unwritten),
                () -> lost(unwritten))));
    writer.queue(this::done);
    finished = true;
  }

  /// Runs an action in a later turn, once everything is written, sent or logged behind [#finish].
  public void whenDone(Runnable action) {
    if (done) {
      loop.execute(action);
    } else {
      whenDone.add(action);
    }
  }

  private void done() {
    done = true;
    whenDone.forEach(loop::execute);
    whenDone.clear();
  }

  private void now(String what, Runnable action) {
    queue(() -> ledger.now(what, action, _ -> {}));
  }

  private void queue(Runnable task) {
    if (finished) {
      throw new IllegalStateException("the journal is finished");
    }
    writer.queue(() -> {
      if (!muted) {
        task.run();
      }
    });
  }

  /// @param turns how many the conversation had, by its own count
  private record Ending(EndReason why, Instant at, Duration delay, int turns, boolean spoke) {}

  private void end(Ending end, Unwritten unwritten) {
    if (end.delay().isZero()) {
      ledger.now(
          "end",
          () -> stores.calls().ended(callSid, end.at(), end.why()),
          _ -> announce(end, unwritten));
    } else {
      announce(end, unwritten);
    }
  }

  private void announce(Ending end, Unwritten unwritten) {
    var places = end.turns() == 0 ? 0 : ledger.place(end.turns());
    var heard = new CallEnded.Heard(who.from(), who.to(), who.at(), places, end.spoke(), unwritten);
    var ended = new CallEnded(callSid, end.at(), end.why(), heard).fitting();
    writer.patiently(
        MESSAGE,
        () -> stores.queue().send(ended, end.delay()),
        sent -> {
          if (!sent) {
            writer.lost(MESSAGE, ended.toJson());
          }
          ended.heard().ifPresent(carried -> lost(unwritten.without(carried.unwritten())));
        });
  }

  private void lost(Unwritten what) {
    what.turns().forEach(turn -> writer.lost("turn", CallJson.turn(turn).toString()));
    if (!what.card().isEmpty()) {
      writer.lost("card", what.card().fields().toString());
    }
  }
}
