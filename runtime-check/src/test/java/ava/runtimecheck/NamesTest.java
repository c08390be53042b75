package ava.runtimecheck;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A name stands for one thing in the whole project, whichever module it is read in.
class NamesTest {
  @Test
  void aNameOfAClassLivesOnce() {
    try (var files = Files.walk(Template.PROJECT)) {
      var twice =
          files
              .filter(NamesTest::isMainClass)
              .collect(
                  groupingBy(
                      file -> file.getFileName().toString(),
                      toCollection(() -> new TreeSet<Path>())))
              .values()
              .stream()
              .filter(places -> places.size() > 1)
              .toList();

      assertThat(twice).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isMainClass(Path file) {
    return file.toString().contains("/src/main/java/")
        && file.toString().endsWith(".java")
        && !Set.of("package-info.java", "module-info.java").contains(file.getFileName().toString());
  }
}
