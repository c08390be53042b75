package ava.local.cli;

import ava.local.cli.Terminal.Look;
import ava.shared.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says to a person in one line why a command ends; the rest is for the log.
final class Failure {
  private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

  private final Terminal terminal;

  Failure(Terminal terminal) {
    this.terminal = terminal;
  }

  /// @return the exit code
  int tell(Exception e) {
    return switch (e) {
      case SettingsException settings -> settings(settings.problems());
      case UncheckedIOException io when io.getCause() instanceof FileSystemException file ->
          notWritten(file);
      default -> {
        LOG.atError().setCause(e).log("command failed");
        var log = Terminal.log().map(path -> " Détails : " + path).orElse("");
        terminal.line(Look.BAD, "Ava s’arrête sur une erreur : " + cause(e) + "." + log);
        yield Ava.FAILED;
      }
    };
  }

  /// Names settings that are missing or wrong, a line each.
  ///
  /// @param problems in French or as the settings say them
  int settings(Collection<String> problems) {
    terminal.line(Look.BAD, "Réglages à corriger :");
    problems.forEach(problem -> terminal.line("  " + FrenchSettings.say(problem)));
    return Ava.WRONG_USE;
  }

  int notWritten(IOException e) {
    terminal.line(Look.BAD, "Impossible d’écrire " + where(e) + why(e) + ".");
    return Ava.FAILED;
  }

  private static String where(IOException e) {
    return e instanceof FileSystemException file ? "dans " + file.getFile() + " : " : ": ";
  }

  private static String why(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "accès refusé";
      case FileAlreadyExistsException _, NotDirectoryException _ -> "ce n’est pas un dossier";
      case FileSystemException file -> Optional.ofNullable(file.getReason()).orElse("refusé");
      default -> Optional.ofNullable(e.getMessage()).orElse("refusé");
    };
  }

  private static String cause(Exception e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }
}
