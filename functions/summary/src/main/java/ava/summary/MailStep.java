package ava.summary;

import ava.shared.aws.Metrics;
import ava.shared.call.Recording;
import ava.shared.call.SummaryState;
import ava.shared.call.Timestamps;
import ava.summary.SummaryClaims.Claim;
import ava.summary.content.Summary;
import ava.summary.content.SummaryJson;
import ava.summary.content.WholeCall;
import ava.summary.mail.Letter;
import ava.summary.mail.MailNotes;
import ava.summary.mail.MailWriter;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the email of a call, or else writes the whole summary into the log. Safe for use by
/// several threads.
final class MailStep {
  private static final Logger LOG = LoggerFactory.getLogger(MailStep.class);

  private final SummaryClaims claims;
  private final MailWriter writer;
  private final Optional<Route> route;
  private final Metrics metrics;
  private final Clock clock;

  /// Where mails go, and through whom.
  record Route(Mailer mailer, InternetAddress sender, List<InternetAddress> recipients) {}

  /// What a mail is made of.
  ///
  /// @param call with the turns that the mail shows
  /// @param contents what the mails hold with this one
  record Draft(
      WholeCall call,
      Summary summary,
      MailNotes notes,
      Contents contents,
      Optional<Recording.Audio> audio) {}

  MailStep(
      SummaryClaims claims,
      MailWriter writer,
      Optional<Route> route,
      Metrics metrics,
      Clock clock) {
    this.claims = claims;
    this.writer = writer;
    this.route = route;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// @return false when it must be tried again
  boolean deliver(Claim.Taken claim, Draft draft) {
    var call = draft.call();
    var summary = draft.summary();
    if (route.isEmpty()) {
      log(call, summary, "no SUMMARY_EMAIL");
      claims.logged(claim, draft.contents());
      return true;
    }
    var letter = letter(claim, draft, route.get());
    claims.sending(claim);
    return switch (route.get().mailer().send(letter)) {
      case Mailer.Delivery.Accepted(var messageId) -> {
        claims.sent(claim, messageId, draft.contents());
        measure(call);
        yield true;
      }
      case Mailer.Delivery.Refused(var error) -> {
        failed(claim, call, summary, error, false);
        yield true;
      }
      case Mailer.Delivery.Failed(var error, var mayBeSent) -> {
        failed(claim, call, summary, error, mayBeSent);
        yield false;
      }
    };
  }

  private Letter letter(Claim.Taken claim, Draft draft, Route way) {
    var notes = draft.notes().repeated(claim.mail().mayBeSent());
    var day = draft.call().begin().atZone(Timestamps.PARIS).toLocalDate();
    return new Letter(
        way.sender(),
        way.recipients(),
        writer.write(draft.call(), draft.summary(), notes),
        draft.call().record().callSid().value(),
        draft.audio().map(audio -> new Letter.Attachment("repondeur-" + day + ".mp3", audio)));
  }

  private void failed(
      Claim.Taken claim, WholeCall call, Summary summary, String error, boolean mayBeSent) {
    metrics.put(
        "EmailFailures",
        1,
        Metrics.Unit.COUNT,
        Map.of("callSid", call.record().callSid().value(), "error", error));
    if (claim.mail().state() != SummaryState.LOGGED) {
      log(call, summary, error);
    }
    claims.logged(claim, error, mayBeSent);
  }

  /// The one line that may hold what was said: it stands for the email.
  private static void log(WholeCall call, Summary summary, String error) {
    LOG.atError()
        .addKeyValue("event", "summary_not_sent")
        .addKeyValue("callSid", call.record().callSid())
        .addKeyValue("error", error)
        .addKeyValue("summary", SummaryJson.of(call, summary))
        .log("summary not sent");
  }

  private void measure(WholeCall call) {
    var end = call.record().endedAt().orElseGet(clock::instant);
    var taken = Duration.between(end, clock.instant());
    metrics.put(
        "SummarySeconds",
        Math.max(0, taken.toMillis()) / 1000.0,
        Metrics.Unit.SECONDS,
        Map.of("callSid", call.record().callSid().value()));
  }
}
