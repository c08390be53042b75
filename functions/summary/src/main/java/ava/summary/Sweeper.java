package ava.summary;

import ava.shared.CallEnded;
import ava.shared.CallRecord;
import ava.shared.CallStore;
import ava.shared.EndReason;
import ava.shared.NextStep;
import ava.shared.OutOfReach;
import ava.shared.Recording;
import ava.shared.SummaryState;
import ava.summary.SummaryJob.Attempt;
import ava.summary.voicemail.RecordingStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds calls of today and yesterday that nobody finished: ended without a summary, never
/// announced as over, with a recording that is not here yet or not deleted there. Safe for use by
/// several threads.
final class Sweeper {
  /// A call, a transfer behind it and a margin: who has not ended by then has no line any more.
  static final Duration LONGEST_CALL = Duration.ofHours(2);

  /// As long as the queue works on a call, and a margin.
  static final Duration QUEUE = Duration.ofMinutes(50);

  private static final int MOST_OF_A_DAY = 1000;
  private static final int MOST_AT_ONCE = 50;
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private final CallStore store;
  private final SummaryJob job;
  private final Clock clock;

  Sweeper(CallStore store, SummaryJob job, Clock clock) {
    this.store = store;
    this.job = job;
    this.clock = clock;
  }

  /// @param fresh nobody is at work any more: young calls are finished, too
  /// @param deadline no call is begun behind it
  /// @return how many calls were taken up
  int sweep(boolean fresh, Instant deadline) {
    var now = clock.instant();
    var today = now.atZone(CallStore.PARIS).toLocalDate();
    var left =
        Stream.of(today, today.minusDays(1))
            .flatMap(day -> store.onDay(day, MOST_OF_A_DAY).stream())
            .flatMap(call -> unfinished(call, now, fresh).stream())
            .limit(MOST_AT_ONCE)
            .toList();
    var taken = 0;
    for (var ended : left) {
      if (clock.instant().isAfter(deadline)) {
        break;
      }
      finish(ended, deadline);
      taken++;
    }
    LOG.atInfo().addKeyValue("found", left.size()).addKeyValue("taken", taken).log("swept");
    return taken;
  }

  private void finish(CallEnded ended, Instant deadline) {
    try {
      var outcome = job.process(ended, new Attempt(deadline, true));
      LOG.atInfo()
          .addKeyValue("callSid", ended.callSid())
          .addKeyValue("outcome", outcome)
          .log("swept call");
    } catch (OutOfReach | SummaryClaims.ClaimLost e) {
      // the next sweep finds it again, and the others must not wait for it
      LOG.atWarn().addKeyValue("callSid", ended.callSid()).setCause(e).log("swept in vain");
    }
  }

  private static Optional<CallEnded> unfinished(CallRecord call, Instant now, boolean fresh) {
    var end = call.endedAt().orElseGet(() -> lastSeen(call));
    var patience = call.endedAt().isPresent() ? QUEUE : LONGEST_CALL;
    var due = fresh || end.plus(patience).isBefore(now);
    return due && (call.endedAt().isEmpty() || !finished(call))
        ? Optional.of(new CallEnded(call.callSid(), end, reason(call)))
        : Optional.empty();
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
    return Stream.concat(
            Stream.of(call.startedAt()),
            Stream.concat(call.answeredAt().stream(), call.resumes().stream()))
        .max(Instant::compareTo)
        .orElseThrow();
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
