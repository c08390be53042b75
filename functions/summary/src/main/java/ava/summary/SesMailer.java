package ava.summary;

import ava.shared.OutOfReach;
import ava.summary.mail.SummaryMail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.Content;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;

/// Sends through Amazon SES (API of 2010-12-01, `SendEmail`). Safe for use by several threads.
final class SesMailer implements Mailer {
  private static final Duration CONNECTED = Duration.ofSeconds(5);

  /// The longer it may take, the seldomer is a mail sent of which nobody knows.
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private static final Duration LONGEST = CONNECTED.plus(ANSWER);

  private final SesClient client;

  SesMailer(SesClient client) {
    this.client = client;
  }

  /// A client that does not retry: SES knows no idempotency key, so a retry behind our back after a
  /// lost answer would be a second mail that does not say so.
  static SesClient client() {
    return SesClient.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECTED).socketTimeout(ANSWER))
        .overrideConfiguration(o ->
            o.retryStrategy(DefaultRetryStrategy.doNotRetry())
                .apiCallAttemptTimeout(LONGEST)
                .apiCallTimeout(LONGEST))
        .build();
  }

  @Override
  public Delivery send(String from, List<String> to, SummaryMail mail) {
    try {
      var answer =
          OutOfReach.reach("mail service", () -> client.sendEmail(request(from, to, mail)));
      return new Delivery.Accepted(answer.messageId());
    } catch (OutOfReach e) {
      return e.mayPass()
          ? new Delivery.Failed(error(e), e.status().isEmpty() && e.mayBeDone())
          : new Delivery.Refused(error(e));
    }
  }

  private static SendEmailRequest request(String from, List<String> to, SummaryMail mail) {
    return SendEmailRequest.builder()
        .source(from)
        .destination(d -> d.toAddresses(to))
        .message(m ->
            m.subject(utf8(mail.subject()))
                .body(b -> b.html(utf8(mail.html())).text(utf8(mail.text()))))
        .build();
  }

  private static Content utf8(String text) {
    return Content.builder().charset(StandardCharsets.UTF_8.name()).data(text).build();
  }

  private static String error(OutOfReach e) {
    return e.status().map(status -> status + " " + e.code().orElse("")).orElseGet(() -> cause(e));
  }

  private static String cause(OutOfReach e) {
    var cause = e.getCause();
    return cause == null ? "" : cause.getClass().getSimpleName();
  }
}
