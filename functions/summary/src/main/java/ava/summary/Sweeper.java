package ava.summary;

import ava.shared.aws.OutOfReach;
import ava.shared.call.CallRecord;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.Recording;
import ava.shared.call.SummaryState;
import ava.shared.call.Timestamps;
import ava.shared.call.Turn;
import ava.shared.message.CallEnded;
import ava.shared.table.CallStore;
import ava.shared.table.Retention;
import ava.summary.SummaryJob.Attempt;
import ava.summary.voicemail.RecordingStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds calls that nobody finished: ended without a summary, never announced as over, with a
/// recording that is not here yet or not deleted there. Looks at yesterday and today, or through
/// all calls that are kept when it is told that nobody is at work on the old ones. Safe for use by
/// several threads.
final class Sweeper {
  /// A call, a transfer behind it and a margin: who has not ended by then has no line any more.
  static final Duration LONGEST_CALL = Duration.ofHours(2);

  /// As long as the queue works on a call, and a margin.
  static final Duration QUEUE = Duration.ofMinutes(50);

  /// Nothing has happened in the call for so long, so no webhook of it is being answered.
  static final Duration QUIET = Duration.ofSeconds(5);

  private static final int MOST_OF_A_DAY = 1000;
  private static final int MOST_AT_ONCE = 50;
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private final CallStore store;
  private final SummaryJob job;
  private final Retention retention;
  private final Clock clock;

  Sweeper(CallStore store, SummaryJob job, Retention retention, Clock clock) {
    this.store = store;
    this.job = job;
    this.retention = retention;
    this.clock = clock;
  }

  /// @param deadline no call is begun behind it
  /// @return how many calls were taken up
  int sweep(Sweep sweep, Instant deadline) {
    var now = clock.instant();
    var today = now.atZone(Timestamps.PARIS).toLocalDate();
    var back = sweep.since().isPresent() ? retention.days() : 1;
    var left =
        LongStream.rangeClosed(0, back)
            .mapToObj(today::minusDays)
            .flatMap(day -> store.onDay(day, MOST_OF_A_DAY).stream())
            .filter(call -> call.endedAt().isEmpty() || !finished(call))
            .filter(call -> due(call, sweep, now))
            .limit(MOST_AT_ONCE)
            .toList();
    var taken = 0;
    for (var call : left) {
      if (clock.instant().isAfter(deadline)) {
        break;
      }
      finish(call, deadline);
      taken++;
    }
    if (!left.isEmpty()) {
      LOG.atInfo().addKeyValue("found", left.size()).addKeyValue("taken", taken).log("swept");
    }
    return taken;
  }

  private void finish(CallRecord call, Instant deadline) {
    try {
      var ended = new CallEnded(call.callSid(), end(call), reason(call));
      var outcome = job.process(ended, new Attempt(deadline, true));
      LOG.atInfo()
          .addKeyValue("callSid", call.callSid())
          .addKeyValue("outcome", outcome)
          .log("swept call");
    } catch (OutOfReach | SummaryClaims.ClaimLost e) {
      // the next sweep finds it again, and the others must not wait for it
      LOG.atWarn().addKeyValue("callSid", call.callSid()).setCause(e).log("swept in vain");
    }
  }

  private static boolean due(CallRecord call, Sweep sweep, Instant now) {
    var seen = lastSeen(call);
    if (sweep.since().filter(seen::isBefore).isPresent()) {
      return true;
    }
    if (sweep.open().isPresent()) {
      return call.endedAt().isEmpty()
          && !sweep.open().get().contains(call.callSid())
          && seen.plus(QUIET).isBefore(now);
    }
    return seen.plus(call.endedAt().isPresent() ? QUEUE : LONGEST_CALL).isBefore(now);
  }

  private static boolean finished(CallRecord call) {
    var state = call.summary().map(CallRecord.Summary::state);
    var mailed =
        state.filter(List.of(SummaryState.SENT, SummaryState.SKIPPED)::contains).isPresent();
    return mailed && call.recording().filter(Sweeper::open).isEmpty();
  }

  private static boolean open(Recording recording) {
    return (recording.left() && !recording.kept()) || RecordingStep.pending(recording);
  }

  private static Instant lastSeen(CallRecord call) {
    return Stream.of(
            Stream.of(call.startedAt()),
            call.answeredAt().stream(),
            call.endedAt().stream(),
            call.resumes().stream())
        .flatMap(times -> times)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /// A call that was cut ends with its last word; one whose last resume nobody took, behind that,
  /// or it would still seem to go on.
  private Instant end(CallRecord call) {
    return call.endedAt()
        .orElseGet(() ->
            store.turns(call.callSid()).stream()
                .map(Turn::endedAt)
                .reduce(
                    lastSeen(call).plus(SummaryJob.CLOCK_SKEW), (a, b) -> a.isAfter(b) ? a : b));
  }

  private static EndReason reason(CallRecord call) {
    if (call.endReason().isPresent()) {
      return call.endReason().get();
    }
    if (call.next().filter(NextStep.Voicemail.class::isInstance).isPresent()
        || call.recording().isPresent()) {
      return EndReason.VOICEMAIL;
    }
    return call.answeredAt().isPresent() ? EndReason.CALLER_LOST : EndReason.NO_ANSWER;
  }
}
