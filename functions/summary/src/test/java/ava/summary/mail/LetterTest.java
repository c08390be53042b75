package ava.summary.mail;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.Recording;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {
  private static final SummaryMail MAIL =
      new SummaryMail(
          "Urgent – Mme Lefèvre – fuite d’eau dans la cuisine – rappeler avant 18 h ".repeat(2),
          "<p>é</p>",
          "é\nœ " + "mot ".repeat(500));

  private static String mime(String name, Optional<Letter.Attachment> attached) throws Exception {
    var from = new InternetAddress("ava@exemple.fr", name, "UTF-8");
    var to = List.of(new InternetAddress("b@c.fr", "Accueil, Évreux", "UTF-8"));
    return new String(
        new Letter(from, to, MAIL, "CA1", attached).mime(), StandardCharsets.ISO_8859_1);
  }

  private static MimeMessage read(String mime) throws Exception {
    return new MimeMessage(
        (Session) null, new ByteArrayInputStream(mime.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ava",
        "Cabinet Martin, Paris",
        "Cabinet médical pluridisciplinaire de la Préfecture d'Évreux à côté",
        "Œuvres « d’Été » \"X\" (Y); Z",
        "日本語の長い名前をここに書きます、そしてもっと長くなります"
      })
  void nameReadsBackFromShortEncodedWords(String name) throws Exception {
    var mime = mime(name, Optional.empty());

    var head = mime.substring(0, mime.indexOf("\r\n\r\n"));
    assertThat(head.split("[\\s<>]+")).allSatisfy(word -> assertThat(word).hasSizeLessThan(76));
    assertThat(head.split("\r\n")).allSatisfy(line -> assertThat(line).hasSizeLessThan(999));
    var message = read(mime);
    assertThat(((InternetAddress) message.getFrom()[0]).getPersonal()).isEqualTo(name);
    assertThat(message.getFrom()).hasSize(1);
    assertThat(message.getAllRecipients()).hasSize(1);
    assertThat(message.getSubject()).isEqualTo(MAIL.subject());
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void recordingIsAttachedBehindBothTexts() throws Exception {
    var audio = new Recording.Audio("audio/mpeg", new byte[] {1, 2, 3, 0, -1});

    var message =
        read(mime("Ava", Optional.of(new Letter.Attachment("repondeur-2026-11-25.mp3", audio))));

    var parts = (Multipart) message.getContent();
    assertThat(message.getContentType()).startsWith("multipart/mixed");
    assertThat(parts.getBodyPart(0).getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("repondeur-2026-11-25.mp3");
    assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(audio.bytes());
  }

  @Test
  void nothingThatCannotBeSeenStandsInTheSubject() throws Exception {
    var from = new InternetAddress("ava@exemple.fr", "Ava", "UTF-8");
    var mail = new SummaryMail("Ren\u202Edez\r\nBcc: x@y.z\u0000", "<p>", "t");

    var bytes = new Letter(from, List.of(from), mail, "CA1", Optional.empty()).mime();

    var message = read(new String(bytes, StandardCharsets.ISO_8859_1));
    assertThat(message.getSubject()).isEqualTo("Rendez Bcc: x@y.z");
    assertThat(message.getHeader("Bcc")).isNull();
  }
}
