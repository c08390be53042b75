package ava.local.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.embedded.EmbeddedSes.Mail;
import ava.embedded.EmbeddedSes.RelayRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxTest {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Instant NOW = Instant.parse("2026-11-25T09:41:12.345Z");

  @TempDir private Path folder;

  @Test
  void mailsSurviveARestartForTheirOwnerOnly() throws IOException {
    var place = folder.resolve("mails");
    mailbox(place, NOW).handOn(mail("1", NOW));
    mailbox(place, NOW).handOn(mail("2", NOW.plusSeconds(1)));

    assertThat(mailbox(place, NOW).mails())
        .containsExactly(mail("1", NOW), mail("2", NOW.plusSeconds(1)));
    assertThat(mode(place)).isEqualTo("rwx------");
    try (var files = Files.list(place)) {
      assertThat(files)
          .hasSize(2)
          .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
    }
  }

  @Test
  void mailsGoWhenCallsGo() throws IOException {
    mailbox(folder, NOW).handOn(mail("old", NOW));

    assertThat(mailbox(folder, NOW.plus(Duration.ofDays(30))).mails()).hasSize(1);
    assertThat(mailbox(folder, NOW.plus(Duration.ofDays(31))).mails()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatTheServerRefusesIsNotKept() {
    var mailbox =
        Mailbox.in(
            folder,
            Optional.of(_ -> {
              throw new RelayRefusal(400, "MessageRejected", "no");
            }),
            KEPT,
            Clock.systemUTC());

    assertThatThrownBy(() -> mailbox.handOn(mail("1", NOW))).isInstanceOf(RelayRefusal.class);

    assertThat(mailbox.mails()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aDamagedFileHidesNoOtherMail() throws IOException {
    mailbox(folder, NOW).handOn(mail("1", NOW));
    Files.writeString(folder.resolve("0-damaged.json"), "{\"messageId\":");

    assertThat(mailbox(folder, NOW).mails()).containsExactly(mail("1", NOW));
  }

  private static Mailbox mailbox(Path folder, Instant now) {
    return Mailbox.in(folder, Optional.empty(), KEPT, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Mail mail(String id, Instant at) {
    return new Mail(id, "Ava <ava@a.fr>", List.of("b@c.fr"), "Appel", "<p>é</p>", "é", at);
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
