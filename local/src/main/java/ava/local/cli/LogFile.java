package ava.local.cli;

import ava.local.cli.Terminal.Look;
import ava.local.disk.OwnerOnly;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The log of a service: kept over restarts, for its owner only, the one before it beside it. When
/// nothing more can be written, a full disk for instance, the terminal is told and what comes is
/// dropped until writing works again. Safe for several threads.
final class LogFile extends OutputStream {
  private static final long LARGEST = 10L * 1024 * 1024;

  private final Path path;
  private final Terminal terminal;
  private final OutputStream file;
  private volatile boolean broken;

  private LogFile(Path path, Terminal terminal) throws IOException {
    this.path = path;
    this.terminal = terminal;
    this.file = Files.newOutputStream(path, StandardOpenOption.APPEND);
  }

  static LogFile open(Path path, Terminal terminal) throws IOException {
    if (Files.exists(path) && Files.size(path) > LARGEST) {
      Files.move(
          path,
          path.resolveSibling(path.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    OwnerOnly.file(path);
    return new LogFile(path, terminal);
  }

  /// As [#open], but for what is no file of its own, such as a device.
  static LogFile existing(Path path, Terminal terminal) throws IOException {
    return new LogFile(path, terminal);
  }

  Path path() {
    return path;
  }

  /// Whether what was written last is lost.
  boolean broken() {
    return broken;
  }

  @Override
  public void write(int letter) {
    write(new byte[] {(byte) letter}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    try {
      file.write(bytes, offset, length);
      if (broken) {
        broken = false;
        terminal.line(Look.GOOD, "✔ Le journal " + path + " s’écrit de nouveau.");
      }
    } catch (IOException e) {
      if (!broken) {
        broken = true;
        terminal.line(
            Look.BAD,
            "✘ Le journal %s ne s’écrit plus (%s) : le disque est-il plein ? Les erreurs s’affichent ici."
                .formatted(path, e.getMessage()));
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
