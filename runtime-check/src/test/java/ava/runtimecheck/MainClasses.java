package ava.runtimecheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The files of all classes of the project but those of its tests.
final class MainClasses {
  private static final Set<String> NO_CLASSES = Set.of("package-info.java", "module-info.java");

  private MainClasses() {}

  static List<Path> files() {
    try (var files = Files.walk(Template.PROJECT)) {
      return files.filter(MainClasses::isOne).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOne(Path file) {
    return file.toString().contains("/src/main/java/")
        && file.toString().endsWith(".java")
        && !NO_CLASSES.contains(file.getFileName().toString());
  }
}
