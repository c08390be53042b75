package ava.embedded;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// The MIME message of a `SendRawEmail` request, read as strictly as the strictest of those who get
/// it. Source: RFC 5322 (lines of 998), RFC 2047 (encoded words of 75).
final class EmbeddedSesMime {
  private static final String INVALID = "InvalidParameterValue";
  private static final int LONGEST_MAIL = 10 * 1024 * 1024;
  private static final int LONGEST_LINE = 998;
  private static final Session STRICT = strict();

  private final String raw;
  private final MimeMessage message;

  private EmbeddedSesMime(String raw, MimeMessage message) {
    this.raw = raw;
    this.message = message;
  }

  private static Session strict() {
    var settings = new Properties();
    settings.put("mail.mime.address.strict", "true");
    return Session.getInstance(settings);
  }

  /// @throws EmbeddedSesRefusal when it is no message that SES would send
  static EmbeddedSesMime read(String base64) {
    if (base64.length() > LONGEST_MAIL) {
      throw refused("Message length is more than 10485760 bytes long");
    }
    try {
      var bytes = Base64.getDecoder().decode(base64);
      var raw = new String(bytes, StandardCharsets.ISO_8859_1);
      checkLines(raw);
      var message = new MimeMessage(STRICT, new ByteArrayInputStream(bytes));
      return new EmbeddedSesMime(raw, message);
    } catch (IllegalArgumentException e) {
      throw refused("RawMessage.Data is not base64", e);
    } catch (MessagingException e) {
      throw refused("not a MIME message", e);
    }
  }

  private static void checkLines(String raw) {
    var head = raw.substring(0, Math.max(0, raw.indexOf("\r\n\r\n")));
    if (head.isEmpty() || head.chars().anyMatch(c -> c > 126)) {
      throw refused("Header contains illegal character");
    }
    for (var line : raw.split("\r\n", -1)) {
      if (line.length() > LONGEST_LINE || line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
        throw refused("Line too long or with a bare line break");
      }
    }
    for (var word : head.split("[\\s(),<>]+")) {
      if (word.startsWith("=?") && word.length() > 75) {
        throw refused("Encoded word longer than 75 characters");
      }
    }
  }

  /// @param source who sends, to whom SES reports
  /// @param to the envelope's recipients
  EmbeddedSes.Mail mail(String messageId, String source, List<String> to, Instant at) {
    try {
      var from = message.getFrom();
      if (from == null
          || from.length != 1
          || !((InternetAddress) from[0]).getAddress().equals(source)) {
        throw refused("From is not the source");
      }
      var text = part(message, "text/plain");
      var html = part(message, "text/html");
      if (text.isEmpty() && html.isEmpty()) {
        throw refused("no text");
      }
      return new EmbeddedSes.Mail(
          messageId,
          ((InternetAddress) from[0]).toUnicodeString(),
          to,
          MimeUtility.decodeText(message.getHeader("Subject", null).replaceAll("\r\n", "")),
          html.orElse(""),
          text.map(body -> body.replace("\r\n", "\n")).orElse(""),
          at,
          Optional.of(raw));
    } catch (MessagingException | IOException e) {
      throw refused("not a MIME message", e);
    }
  }

  private static Optional<String> part(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type) && !Part.ATTACHMENT.equals(part.getDisposition())) {
      return Optional.of((String) part.getContent());
    }
    if (part.getContent() instanceof Multipart parts) {
      for (var i = 0; i < parts.getCount(); i++) {
        var found = part(parts.getBodyPart(i), type);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static EmbeddedSesRefusal refused(String why) {
    return new EmbeddedSesRefusal(400, INVALID, why);
  }

  private static EmbeddedSesRefusal refused(String why, Exception cause) {
    var refusal = refused(why);
    refusal.initCause(cause);
    return refusal;
  }
}
