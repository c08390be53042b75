package ava.summary;

import ava.shared.aws.OutOfReach;
import ava.summary.mail.Letter;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;

/// Sends through Amazon SES (API of 2010-12-01, `SendRawEmail`). Safe for use by several threads.
final class SesMailer implements Mailer {
  private static final Duration CONNECTED = Duration.ofSeconds(5);

  /// The longer it may take, the seldomer is a mail sent of which nobody knows.
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private static final Duration LONGEST = CONNECTED.plus(ANSWER);

  private final SesClient client;
  private final Optional<String> configurationSet;

  /// @param configurationSet through which SES tells what becomes of a mail
  SesMailer(SesClient client, Optional<String> configurationSet) {
    this.client = client;
    this.configurationSet = configurationSet;
  }

  /// A client that does not retry: SES knows no idempotency key, so a retry behind our back after a
  /// lost answer would be a second mail that does not say so.
  ///
  /// @param elsewhere where the service is, if not where AWS has it
  static SesClient client(Optional<URI> elsewhere) {
    var client = SesClient.builder();
    elsewhere.ifPresent(client::endpointOverride);
    return client
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECTED).socketTimeout(ANSWER))
        .overrideConfiguration(o ->
            o.retryStrategy(DefaultRetryStrategy.doNotRetry())
                .apiCallAttemptTimeout(LONGEST)
                .apiCallTimeout(LONGEST))
        .build();
  }

  @Override
  public Delivery send(Letter letter) {
    var request = request(letter);
    try {
      var answer = OutOfReach.reach("mail service", () -> client.sendRawEmail(request));
      return new Delivery.Accepted(answer.messageId());
    } catch (OutOfReach e) {
      return e.mayPass()
          ? new Delivery.Failed(error(e), e.status().isEmpty() && e.mayBeDone())
          : new Delivery.Refused(error(e));
    }
  }

  private SendRawEmailRequest request(Letter letter) {
    var request =
        SendRawEmailRequest.builder()
            .source(letter.from().getAddress())
            .destinations(letter.to().stream().map(InternetAddress::getAddress).toList())
            .rawMessage(m -> m.data(SdkBytes.fromByteArrayUnsafe(letter.mime())))
            .tags(MessageTag.builder().name("callSid").value(letter.callSid()).build());
    configurationSet.ifPresent(request::configurationSetName);
    return request.build();
  }

  private static String error(OutOfReach e) {
    return e.status().map(status -> status + " " + e.code().orElse("")).orElseGet(() -> cause(e));
  }

  private static String cause(OutOfReach e) {
    var cause = e.getCause();
    return cause == null ? "" : cause.getClass().getSimpleName();
  }
}
