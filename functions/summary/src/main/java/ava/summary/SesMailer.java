package ava.summary;

import ava.summary.mail.SummaryMail;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.Content;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SesException;

/// Sends through Amazon SES (API of 2010-12-01, `SendEmail`). Safe for use by several threads.
final class SesMailer implements Mailer {
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final SesClient client;

  SesMailer(SesClient client) {
    this.client = client;
  }

  /// A client that does not retry: SES knows no idempotency key, so a retry behind our back after a
  /// lost answer would be a second mail that does not say so.
  static SesClient client() {
    return SesClient.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(ANSWER))
        .overrideConfiguration(o ->
            o.retryStrategy(DefaultRetryStrategy.doNotRetry())
                .apiCallTimeout(ANSWER.plusSeconds(5)))
        .build();
  }

  @Override
  public Delivery send(String from, List<String> to, SummaryMail mail) {
    try {
      return new Delivery.Accepted(client.sendEmail(request(from, to, mail)).messageId());
    } catch (SesException e) {
      var error = error(e);
      return e.isThrottlingException() || e.statusCode() >= 500
          ? new Delivery.Failed(error, false)
          : new Delivery.Refused(error);
    } catch (SdkClientException e) {
      return new Delivery.Failed(e.getClass().getSimpleName(), !neverConnected(e));
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

  private static String error(SesException e) {
    var code = Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode);
    return e.statusCode() + " " + code.orElse("");
  }

  private static boolean neverConnected(Throwable e) {
    return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
        .limit(10)
        .anyMatch(
            cause -> cause instanceof ConnectException || cause instanceof UnknownHostException);
  }
}
