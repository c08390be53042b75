package ava.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EnvExampleTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern READ =
      Pattern.compile(
          "(?:\\.\\s*|(?=text\\(settings,))"
              + "(required|text|optional|secret|optionalSecret|address|number|list)"
              + "\\(\\s*(?:settings,\\s*)?\"([A-Z][A-Z0-9_]+)\"");
  private static final Pattern OFFERED = Pattern.compile("(?m)^#([A-Z][A-Z0-9_]+)=");

  /// Only this machine knows them.
  private static final Set<String> MADE_HERE =
      Set.of(
          "CALLS_TABLE",
          "CALL_ENDED_QUEUE_URL",
          "PORT",
          "LIVE_API_URL",
          "LIVE_API_ENDPOINT",
          "PAGE_ORIGIN",
          "SIGN_IN_CLIENT_ID",
          "SIGN_IN_ISSUER",
          "SIGN_IN_URL");

  @Test
  void theExampleOffersEverySettingThatIsReadAndNoOther() throws IOException {
    var read = settings();
    read.removeAll(MADE_HERE);
    read.add("LOG_LEVEL");

    assertThat(offered()).containsExactlyInAnyOrderElementsOf(read).doesNotHaveDuplicates();
  }

  @Test
  void theExampleAsItStandsSetsNothing() {
    assertThat(DotEnv.read(PROJECT.resolve(".env.example")))
        .isEqualTo(new DotEnv(Map.of(), List.of()));
  }

  @Test
  void everyLineOfItCanBeTaken() throws IOException {
    var taken = Files.readString(PROJECT.resolve(".env.example")).replaceAll("(?m)^#(\\w+=)", "$1");

    var read = DotEnv.parse(".env", taken);

    assertThat(read.problems()).isEmpty();
    assertThat(read.values()).containsKeys(offered().toArray(String[]::new));
  }

  private static List<String> offered() throws IOException {
    var example = Files.readString(PROJECT.resolve(".env.example"));
    return OFFERED.matcher(example).results().map(found -> found.group(1)).toList();
  }

  private static Set<String> settings() throws IOException {
    try (var files = Files.walk(PROJECT)) {
      return files
          .filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
          .flatMap(file -> READ.matcher(text(file)).results())
          .map(found -> found.group(2))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
