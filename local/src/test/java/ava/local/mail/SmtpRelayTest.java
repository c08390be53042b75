package ava.local.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.embedded.EmbeddedSes;
import ava.shared.settings.Secret;
import ava.shared.settings.Settings;
import ava.shared.settings.SettingsException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.SesException;

class SmtpRelayTest {
  @Test
  void mailArrivesWithBothPartsAndTheSmtpSender()
      throws InterruptedException, MessagingException, IOException {
    try (var server = new TinySmtpServer("250 OK");
        var ses = relay(server.port())) {
      send(ses);

      var session = Objects.requireNonNull(server.received().poll(60, TimeUnit.SECONDS));
      assertThat(session)
          .contains(
              "MAIL FROM:<ava@exemple.fr>", "RCPT TO:<a@exemple.fr>", "RCPT TO:<b@exemple.fr>");
      var message = content(session);
      assertThat(message.getSubject()).isEqualTo("Mme Lefèvre – fuite d’eau");
      assertThat(message.getFrom()[0]).hasToString("Ava <ava@exemple.fr>");
      var parts = (MimeMultipart) message.getContent();
      assertThat(parts.getBodyPart(0).getContent()).isEqualTo("À rappeler");
      assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>À rappeler</p>");
      assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
      assertThat(ses.mails()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Cabinet Martin <ava@exemple.fr> | Cabinet Martin <ava@exemple.fr>",
        "\"Cabinet Martin, Paris\" <ava@exemple.fr> | \"Cabinet Martin, Paris\" <ava@exemple.fr>",
        "<ava@exemple.fr> | Ava <ava@exemple.fr>",
      })
  void theSenderMayHaveAName(String sender, String from)
      throws InterruptedException, MessagingException {
    try (var server = new TinySmtpServer("250 OK");
        var ses = relay(server.port(), sender)) {
      send(ses);

      var session = Objects.requireNonNull(server.received().poll(60, TimeUnit.SECONDS));
      assertThat(session).contains("MAIL FROM:<ava@exemple.fr>");
      assertThat(content(session).getFrom()[0]).hasToString(from);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ava", "a@b@c.fr", "a@exemple.fr, b@exemple.fr", "Cabinet, <a@exemple>"})
  void aSenderThatIsNoAddressIsNamed(String sender) {
    assertThatThrownBy(() -> relay(25, sender)).hasMessageContaining("SMTP_SENDER");
  }

  @Test
  void refusalForGoodIsNotTriedAgain() {
    try (var server = new TinySmtpServer("550 no such user");
        var ses = relay(server.port())) {
      assertThatThrownBy(() -> send(ses))
          .isInstanceOfSatisfying(
              SesException.class, e -> assertThat(e.statusCode()).isEqualTo(400));
      assertThat(ses.mails()).isEmpty();
    }
  }

  @Test
  void fullMailboxIsTriedAgain() {
    try (var server = new TinySmtpServer("452 insufficient storage");
        var ses = relay(server.port())) {
      assertThatThrownBy(() -> send(ses))
          .isInstanceOfSatisfying(
              SesException.class, e -> assertThat(e.statusCode()).isEqualTo(503));
    }
  }

  @Test
  void absentServerIsTriedAgain() {
    var server = new TinySmtpServer("250 OK");
    server.close();

    try (var ses = relay(server.port())) {
      assertThatThrownBy(() -> send(ses))
          .isInstanceOfSatisfying(
              SesException.class, e -> assertThat(e.statusCode()).isEqualTo(503));
    }
  }

  @Test
  void withoutAServerThereAreNoSettings() {
    assertThat(settings(Map.of())).isEmpty();
  }

  @Test
  void settingsAreReadWithThePortOfSubmission() {
    var read =
        settings(
            Map.of(
                "SMTP_SERVER", "smtp.exemple.fr",
                "SMTP_USERNAME", "ava",
                "SMTP_PASSWORD", "secret",
                "SMTP_SENDER", "ava@exemple.fr"));

    assertThat(read)
        .hasValueSatisfying(smtp -> {
          assertThat(smtp.host()).isEqualTo("smtp.exemple.fr");
          assertThat(smtp.port()).isEqualTo(587);
          assertThat(smtp.login().map(SmtpSettings.Login::user)).contains("ava");
          assertThat(smtp.from()).contains("ava@exemple.fr");
        });
    assertThat(settings(Map.of("SMTP_SERVER", "smtp.exemple.fr:465")))
        .hasValueSatisfying(smtp -> assertThat(smtp.tlsAtOnce()).isTrue());
  }

  @Test
  void missingAndWrongSettingsAreNamed() {
    assertThatThrownBy(() -> settings(Map.of("SMTP_SERVER", "smtp:abc", "SMTP_USERNAME", "ava")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("SMTP_SERVER", "SMTP_PASSWORD");
  }

  private static Optional<SmtpSettings> settings(Map<String, String> environment) {
    return SmtpSettings.from(new Settings(environment, Secret::of));
  }

  private static EmbeddedSes relay(int port) {
    return relay(port, "ava@exemple.fr");
  }

  private static EmbeddedSes relay(int port, String sender) {
    var settings = Map.of("SMTP_SERVER", "127.0.0.1:" + port, "SMTP_SENDER", sender);
    return EmbeddedSes.start(new SmtpRelay(settings(settings).orElseThrow()));
  }

  private static void send(EmbeddedSes ses) {
    try (var client =
        SesClient.builder()
            .endpointOverride(ses.endpoint())
            .region(Region.EU_WEST_3)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build()) {
      client.sendEmail(r ->
          r.source("Ava <autre@exemple.fr>")
              .destination(d -> d.toAddresses("a@exemple.fr", "b@exemple.fr"))
              .message(m ->
                  m.subject(c -> c.charset("UTF-8").data("Mme Lefèvre – fuite d’eau"))
                      .body(b ->
                          b.text(c -> c.charset("UTF-8").data("À rappeler"))
                              .html(c -> c.charset("UTF-8").data("<p>À rappeler</p>")))));
    }
  }

  private static MimeMessage content(String session) throws MessagingException {
    var data = session.substring(session.indexOf("DATA\n") + 5, session.lastIndexOf("QUIT"));
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(data.getBytes(StandardCharsets.UTF_8)));
  }
}
