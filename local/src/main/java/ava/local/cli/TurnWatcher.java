package ava.local.cli;

import ava.shared.call.CallSid;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.table.CallStore;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Prints what Ava said as the table learns it: the real model does not tell before. Looks twice a
/// second on a thread of its own.
final class TurnWatcher implements AutoCloseable {
  private static final long EVERY_MS = 500;
  private static final Duration LAST_LOOK = Duration.ofSeconds(5);

  private final CallStore calls;
  private final CallSid callSid;
  private final Terminal terminal;
  private final AtomicInteger printed = new AtomicInteger();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  private TurnWatcher(CallStore calls, String callSid, Terminal terminal) {
    this.calls = calls;
    this.callSid = new CallSid(callSid);
    this.terminal = terminal;
  }

  static TurnWatcher start(CallStore calls, String callSid, Terminal terminal) {
    var watcher = new TurnWatcher(calls, callSid, terminal);
    var _ =
        watcher.thread.scheduleWithFixedDelay(
            watcher::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    return watcher;
  }

  private void look() {
    var turns = calls.turns(callSid);
    turns.stream().skip(printed.getAndSet(turns.size())).forEach(this::print);
  }

  private void print(Turn turn) {
    if (turn.speaker() == Speaker.AVA) {
      var name = terminal.painted(Terminal.Look.AVA, "%-8s".formatted("Ava"));
      terminal.line("       %s  %s%s".formatted(name, turn.text(), turn.interrupted() ? " ✂" : ""));
    }
  }

  @Override
  public void close() {
    thread.execute(this::look);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_LOOK.toSeconds(), TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
