package ava.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class LogFileTest {
  private static final Path FULL_DISK = Path.of("/dev/full");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(new PrintStream(printed, true, StandardCharsets.UTF_8), false);

  @TempDir private Path folder;

  @Test
  void theLogIsKeptOverARestartAndForItsOwnerOnly() throws IOException {
    var path = folder.resolve("ava.log");
    for (var line : new String[] {"before\n", "after\n"}) {
      try (var log = LogFile.open(path, terminal)) {
        log.write(line.getBytes(StandardCharsets.UTF_8));
      }
    }

    assertThat(path).hasContent("before\nafter\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(text()).isEmpty();
  }

  @Test
  void aFullDiskIsToldOnceAndItsErrorsAreShownWhole() throws IOException {
    assumeThat(FULL_DISK).exists();
    try (var log = LogFile.existing(FULL_DISK, terminal)) {
      var incidents = new Incidents(terminal, log);
      incidents.listen();

      log.write("one\n".getBytes(StandardCharsets.UTF_8));
      log.write("two\n".getBytes(StandardCharsets.UTF_8));
      incidents.doAppend(event(Level.ERROR, "not written: mes mots"));
      incidents.doAppend(event(Level.INFO, "nothing"));

      assertThat(log.broken()).isTrue();
      assertThat(text().lines()).hasSize(2);
      assertThat(text()).contains("ne s’écrit plus", "/dev/full", "mes mots");
    }
  }

  @Test
  void whatGoesWrongIsOneFrenchLineThatNamesTheLog() throws IOException {
    try (var log = LogFile.open(folder.resolve("ava.log"), terminal)) {
      var incidents = new Incidents(terminal, log);
      incidents.listen();

      incidents.doAppend(event(Level.ERROR, "summary not sent"));
      incidents.doAppend(event(Level.ERROR, "summary not sent"));
      incidents.doAppend(event(Level.ERROR, "something new"));
      incidents.doAppend(event(Level.WARN, "not worth a line"));

      assertThat(text().lines())
          .hasSize(2)
          .allSatisfy(line -> assertThat(line).contains(log.path().toString()));
      assertThat(text()).contains("Le résumé n’a pas pu être envoyé", "Un incident est survenu");
    }
  }

  @ParameterizedTest
  @CsvSource({"wrong signature, 1", "no signature, 0", "draining, 0", "full, 0"})
  void aRefusalIsToldWhenTheOwnersSettingsMayBeWrong(String reason, int lines) throws IOException {
    try (var log = LogFile.open(folder.resolve("ava.log"), terminal)) {
      var incidents = new Incidents(terminal, log);
      incidents.listen();
      var refused = event(Level.WARN, "media stream refused");
      refused.addKeyValuePair(new KeyValuePair("reason", reason));

      incidents.doAppend(refused);

      assertThat(text().lines()).hasSize(lines);
    }
  }

  private static LoggingEvent event(Level level, String message) {
    var logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("ava.summary.Test");
    return new LoggingEvent("", logger, level, message, null, null);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
