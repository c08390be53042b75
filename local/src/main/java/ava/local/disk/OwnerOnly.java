package ava.local.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/// Keeps a folder and all that is in it for its owner: words and numbers of callers are in there.
public final class OwnerOnly {
  private OwnerOnly() {}

  /// Makes the folder if need be, and closes it and what it holds to everybody else.
  public static void folder(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (var inside = Files.walk(folder)) {
      for (var path : inside.filter(path -> !Files.isSymbolicLink(path)).toList()) {
        close(path);
      }
    }
  }

  /// Makes the file if need be, and closes it to everybody else.
  public static void file(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    close(file);
  }

  private static void close(Path path) throws IOException {
    if (Files.getFileAttributeView(path, PosixFileAttributeView.class) != null) {
      var mode = Files.isDirectory(path) ? "rwx------" : "rw-------";
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
  }
}
