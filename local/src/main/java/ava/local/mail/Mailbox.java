package ava.local.mail;

import ava.embedded.EmbeddedSes;
import ava.embedded.EmbeddedSes.Mail;
import ava.local.disk.OwnerOnly;
import ava.shared.table.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the mails that Ava sent, as long as calls are kept: in a folder for its owner only, so
/// that a restart does not lose them, or in memory. Safe for several threads.
public final class Mailbox implements EmbeddedSes.Relay {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String KIND = ".json";
  private static final int MOST = 1_000;

  private final Optional<Path> folder;
  private final EmbeddedSes.Relay next;
  private final Duration kept;
  private final Clock clock;
  private final List<Mail> mails = new CopyOnWriteArrayList<>();

  private Mailbox(Optional<Path> folder, EmbeddedSes.Relay next, Duration kept, Clock clock) {
    this.folder = folder;
    this.next = next;
    this.kept = kept;
    this.clock = clock;
  }

  /// One that forgets with the process.
  public static Mailbox inMemory() {
    return new Mailbox(
        Optional.empty(), _ -> {}, Duration.ofDays(Retention.STANDARD_DAYS), Clock.systemUTC());
  }

  /// One that keeps its mails in a folder, together with those that are there.
  ///
  /// @param kept how long
  /// @param next who takes the mails further: what he refuses is not kept
  /// @throws UncheckedIOException when the folder cannot be used
  public static Mailbox in(
      Path folder, Optional<EmbeddedSes.Relay> next, Duration kept, Clock clock) {
    var mailbox = new Mailbox(Optional.of(folder), next.orElse(_ -> {}), kept, clock);
    try {
      OwnerOnly.folder(folder);
      mailbox.mails.addAll(read(folder));
      mailbox.forget();
      return mailbox;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + folder, e);
    }
  }

  /// The mails that are kept, oldest first.
  public List<Mail> mails() {
    return List.copyOf(mails);
  }

  @Override
  public void handOn(Mail mail) {
    next.handOn(mail);
    mails.add(mail);
    folder.ifPresent(place -> write(place, mail));
    forget();
  }

  private static List<Mail> read(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(KIND))
          .flatMap(Mailbox::mail)
          .sorted(Comparator.comparing(Mail::at))
          .toList();
    }
  }

  private static Stream<Mail> mail(Path file) {
    try {
      return Stream.of(JSON.readValue(Files.readString(file), Mail.class));
    } catch (IOException | JacksonException e) {
      LOG.atWarn().addKeyValue("file", file).setCause(e).log("kept mail not read");
      return Stream.empty();
    }
  }

  /// The mail has been accepted: that it cannot be kept must not undo that.
  private static void write(Path folder, Mail mail) {
    var file = file(folder, mail);
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    try {
      OwnerOnly.file(unfinished);
      Files.writeString(unfinished, JSON.writeValueAsString(mail));
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.atError().addKeyValue("messageId", mail.messageId()).setCause(e).log("mail not kept");
    }
  }

  private static Path file(Path folder, Mail mail) {
    var id = mail.messageId().replaceAll("[^A-Za-z0-9-]", "");
    return folder.resolve(mail.at().toEpochMilli() + "-" + id + KIND);
  }

  private void forget() {
    var oldest = clock.instant().minus(kept);
    for (var mail : mails()) {
      if (mail.at().isBefore(oldest) || mails.size() > MOST) {
        mails.remove(mail);
        folder.ifPresent(place -> delete(file(place, mail)));
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("file", file).setCause(e).log("kept mail not deleted");
    }
  }
}
