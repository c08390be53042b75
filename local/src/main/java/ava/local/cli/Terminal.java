package ava.local.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The lines that a person reads, always in UTF-8, coloured only for a person who sees colours.
/// Safe for several threads.
public final class Terminal {
  /// How a line looks.
  enum Look {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    AVA("36"),
    CALLER("33"),
    GOOD("32"),
    BAD("31");

    private final String code;

    Look(String code) {
      this.code = code;
    }
  }

  private static volatile Optional<Path> diverted = Optional.empty();

  private final PrintStream out;
  private final boolean coloured;

  Terminal(PrintStream out, boolean coloured) {
    this.out = out;
    this.coloured = coloured;
  }

  /// The process's own output.
  static Terminal standard(Map<String, String> environment) {
    var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    var wished = environment.getOrDefault("NO_COLOR", "").isEmpty();
    var dumb = environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        console.isPresent() && wished && !dumb);
  }

  /// From now on whatever else prints, logs and figures, goes into a file that begins anew.
  ///
  /// @throws UncheckedIOException when it cannot be written
  static void divert(Path log) {
    try {
      Files.createDirectories(Optional.ofNullable(log.toAbsolutePath().getParent()).orElseThrow());
      divert(log, Files.newOutputStream(log));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + log, e);
    }
  }

  /// As [#divert(Path)], into a stream that is open.
  static void divert(Path log, OutputStream stream) {
    var file = new PrintStream(stream, true, StandardCharsets.UTF_8);
    System.setOut(file);
    System.setErr(file);
    diverted = Optional.of(log);
  }

  /// Where whatever else prints goes.
  static Optional<Path> log() {
    return diverted;
  }

  /// For what prints by itself.
  PrintStream stream() {
    return out;
  }

  void line(String text) {
    out.println(text);
  }

  void line(Look look, String text) {
    out.println(painted(look, text));
  }

  /// The text as it must be printed to look so.
  String painted(Look look, String text) {
    return coloured && !look.code.isEmpty()
        ? "\u001B[" + look.code + "m" + text + "\u001B[0m"
        : text;
  }
}
