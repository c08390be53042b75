package ava.runtimecheck;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What belongs together in a record has a name of its own.
class RecordsTest {
  private static final int MOST_COMPONENTS = 8;

  /// The wire's, which says what its fields are.
  private static final Set<String> AS_THE_WIRE_HAS_THEM = Set.of("ClientEvent.Session");

  /// A header, its components up to the parenthesis that closes it.
  private static final Pattern HEADER =
      Pattern.compile("\\brecord (\\w+)(?:<[^(]*>)?\\(((?:[^()]|\\([^()]*\\))*)\\)");

  /// What lies between a pair of brackets has commas of its own.
  private static final Pattern WITHIN = Pattern.compile("<[^<>]*>|\\([^()]*\\)");

  @Test
  void noRecordHasMoreThanEightComponents() {
    var large =
        MainClasses.files().stream()
            .flatMap(RecordsTest::large)
            .collect(toCollection(TreeSet::new));

    assertThat(large).containsExactlyElementsOf(AS_THE_WIRE_HAS_THEM);
  }

  private static Stream<String> large(Path file) {
    try {
      var name = file.getFileName().toString().replace(".java", "");
      return HEADER
          .matcher(Files.readString(file))
          .results()
          .filter(header -> components(header) > MOST_COMPONENTS)
          .map(header -> header.group(1).equals(name) ? name : name + "." + header.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int components(MatchResult header) {
    var plain = header.group(2);
    for (var before = ""; !before.equals(plain); ) {
      before = plain;
      plain = WITHIN.matcher(plain).replaceAll("");
    }
    return plain.isBlank() ? 0 : plain.split(",").length;
  }
}
