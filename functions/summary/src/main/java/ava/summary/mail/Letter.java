package ava.summary.mail;

import ava.shared.call.Printable;
import ava.shared.call.Recording;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// An email with all that its envelope says. Source: RFC 5322, RFC 2045 to 2047, RFC 3834
/// (`Auto-Submitted`).
///
/// @param callSid the call it is about, by which news of its delivery are told apart
/// @param attached what was left on the voicemail
public record Letter(
    InternetAddress from,
    List<InternetAddress> to,
    SummaryMail mail,
    String callSid,
    Optional<Attachment> attached) {
  private static final String UTF_8 = "UTF-8";

  /// Without one the library looks for its parts again for each mail.
  private static final Session SESSION = Session.getInstance(new Properties());

  /// @param name of the file, in ASCII
  public record Attachment(String name, Recording.Audio audio) {}

  public Letter {
    to = List.copyOf(to);
  }

  /// The message as it goes over the wire.
  public byte[] mime() {
    try {
      var message = new MimeMessage(SESSION);
      message.setFrom(from);
      message.setRecipients(RecipientType.TO, to.toArray(InternetAddress[]::new));
      message.setSubject(Printable.line(mail.subject()), UTF_8);
      message.setHeader("Auto-Submitted", "auto-generated");
      var body = new MimeMultipart("alternative", text(), html());
      if (attached.isEmpty()) {
        message.setContent(body);
      } else {
        var both = new MimeBodyPart();
        both.setContent(body);
        message.setContent(new MimeMultipart("mixed", both, file(attached.get())));
      }
      message.saveChanges();
      var bytes = new ByteArrayOutputStream();
      message.writeTo(bytes);
      return bytes.toByteArray();
    } catch (MessagingException e) {
      throw new IllegalStateException("a mail that cannot be written", e);
    } catch (IOException e) {
      throw new UncheckedIOException("into memory", e);
    }
  }

  private MimeBodyPart text() throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(mail.text(), UTF_8);
    return part;
  }

  private MimeBodyPart html() throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(mail.html(), UTF_8, "html");
    return part;
  }

  private static MimeBodyPart file(Attachment attached) throws MessagingException {
    var part = new MimeBodyPart();
    var audio = attached.audio();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(audio.bytes(), audio.type())));
    part.setFileName(attached.name());
    part.setDisposition(MimeBodyPart.ATTACHMENT);
    return part;
  }
}
