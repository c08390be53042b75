package ava.trial.soak;

import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.table.CallStore;
import ava.simulator.socket.TwilioSimulator;
import ava.simulator.twilio.CallPlan;
import ava.simulator.twilio.CallReport;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A number of callers that stays the same: whoever is done is followed by another, until they are
/// told to stop. Each finished call is handed over once, on a thread of its own. Safe for several
/// threads.
public final class Crowd {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);
  private static final Duration BETWEEN_RINGS = Duration.ofMillis(400);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(150);

  private final Place place;
  private final Habits habits;
  private final Random random;
  private final Predicate<CallRecord> done;
  private final Duration patience;
  private final Consumer<Finished> taker;
  private final Lateness lateness = new Lateness();
  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Phaser going = new Phaser(1);
  private int placed;

  /// Where calls go and what is known of them.
  public record Place(TwilioSimulator twilio, URI base, CallStore calls, StampedScript model) {}

  /// @param done what the table says of a call that is over
  /// @param patience how long the table may take to say so
  /// @param taker takes each finished call, whether the table has it or not
  public Crowd(
      Place place,
      Habits habits,
      long seed,
      Predicate<CallRecord> done,
      Duration patience,
      Consumer<Finished> taker) {
    this.place = place;
    this.habits = habits;
    this.random = new Random(seed);
    this.done = done;
    this.patience = patience;
    this.taker = taker;
  }

  /// Lets so many callers call, one shortly after the other.
  public void call(int callers) {
    for (var caller = 0; caller < callers; caller++) {
      next();
      LockSupport.parkNanos(BETWEEN_RINGS.toNanos());
    }
  }

  public Lateness lateness() {
    return lateness;
  }

  /// How many calls were placed.
  public synchronized int placed() {
    return placed;
  }

  /// Nobody calls any more; who is calling goes on.
  public void stop() {
    closed.set(true);
  }

  /// Everybody hangs up.
  public void hangUp() {
    stop();
    enough.set(true);
  }

  /// Waits until every call was handed over.
  ///
  /// @return whether it was so in time
  public boolean await(Duration patience) {
    try {
      going.awaitAdvanceInterruptibly(going.arrive(), patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized void next() {
    if (closed.get()) {
      return;
    }
    placed++;
    going.register();
    var caller = new Chatter(placed, new Random(random.nextLong()), habits, enough, lateness);
    var from = "+336%08d".formatted(placed);
    var plan = CallPlan.to(place.base(), from, "+33142000000", caller).withPatience(LONGEST_CALL);
    var call = place.twilio().place(plan);
    var _ =
        call.report()
            .whenComplete((report, failure) -> {
              next();
              Thread.startVirtualThread(() -> finish(caller, report, failure));
            });
  }

  private void finish(Chatter caller, @Nullable CallReport report, @Nullable Throwable failure) {
    try {
      if (report == null) {
        throw new IllegalStateException("the simulated call failed", failure);
      }
      taker.accept(finished(caller, report));
    } finally {
      going.arriveAndDeregister();
    }
  }

  private Finished finished(Chatter caller, CallReport report) {
    var callSid = new CallSid(report.callSid());
    var until = System.nanoTime() + patience.toNanos();
    var record = place.calls().find(callSid);
    while (record.filter(done).isEmpty() && until - System.nanoTime() > 0) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      record = place.calls().find(callSid);
    }
    return new Finished(
        caller,
        report,
        record,
        place.calls().turns(callSid),
        place.model().sessionsOf(caller.number()));
  }
}
