package ava.local;

import ava.shared.CallEnded;
import ava.shared.CallRecord;
import ava.shared.CallSid;
import ava.shared.CallStore;
import ava.shared.EndReason;
import ava.shared.OutOfReach;
import ava.shared.SummaryState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finishes what nobody finishes any more: calls of a process that is gone, calls that only rang,
/// ended calls without a summary. Their ends are announced on the queue like any other, so the
/// summary function does the rest. At the start it looks through all calls that are kept, later
/// through those of yesterday and today.
final class UnfinishedCalls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedCalls.class);
  private static final Duration EVERY = Duration.ofSeconds(30);

  /// Nothing has happened in the call for so long, so it is no webhook's that is being answered.
  static final Duration QUIET = Duration.ofSeconds(5);

  /// The end of a call is announced anew after so long without a summary.
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int MOST_A_DAY = 1_000;
  private static final Set<SummaryState> FINAL =
      Set.of(SummaryState.SENT, SummaryState.LOGGED, SummaryState.SKIPPED);

  private final CallStore calls;
  private final OpenCalls open;
  private final Consumer<CallEnded> announce;
  private final Clock clock;
  private final Map<CallSid, Instant> announced = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("unfinished").factory());

  /// @param announce puts the end of a call on the queue
  UnfinishedCalls(CallStore calls, OpenCalls open, Consumer<CallEnded> announce, Clock clock) {
    this.calls = calls;
    this.open = open;
    this.announce = announce;
    this.clock = clock;
  }

  /// Looks now, again when the calls of a process before are quiet, and then every half minute.
  void start() {
    timer.execute(() -> look(CallStore.RETENTION));
    var _ =
        timer.scheduleWithFixedDelay(
            () -> look(Duration.ofDays(1)),
            QUIET.toSeconds() + 1,
            EVERY.toSeconds(),
            TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void look(Duration back) {
    try {
      finish(back);
    } catch (OutOfReach e) {
      LOG.atWarn().setCause(e).log("unfinished calls not looked for");
    }
  }

  /// Announces the end of every unfinished call.
  ///
  /// @param back how far to look back
  void finish(Duration back) {
    var today = LocalDate.ofInstant(clock.instant(), CallStore.PARIS);
    var first = LocalDate.ofInstant(clock.instant().minus(back), CallStore.PARIS);
    first
        .datesUntil(today.plusDays(1))
        .flatMap(day -> calls.onDay(day, MOST_A_DAY).stream())
        .filter(UnfinishedCalls::unfinished)
        .filter(this::over)
        .forEach(this::announce);
  }

  private static boolean unfinished(CallRecord call) {
    var state = call.summary().map(CallRecord.Summary::state);
    return call.endedAt().isEmpty() || state.filter(FINAL::contains).isEmpty();
  }

  private boolean over(CallRecord call) {
    var now = clock.instant();
    return now.isAfter(latest(call).plus(QUIET))
        && !open.mayGoOn(call.callSid().value(), call.answeredAt().isPresent())
        && Optional.ofNullable(announced.get(call.callSid()))
            .filter(at -> now.isBefore(at.plus(PATIENCE)))
            .isEmpty();
  }

  private void announce(CallRecord call) {
    var reason = call.answeredAt().isEmpty() ? EndReason.NO_ANSWER : EndReason.CALLER_LOST;
    var ended =
        new CallEnded(
            call.callSid(),
            call.endedAt().orElseGet(() -> lastWord(call)),
            call.endReason().orElse(reason));
    announce.accept(ended);
    announced.put(call.callSid(), clock.instant());
    LOG.atInfo().addKeyValue("callSid", call.callSid()).log("unfinished call announced");
  }

  private Instant lastWord(CallRecord call) {
    var words = calls.turns(call.callSid()).stream().map(turn -> turn.endedAt());
    return Stream.concat(Stream.of(latest(call)), words).max(Instant::compareTo).orElseThrow();
  }

  private static Instant latest(CallRecord call) {
    return Stream.of(
            Stream.of(call.startedAt()),
            call.answeredAt().stream(),
            call.endedAt().stream(),
            call.resumes().stream())
        .flatMap(times -> times)
        .max(Instant::compareTo)
        .orElseThrow();
  }
}
