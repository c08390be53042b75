package ava.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What this module and the rest of Ava rely on of each other.
class ContractsTest {
  private static final Pattern SDK_EXCEPTION =
      Pattern.compile(
          "software\\.amazon\\.awssdk\\.[\\w.]*?(\\w+Exception)\\b|\\b(SdkException)\\b");

  @Test
  void lastAttemptIsTheQueuesOwn() throws IOException {
    var template = Files.readString(Path.of("../../template.yaml"));

    assertThat(template).contains("maxReceiveCount: " + SummaryHandler.MOST_DELIVERIES + "\n");
  }

  @Test
  void functionsKnowNoExceptionOfTheSdkButAnswers() throws IOException {
    var named = new TreeSet<String>();
    try (var sources = Files.walk(Path.of(".."))) {
      for (var source :
          sources
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> file.toString().contains("/src/main/"))
              .toList()) {
        named.addAll(
            SDK_EXCEPTION
                .matcher(Files.readString(source))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .collect(Collectors.toSet()));
      }
    }

    assertThat(named)
        .isSubsetOf(Set.of("ConditionalCheckFailedException", "TransactionCanceledException"))
        .contains("ConditionalCheckFailedException");
  }
}
