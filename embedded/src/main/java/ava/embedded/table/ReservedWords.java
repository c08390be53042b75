package ava.embedded.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The names that an expression must not use without an alias. Source: AWS, "Reserved words in
/// DynamoDB".
final class ReservedWords {
  private static final Set<String> ALL = read();

  private ReservedWords() {}

  static boolean contains(String name) {
    return ALL.contains(name.toUpperCase(Locale.ROOT));
  }

  private static Set<String> read() {
    try (var file = ReservedWords.class.getResourceAsStream("reserved-words.txt")) {
      var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException("a resource of our own", e);
    }
  }
}
