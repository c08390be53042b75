package ava.summary;

import ava.shared.call.CallRecord;
import ava.shared.call.Recording;
import ava.shared.call.SummaryState;
import ava.shared.message.CallEnded;
import ava.shared.table.CallStore;
import ava.summary.Contents.Voice;
import ava.summary.SummaryClaims.Claim;
import ava.summary.content.Summary;
import ava.summary.content.WholeCall;
import ava.summary.mail.MailNotes;
import ava.summary.voicemail.RecordingStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What is done with a call that ended: write what could not be written, claim it, fetch what was
/// left on the voicemail, summarise it, mail it, tell the webhook. Nothing is final while something
/// may still come: what arrives behind the mail is mailed, too. Every step is noted on the call
/// before the next begins, so that whoever takes over after a crash goes on from there. Safe for
/// use by several threads.
final class SummaryJob {
  /// Two parts of Ava may note a resume and an end in the same moment.
  static final Duration CLOCK_SKEW = Duration.ofSeconds(1);

  private final CallStore store;
  private final Arrivals arrivals;
  private final SummaryClaims claims;
  private final RecordingStep recordings;
  private final SummaryStep summaries;
  private final MailStep mail;
  private final Optional<SummaryWebhook> webhook;
  private final EmptyCalls emptyCalls;

  SummaryJob(
      CallStore store,
      SummaryClaims claims,
      RecordingStep recordings,
      SummaryStep summaries,
      MailStep mail,
      Optional<SummaryWebhook> webhook,
      EmptyCalls emptyCalls) {
    this.store = store;
    this.arrivals = new Arrivals(store);
    this.claims = claims;
    this.recordings = recordings;
    this.summaries = summaries;
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

  /// One delivery of a message.
  ///
  /// @param deadline until when the model may take
  /// @param last nothing that is missing will be waited for any longer
  record Attempt(Instant deadline, boolean last) {}

  Outcome process(CallEnded ended, Attempt attempt) {
    var callSid = ended.callSid();
    arrivals.write(ended);
    var known = store.find(callSid);
    if (known.filter(call -> goesOn(call, ended)).isPresent()) {
      return Outcome.CALL_GOES_ON;
    }
    var turns = store.turns(callSid);
    if (known.isEmpty() && turns.isEmpty()) {
      return Outcome.UNKNOWN_CALL;
    }
    if (known.flatMap(CallRecord::endedAt).isEmpty()) {
      store.ended(callSid, ended.endedAt(), ended.reason());
    }
    var owner = UUID.randomUUID().toString();
    var contents = Contents.of(known.orElseGet(() -> store.find(callSid).orElseThrow()), turns);
    return switch (claims.claim(callSid, owner, webhook.isPresent(), contents)) {
      case Claim.Finished() -> {
        known.ifPresent(this::tidy);
        yield Outcome.ALREADY_DONE;
      }
      case Claim.Busy() -> Outcome.RETRY;
      case Claim.Taken taken -> {
        var outcome = work(taken, attempt);
        claims.release(taken);
        yield outcome;
      }
    };
  }

  private static boolean goesOn(CallRecord call, CallEnded ended) {
    var end = ended.endedAt().minus(CLOCK_SKEW);
    return call.endedAt().isEmpty() && call.resumes().stream().anyMatch(end::isBefore);
  }

  private Outcome work(Claim.Taken claim, Attempt attempt) {
    var callSid = claim.record().callSid();
    var voice = recordings.settle(claim.record(), attempt.deadline());
    var record = store.find(callSid).orElseThrow();
    var call = new WholeCall(record, store.turns(callSid));
    var missing = Missing.of(claim, call.turns(), voice);
    var first = claim.mail().mailed().isEmpty() || claim.mail().state() == SummaryState.SKIPPED;
    var outcome =
        first ? first(claim, call, missing, attempt) : complement(claim, call, missing, attempt);
    if (outcome == Outcome.DONE || outcome == Outcome.ALREADY_DONE) {
      tidy(record);
    }
    return outcome;
  }

  private void tidy(CallRecord call) {
    call.recording().ifPresent(recording -> recordings.tidy(call.callSid(), recording));
  }

  private Outcome first(Claim.Taken claim, WholeCall call, Missing missing, Attempt attempt) {
    var empty = call.empty() && !missing.worthAMail(claim.heard().spoke());
    if (!attempt.last() && (missing.mayCome() || (empty && missing.unheard()))) {
      return Outcome.RETRY;
    }
    var contents = Contents.of(call.record(), call.turns());
    if (empty && emptyCalls == EmptyCalls.NONE) {
      claims.skipped(claim, contents);
      return Outcome.EMPTY_CALL;
    }
    var notes = new MailNotes(false, false, Optional.empty(), missing.told());
    return send(claim, call, call, notes, contents.recording() == Voice.KEPT, attempt);
  }

  private Outcome complement(Claim.Taken claim, WholeCall call, Missing missing, Attempt attempt) {
    var mailed = claim.mail().mailed().orElseThrow();
    var news = Contents.of(call.record(), call.turns()).since(mailed);
    if (news.isEmpty()) {
      var told =
          !claim.webhookPending()
              || tell(claim, call, summaries.summary(claim, call, attempt.deadline()));
      var awaited = missing.mayCome() && !attempt.last() && mailed.recording() == Voice.MISSED;
      return told && !awaited ? Outcome.ALREADY_DONE : Outcome.RETRY;
    }
    var fresh = call.turns().stream().filter(turn -> news.turns().contains(turn.seq())).toList();
    var notes = MailNotes.NONE.complement(news.told(call.turns()));
    return send(claim, call, new WholeCall(call.record(), fresh), notes, news.recording(), attempt);
  }

  /// @param shown the call with the turns that the mail shows
  private Outcome send(
      Claim.Taken claim,
      WholeCall call,
      WholeCall shown,
      MailNotes notes,
      boolean voicemail,
      Attempt attempt) {
    var summary = summaries.summary(claim, call, attempt.deadline());
    var contents = Contents.of(call.record(), call.turns()).told();
    var audio =
        voicemail ? store.recording(call.record().callSid()) : Optional.<Recording.Audio>empty();
    var draft = new MailStep.Draft(shown, summary, notes, contents, audio);
    var mailed = mail.deliver(claim, draft);
    var told = !claim.webhookPending() || tell(claim, call, summary);
    return mailed && told ? Outcome.DONE : Outcome.RETRY;
  }

  /// @return false when it must be tried again
  private boolean tell(Claim.Taken claim, WholeCall call, Summary summary) {
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
