package ava.runtimecheck;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A name stands for one thing in the whole project, whichever module it is read in.
class NamesTest {
  @Test
  void aNameOfAClassLivesOnce() {
    var twice =
        MainClasses.files().stream()
            .collect(
                groupingBy(
                    file -> file.getFileName().toString(), toCollection(() -> new TreeSet<Path>())))
            .values()
            .stream()
            .filter(places -> places.size() > 1)
            .toList();

    assertThat(twice).isEmpty();
  }
}
