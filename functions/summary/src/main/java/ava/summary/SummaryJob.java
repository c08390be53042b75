package ava.summary;

import ava.shared.CallEnded;
import ava.shared.CallRecord;
import ava.shared.CallStore;
import ava.shared.SummaryState;
import ava.summary.SummaryClaims.Claim;
import ava.summary.content.FinishedCall;
import ava.summary.content.Summarizer;
import ava.summary.content.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What is done with a call that ended: claim it, summarise it, mail it, tell the webhook. Every
/// step is noted on the call before the next begins, so that whoever takes over after a crash goes
/// on from there. Safe for use by several threads.
final class SummaryJob {
  /// Two parts of Ava may note a resume and an end in the same moment.
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(1);

  private final CallStore store;
  private final SummaryClaims claims;
  private final Summarizer summarizer;
  private final MailStep mail;
  private final Optional<Webhook> webhook;
  private final EmptyCalls emptyCalls;

  SummaryJob(
      CallStore store,
      SummaryClaims claims,
      Summarizer summarizer,
      MailStep mail,
      Optional<Webhook> webhook,
      EmptyCalls emptyCalls) {
    this.store = store;
    this.claims = claims;
    this.summarizer = summarizer;
    this.mail = mail;
    this.webhook = webhook;
    this.emptyCalls = emptyCalls;
  }

  /// What came of a message. All but [#RETRY] mean that it is done with.
  enum Outcome {
    /// The call was taken up again after this end.
    CALL_GOES_ON,
    UNKNOWN_CALL,
    ALREADY_DONE,
    EMPTY_CALL,
    DONE,
    /// To be delivered again: somebody else is at it, or something may work later.
    RETRY
  }

  /// @param deadline until when the model may take
  Outcome process(CallEnded ended, Instant deadline) {
    var callSid = ended.callSid();
    var known = store.find(callSid);
    if (known.filter(call -> goesOn(call, ended)).isPresent()) {
      return Outcome.CALL_GOES_ON;
    }
    if (known.isEmpty() && store.turns(callSid).isEmpty()) {
      return Outcome.UNKNOWN_CALL;
    }
    if (known.flatMap(CallRecord::endedAt).isEmpty()) {
      store.ended(callSid, ended.endedAt(), ended.reason());
    }
    var owner = UUID.randomUUID().toString();
    return switch (claims.claim(callSid, owner, webhook.isPresent())) {
      case Claim.Finished() -> Outcome.ALREADY_DONE;
      case Claim.Busy() -> Outcome.RETRY;
      case Claim.Taken taken -> work(taken, deadline);
    };
  }

  private static boolean goesOn(CallRecord call, CallEnded ended) {
    var end = ended.endedAt().minus(CLOCK_SKEW);
    return call.endedAt().isEmpty() && call.resumes().stream().anyMatch(end::isBefore);
  }

  private Outcome work(Claim.Taken claim, Instant deadline) {
    var call = new FinishedCall(claim.record(), store.turns(claim.record().callSid()));
    if (call.empty() && emptyCalls == EmptyCalls.NONE) {
      claims.skipped(claim);
      claims.release(claim);
      return Outcome.EMPTY_CALL;
    }
    var summary = claim.summary().orElseGet(() -> write(claim, call, deadline));
    var mailed = claim.state() == SummaryState.SENT || mail.deliver(claim, call, summary);
    var told = !claim.webhookPending() || tell(claim, call, summary);
    claims.release(claim);
    return mailed && told ? Outcome.DONE : Outcome.RETRY;
  }

  private Summary write(Claim.Taken claim, FinishedCall call, Instant deadline) {
    var summary = summarizer.summarize(call, deadline);
    claims.written(claim, summary);
    return summary;
  }

  /// @return false when it must be tried again
  private boolean tell(Claim.Taken claim, FinishedCall call, Summary summary) {
    return webhook
        .map(hook ->
            switch (hook.deliver(call, summary)) {
              case DELIVERED -> {
                claims.webhook(claim, "DELIVERED");
                yield true;
              }
              case REFUSED -> {
                claims.webhook(claim, "REFUSED");
                yield true;
              }
              case FAILED -> false;
            })
        .orElse(true);
  }
}
