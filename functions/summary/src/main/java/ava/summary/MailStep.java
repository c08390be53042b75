package ava.summary;

import ava.shared.Metrics;
import ava.shared.SummaryState;
import ava.summary.SummaryClaims.Claim;
import ava.summary.content.CallJson;
import ava.summary.content.FinishedCall;
import ava.summary.content.Summary;
import ava.summary.mail.MailWriter;
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
  record Route(Mailer mailer, String sender, List<String> recipients) {}

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
  boolean deliver(Claim.Taken claim, FinishedCall call, Summary summary) {
    if (route.isEmpty()) {
      return logInstead(claim, call, summary);
    }
    var mail = writer.write(call, summary, claim.mayBeSent());
    claims.sending(claim);
    var way = route.get();
    return switch (way.mailer().send(way.sender(), way.recipients(), mail)) {
      case Mailer.Delivery.Accepted(var messageId) -> {
        claims.sent(claim, messageId);
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

  private boolean logInstead(Claim.Taken claim, FinishedCall call, Summary summary) {
    if (claim.state() != SummaryState.LOGGED) {
      log(call, summary, "no SUMMARY_EMAIL");
      claims.logged(claim, "no SUMMARY_EMAIL", false);
    }
    return true;
  }

  private void failed(
      Claim.Taken claim, FinishedCall call, Summary summary, String error, boolean mayBeSent) {
    metrics.put(
        "EmailFailures",
        1,
        Metrics.Unit.COUNT,
        Map.of("callSid", call.record().callSid().value(), "error", error));
    if (claim.state() != SummaryState.LOGGED) {
      log(call, summary, error);
    }
    claims.logged(claim, error, mayBeSent);
  }

  /// The one line that may hold what was said: it stands for the email.
  private static void log(FinishedCall call, Summary summary, String error) {
    LOG.atError()
        .addKeyValue("event", "summary_not_sent")
        .addKeyValue("callSid", call.record().callSid())
        .addKeyValue("error", error)
        .addKeyValue("summary", CallJson.of(call, summary))
        .log("summary not sent");
  }

  private void measure(FinishedCall call) {
    var end = call.record().endedAt().orElseGet(clock::instant);
    var taken = Duration.between(end, clock.instant());
    metrics.put(
        "SummarySeconds",
        Math.max(0, taken.toMillis()) / 1000.0,
        Metrics.Unit.SECONDS,
        Map.of("callSid", call.record().callSid().value()));
  }
}
