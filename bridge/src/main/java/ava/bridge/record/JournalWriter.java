package ava.bridge.record;

import ava.shared.aws.OutOfReach;
import ava.shared.call.CallSid;
import ava.shared.loop.Beside;
import ava.shared.loop.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Does what a call's journal has to do, one task after another: a task is over when it begins no
/// further try. Each try is made beside the loop, and again after each of the pauses while it
/// fails. What is lost is written into the log at ERROR, the only place where a caller's words are
/// logged. Thread: the loop.
final class JournalWriter {
  private static final Logger LOG = LoggerFactory.getLogger(DynamoJournal.class);

  private final CallSid callSid;
  private final Loop loop;
  private final Beside beside;
  private final List<Duration> pauses;
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  private boolean busy;
  private boolean trying;

  /// @param pauses before each further try
  JournalWriter(CallSid callSid, Loop loop, Beside beside, List<Duration> pauses) {
    this.callSid = callSid;
    this.loop = loop;
    this.beside = beside;
    this.pauses = pauses;
  }

  /// Begins a task once all before it are over.
  void queue(Runnable task) {
    tasks.add(task);
    if (!busy) {
      goOn(tasks.remove());
    }
  }

  /// @param action may block
  /// @param then learns whether it succeeded at last
  void patiently(String what, Runnable action, Consumer<Boolean> then) {
    attempt(what, action, pauses.iterator(), then);
  }

  void once(String what, Runnable action, Consumer<Boolean> then) {
    attempt(what, action, List.<Duration>of().iterator(), then);
  }

  void lost(String what, String content) {
    log(LOG.atError()).addKeyValue("what", what).addKeyValue("content", content).log("not written");
  }

  void moved(int seq, int by) {
    log(LOG.atWarn()).addKeyValue("seq", seq).addKeyValue("moved", by).log("turn moved");
  }

  void muted() {
    log(LOG.atWarn()).log("token was used elsewhere: this stream writes nothing");
  }

  private void attempt(
      String what, Runnable action, Iterator<Duration> further, Consumer<Boolean> then) {
    trying = true;
    beside.run(() -> {
      var failure = failureOf(action);
      loop.execute(() -> {
        failure.ifPresent(e -> failed(what, e));
        if (failure.isPresent() && further.hasNext()) {
          loop.after(further.next(), () -> attempt(what, action, further, then));
        } else {
          goOn(() -> then.accept(failure.isEmpty()));
        }
      });
    });
  }

  /// A fault of ours must not take the words along that wait behind it: it counts as a failure.
  private static Optional<RuntimeException> failureOf(Runnable action) {
    try {
      action.run();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  /// Goes on with the task that runs, then with those that wait, until something is tried.
  private void goOn(Runnable step) {
    busy = true;
    trying = false;
    failureOf(step).ifPresent(e -> failed("step", e));
    while (!trying && !tasks.isEmpty()) {
      failureOf(tasks.remove()).ifPresent(e -> failed("step", e));
    }
    busy = trying;
  }

  private void failed(String what, RuntimeException why) {
    if (why instanceof OutOfReach) {
      log(LOG.atWarn()).addKeyValue("what", what).setCause(why).log("out of reach");
    } else {
      log(LOG.atError()).addKeyValue("what", what).setCause(why).log("journal failed");
    }
  }

  private LoggingEventBuilder log(LoggingEventBuilder line) {
    return line.addKeyValue("callSid", callSid.value());
  }
}
