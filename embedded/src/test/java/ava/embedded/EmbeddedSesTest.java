package ava.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.MailFromDomainNotVerifiedException;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SesException;

class EmbeddedSesTest {
  private final EmbeddedSes ses = EmbeddedSes.start();
  private final SesClient client = client(Duration.ofSeconds(30));

  /// @param patience how long a read may take
  private SesClient client(Duration patience) {
    return SesClient.builder()
        .endpointOverride(ses.endpoint())
        .region(Region.EU_WEST_3)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.builder().socketTimeout(patience).build())
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  @AfterEach
  void close() {
    client.close();
    ses.close();
  }

  @Test
  void keepsTheMailAsItWasSent() {
    var answer = client.sendEmail(mail(_ -> {}));

    var kept = ses.mails();
    assertThat(kept).hasSize(1);
    var mail = kept.getFirst();
    assertThat(mail.messageId()).isEqualTo(answer.messageId()).isNotBlank();
    assertThat(mail.from()).isEqualTo("Ava <ava@cabinet.fr>");
    assertThat(mail.to()).containsExactly("a@b.fr", "c@d.fr");
    assertThat(mail.subject()).isEqualTo("Fuite d’eau – rappeler à 18 h");
    assertThat(mail.html()).isEqualTo("<p>é & è + 100 %</p>");
    assertThat(mail.text()).isEqualTo("é & è\nœ");
  }

  private static final String MIME =
      """
      From: =?UTF-8?Q?M=C3=A9decin?= <ava@cabinet.fr>
      To: a@b.fr
      Subject: =?UTF-8?Q?Fuite_d=E2=80=99eau?=
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=m

      --m
      Content-Type: multipart/alternative; boundary=a

      --a
      Content-Type: text/plain; charset=UTF-8
      Content-Transfer-Encoding: quoted-printable

      =C3=A9
      --a
      Content-Type: text/html; charset=UTF-8
      Content-Transfer-Encoding: quoted-printable

      <p>=C3=A9</p>
      --a--
      --m
      Content-Type: audio/mpeg; name=repondeur.mp3
      Content-Disposition: attachment; filename=repondeur.mp3
      Content-Transfer-Encoding: base64

      AQID
      --m--
      """
          .replace("\n", "\r\n");

  private void sendRaw(String mime, String... to) {
    client.sendRawEmail(r ->
        r.source("ava@cabinet.fr")
            .destinations(to)
            .tags(MessageTag.builder().name("callSid").value("CA1").build())
            .configurationSetName("ava")
            .rawMessage(m -> m.data(SdkBytes.fromUtf8String(mime))));
  }

  @Test
  void keepsTheRawMailWithItsParts() {
    sendRaw(MIME, "a@b.fr", "c@d.fr");

    var mail = ses.mails().getFirst();
    assertThat(mail.from()).isEqualTo("\"Médecin\" <ava@cabinet.fr>");
    assertThat(mail.to()).containsExactly("a@b.fr", "c@d.fr");
    assertThat(mail.subject()).isEqualTo("Fuite d’eau");
    assertThat(mail.text()).isEqualTo("é");
    assertThat(mail.html()).isEqualTo("<p>é</p>");
    assertThat(mail.raw()).contains(MIME);
  }

  @Test
  void rawMailThatAStrictReaderWouldRefuseIsRefused() {
    for (var mime :
        List.of(
            "",
            "no header",
            MIME.replace("\r\n", "\n"),
            MIME.replace("ava@cabinet.fr", "other@cabinet.fr"),
            MIME.replace("=?UTF-8?Q?M=C3=A9decin?=", "Médecin"),
            MIME.replace("M=C3=A9decin", "M=C3=A9decin".repeat(7)),
            MIME.replace("=C3=A9\r\n--a", "x".repeat(999) + "\r\n--a"),
            MIME.replace("text/plain", "text/x").replace("text/html", "text/y"))) {
      assertThatThrownBy(() -> sendRaw(mime, "a@b.fr")).as(mime).isInstanceOf(SesException.class);
    }
    assertThatThrownBy(() -> sendRaw(MIME)).isInstanceOf(SesException.class);
    assertThatThrownBy(() -> sendRaw(MIME, "é@b.fr")).isInstanceOf(SesException.class);
    assertThat(ses.mails()).isEmpty();
  }

  @Test
  void unverifiedSenderIsRejected() {
    ses.verify("autre.fr", "moi@cabinet.fr");

    assertThatThrownBy(() -> client.sendEmail(mail(_ -> {})))
        .isInstanceOf(MessageRejectedException.class)
        .hasMessageContaining("not verified");

    ses.verify("cabinet.fr");
    client.sendEmail(mail(_ -> {}));
    assertThat(ses.mails()).hasSize(1);
  }

  @Test
  void failsAsOftenAsAskedWithTheCodeAsked() {
    ses.failNext(1, 400, "MailFromDomainNotVerifiedException");
    ses.failNext(1, 503, "ServiceUnavailable");
    ses.failNext(1, 400, "Throttling");

    assertThatThrownBy(() -> client.sendEmail(mail(_ -> {})))
        .isInstanceOf(MailFromDomainNotVerifiedException.class);
    assertThatThrownBy(() -> client.sendEmail(mail(_ -> {})))
        .isInstanceOfSatisfying(SesException.class, e -> assertThat(e.statusCode()).isEqualTo(503));
    assertThatThrownBy(() -> client.sendEmail(mail(_ -> {})))
        .isInstanceOfSatisfying(
            SesException.class, e -> assertThat(e.isThrottlingException()).isTrue());
    client.sendEmail(mail(_ -> {}));
    assertThat(ses.mails()).hasSize(1);
    assertThat(ses.requests()).isEqualTo(4);
  }

  @Test
  void droppedConnectionLeavesTheMailAccepted() {
    ses.dropAfterAcceptance(1);

    assertThatThrownBy(() -> client.sendEmail(mail(_ -> {})))
        .isInstanceOf(SdkClientException.class);

    assertThat(ses.mails()).hasSize(1);
    assertThat(ses.requests()).isEqualTo(1);
  }

  @Test
  void lateAnswerRunsIntoTheClientsDeadline() {
    ses.delayNext(1, Duration.ofSeconds(2));

    try (var impatient = client(Duration.ofMillis(100))) {
      assertThatThrownBy(() -> impatient.sendEmail(mail(_ -> {})))
          .isInstanceOf(SdkClientException.class);
    }
  }

  @Test
  void incompleteMailIsRefused() {
    assertCode(mail(m -> m.source("")), "ValidationError");
    assertCode(mail(m -> m.source("pas une adresse")), "InvalidParameterValue");
    assertCode(mail(m -> m.source("Médecin <ava@cabinet.fr>")), "InvalidParameterValue");
    assertCode(mail(m -> m.destination(d -> {})), "InvalidParameterValue");
    assertCode(mail(m -> m.destination(d -> d.toAddresses("a b@c"))), "InvalidParameterValue");
    assertCode(
        mail(m -> m.message(x -> x.subject(s -> s.data("a")).body(b -> {}))), "ValidationError");
    assertCode(
        mail(m ->
            m.message(
                x -> x.subject(s -> s.data("a\nBcc: x@y.z")).body(b -> b.text(t -> t.data("a"))))),
        "InvalidParameterValue");
    assertCode(
        mail(
            m -> m.message(x -> x.subject(s -> s.data("été")).body(b -> b.text(t -> t.data("a"))))),
        "InvalidParameterValue");
    assertThat(ses.mails()).isEmpty();
  }

  @Test
  void unsignedRequestAndUnknownActionAreRefused() throws Exception {
    assertThat(post("Action=SendEmail&Version=2010-12-01", "")).startsWith("403 ");
    assertThat(post("Action=DeleteIdentity&Version=2010-12-01", "AWS4-HMAC-SHA256 x"))
        .startsWith("400 ")
        .contains("<Code>InvalidAction</Code>");
    assertThat(post("Action=SendEmail&Version=2010-12-01&Destinaton=a", "AWS4-HMAC-SHA256 x"))
        .startsWith("400 ")
        .contains("<Code>MalformedQueryString</Code>");
  }

  private String post(String body, String authorization) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(ses.endpoint() + "/"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Authorization", authorization)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }

  private void assertCode(SendEmailRequest request, String code) {
    assertThatThrownBy(() -> client.sendEmail(request))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  private static SendEmailRequest mail(Consumer<SendEmailRequest.Builder> change) {
    var request =
        SendEmailRequest.builder()
            .source("Ava <ava@cabinet.fr>")
            .destination(d -> d.toAddresses("a@b.fr", "c@d.fr"))
            .message(m ->
                m.subject(s -> s.charset("UTF-8").data("Fuite d’eau – rappeler à 18 h"))
                    .body(b ->
                        b.html(h -> h.charset("UTF-8").data("<p>é & è + 100 %</p>"))
                            .text(t -> t.charset("UTF-8").data("é & è\nœ"))));
    change.accept(request);
    return request.build();
  }
}
