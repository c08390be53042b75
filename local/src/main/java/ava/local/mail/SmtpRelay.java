package ava.local.mail;

import ava.embedded.EmbeddedSes;
import ava.embedded.EmbeddedSes.Mail;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands Ava's mails on to an SMTP server, as multipart/alternative of text and HTML. What the
/// server refuses for good the function sees as SES's `MessageRejected`, any other failure as
/// `ServiceUnavailable`, which the queue tries again. Safe for use by several threads.
public final class SmtpRelay implements EmbeddedSes.Relay {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpRelay.class);
  private static final String WITHIN_MS = "10000";
  private static final int PERMANENT = 500;

  private final SmtpSettings settings;
  private final Session session;

  public SmtpRelay(SmtpSettings settings) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings), authenticator(settings));
  }

  private static Properties properties(SmtpSettings settings) {
    var properties = new Properties();
    var mustEncrypt = settings.login().isPresent() && !settings.tlsAtOnce();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", settings.host());
    properties.put("mail.smtp.port", Integer.toString(settings.port()));
    properties.put("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
    properties.put("mail.smtp.ssl.enable", Boolean.toString(settings.tlsAtOnce()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.starttls.enable", Boolean.toString(!settings.tlsAtOnce()));
    properties.put("mail.smtp.starttls.required", Boolean.toString(mustEncrypt));
    properties.put("mail.smtp.connectiontimeout", WITHIN_MS);
    properties.put("mail.smtp.timeout", WITHIN_MS);
    properties.put("mail.smtp.writetimeout", WITHIN_MS);
    return properties;
  }

  private static Authenticator authenticator(SmtpSettings settings) {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        var login = settings.login().orElseThrow();
        return new PasswordAuthentication(login.user(), login.password().value());
      }
    };
  }

  @Override
  public void handOn(Mail mail) {
    try {
      var message = message(mail);
      message.saveChanges();
      Transport.send(message, InternetAddress.parse(String.join(",", mail.to())));
      LOG.atInfo().addKeyValue("server", settings.host()).log("mail handed to SMTP server");
    } catch (MessagingException e) {
      LOG.atWarn().addKeyValue("server", settings.host()).setCause(e).log("SMTP server failed");
      throw permanent(e)
          ? new EmbeddedSes.RelayRefusal(400, "MessageRejected", "SMTP server refused the mail")
          : new EmbeddedSes.RelayRefusal(503, "ServiceUnavailable", "SMTP server not available");
    }
  }

  private MimeMessage message(Mail mail) throws MessagingException {
    if (mail.raw().isPresent()) {
      return whole(mail, mail.raw().get());
    }
    var utf8 = StandardCharsets.UTF_8.name();
    var message = new MimeMessage(session);
    message.setFrom(sender(mail));
    message.setRecipients(
        Message.RecipientType.TO, InternetAddress.parse(String.join(",", mail.to())));
    message.setSubject(mail.subject(), utf8);
    message.setSentDate(Date.from(mail.at()));
    var text = new MimeBodyPart();
    text.setText(mail.text(), utf8);
    var html = new MimeBodyPart();
    html.setText(mail.html(), utf8, "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    return message;
  }

  /// The message as Ava wrote it, with all that is attached.
  private MimeMessage whole(Mail mail, String raw) throws MessagingException {
    var bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
    var message = new MimeMessage(session, new ByteArrayInputStream(bytes));
    message.setFrom(sender(mail));
    message.setSentDate(Date.from(mail.at()));
    return message;
  }

  /// The address that the server lets us send from, with its name or else Ava's.
  private InternetAddress sender(Mail mail) throws MessagingException {
    var sender = new InternetAddress(mail.from());
    sender = named(sender.getAddress(), sender.getPersonal());
    if (settings.sender().isEmpty()) {
      return sender;
    }
    var ours = settings.sender().get();
    if (ours.getPersonal() != null) {
      return ours;
    }
    sender.setAddress(ours.getAddress());
    return sender;
  }

  /// A name that was read is written anew, as a header may hold it.
  private static InternetAddress named(String address, @Nullable String name)
      throws MessagingException {
    try {
      return new InternetAddress(address, name, StandardCharsets.UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new MessagingException("every JDK has UTF-8", e);
    }
  }

  private static boolean permanent(MessagingException e) {
    return !(e instanceof AuthenticationFailedException)
        && e instanceof SMTPSendFailedException failure
        && failure.getReturnCode() >= PERMANENT;
  }
}
