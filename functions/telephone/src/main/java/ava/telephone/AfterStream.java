package ava.telephone;

import ava.shared.aws.Metrics;
import ava.shared.aws.OutOfReach;
import ava.shared.call.CallRecord;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.PhoneNumber;
import ava.shared.settings.SettingsException;
import ava.shared.table.CallStore;
import ava.shared.twilio.Twiml;
import ava.shared.twilio.Twiml.Opening;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Twilio does with a caller whose stream has ended: what the bridge wrote before it let go,
/// or a new stream when it wrote nothing, for then it died. Also what follows a transfer. Whatever
/// fails here, the caller gets at least the voicemail. Safe for use by several threads.
final class AfterStream {
  /// No more resumes than this within [#RESUME_WINDOW]: then the bridge is ill, not unlucky.
  static final int MOST_RESUMES = 3;

  static final Duration RESUME_WINDOW = Duration.ofMinutes(2);

  /// A stream that ended so soon was never taken.
  private static final Duration HARDLY_A_STREAM = Duration.ofSeconds(8);

  private static final Duration BEFORE_THE_LAST_TRY = Duration.ofSeconds(3);

  /// When the end of a voicemail is announced though its recording never came: after the longest
  /// message and its announcement.
  static final Duration AFTER_THE_VOICEMAIL = Twiml.LONGEST_MESSAGE.plusMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(AfterStream.class);

  private final Twiml twiml;
  private final CallStore calls;
  private final Endings endings;
  private final Optional<PhoneNumber> transferNumber;
  private final Metrics metrics;
  private final Clock clock;

  /// @param transferNumber the only one that is ever dialled
  AfterStream(
      Twiml twiml,
      CallStore calls,
      Endings endings,
      Optional<PhoneNumber> transferNumber,
      Metrics metrics,
      Clock clock) {
    this.twiml = twiml;
    this.calls = calls;
    this.endings = endings;
    this.transferNumber = transferNumber;
    this.metrics = metrics;
    this.clock = clock;
  }

  String answer(CallRequest request) {
    var dialled = request.find("DialCallStatus");
    var bridged = dialled.isPresent() && request.get("DialBridged").equals("true");
    if (dialled.isPresent() && (bridged || accepted(request))) {
      transferred(request);
      return over(request, EndReason.TRANSFER, twiml.hangUp());
    }
    if (request.callerGone()) {
      return over(request, EndReason.CALLER_HUNG_UP, twiml.nothing());
    }
    try {
      var call = calls.find(request.callSid());
      return dialled.isPresent()
          ? resume(request, call, Opening.TRANSFER_FAILED)
          : next(request, call);
    } catch (OutOfReach e) {
      LOG.atError()
          .addKeyValue("callSid", request.callSid())
          .setCause(e)
          .log("table out of reach, caller sent to the voicemail");
      return voicemail(request);
    }
  }

  /// `DialCallStatus` tells nothing: `completed` is an answering machine, too. Two parties that
  /// were connected, however, pressed the key, even when the table could not take it.
  private boolean accepted(CallRequest request) {
    return endings
        .find(request.callSid())
        .flatMap(CallRecord::next)
        .filter(NextStep.Transferred.class::isInstance)
        .isPresent();
  }

  private void transferred(CallRequest request) {
    try {
      calls.ended(request.callSid(), clock.instant(), EndReason.TRANSFER);
    } catch (OutOfReach e) {
      LOG.atError().addKeyValue("callSid", request.callSid()).setCause(e).log("end not written");
    }
  }

  private String next(CallRequest request, Optional<CallRecord> call) {
    return switch (call.flatMap(CallRecord::next).orElseGet(NextStep.Resume::new)) {
      case NextStep.HangUp(), NextStep.Transferred() -> {
        log(request, "hang up");
        yield twiml.hangUp();
      }
      case NextStep.Transfer(var number) when !transferNumber.equals(Optional.of(number)) -> {
        LOG.atError()
            .addKeyValue("callSid", request.callSid())
            .addKeyValue("number", number)
            .log("transfer to a number that is not configured refused");
        yield resume(request, call, Opening.TRANSFER_FAILED);
      }
      case NextStep.Transfer(var number) -> {
        log(request, "transfer");
        yield twiml.dial(number, number(request, "To", call, CallRecord::to));
      }
      case NextStep.Voicemail() -> voicemail(request);
      case NextStep.Resume() -> resume(request, call, Opening.RESUMED);
    };
  }

  private String resume(CallRequest request, Optional<CallRecord> call, Opening opening) {
    var now = clock.instant();
    var id = request.idempotencyToken().orElseGet(() -> UUID.randomUUID().toString());
    var resumes = calls.resumed(request.callSid(), now, id);
    if (!twiml.hasBridge() || recent(resumes, now) > MOST_RESUMES) {
      calls.leave(request.callSid(), new NextStep.Voicemail());
      return voicemail(request);
    }
    var from = number(request, "From", call, CallRecord::from);
    var to = number(request, "To", call, CallRecord::to);
    try {
      var document = twiml.connect(request.callSid(), from, to, opening, pause(resumes, now));
      log(request, "resume");
      metrics.count("Resumes");
      return document;
    } catch (SettingsException e) {
      LOG.atError()
          .addKeyValue("callSid", request.callSid())
          .setCause(e)
          .log("secret out of reach, caller sent to the voicemail");
      calls.leave(request.callSid(), new NextStep.Voicemail());
      return voicemail(request);
    }
  }

  /// The second try may find another bridge at once; the last gives a new one time to start.
  private static Duration pause(Collection<Instant> resumes, Instant now) {
    var soon = now.minus(HARDLY_A_STREAM);
    var tries = resumes.stream().filter(at -> at.isAfter(soon)).count();
    return tries < MOST_RESUMES ? Duration.ZERO : BEFORE_THE_LAST_TRY;
  }

  private static long recent(Collection<Instant> resumes, Instant now) {
    return resumes.stream().filter(at -> at.isAfter(now.minus(RESUME_WINDOW))).count();
  }

  private String voicemail(CallRequest request) {
    log(request, "voicemail");
    announce(request, EndReason.VOICEMAIL, AFTER_THE_VOICEMAIL);
    return twiml.voicemail();
  }

  private String over(CallRequest request, EndReason reason, String document) {
    log(request, reason.name());
    announce(request, reason, Endings.AFTER_THE_BRIDGE);
    return document;
  }

  /// Best effort: the caller waits for an answer, and the end is announced from other sides too.
  private void announce(CallRequest request, EndReason reason, Duration delay) {
    try {
      endings.callOver(request.callSid(), reason, delay);
    } catch (OutOfReach e) {
      LOG.atError()
          .addKeyValue("callSid", request.callSid())
          .setCause(e)
          .log("end of call not announced");
    }
  }

  private static PhoneNumber number(
      CallRequest request,
      String field,
      Optional<CallRecord> call,
      Function<CallRecord, PhoneNumber> noted) {
    return request
        .find(field)
        .map(PhoneNumber::new)
        .or(() -> call.map(noted))
        .orElse(PhoneNumber.WITHHELD);
  }

  private static void log(CallRequest request, String outcome) {
    LOG.atInfo()
        .addKeyValue("callSid", request.callSid())
        .addKeyValue("outcome", outcome)
        .log("stream ended");
  }
}
