package ava.runtimecheck;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.lambda.LambdaEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every function's jar takes every one of its events under AWS's runtime client, in the
/// environment that `sam local invoke` would give it, and answers as it should.
class EventsTest {
  /// A part of the answer, for each event. An event that is missing here fails.
  private static final Map<String, List<String>> EXPECTED =
      Map.ofEntries(
          expect("telephone-ring", "\"statusCode\":200", "<Connect ", "/media-stream"),
          expect("telephone-get", "\"statusCode\":200", "<Connect ", "/media-stream"),
          expect("telephone-bad-signature", "\"statusCode\":403", "\"body\":\"\""),
          expect("telephone-healthz", "\"statusCode\":200", "ok"),
          expect("telephone-accept-transfer", "\"statusCode\":200", "<Gather ", "tapez 1"),
          expect("telephone-accept-transfer-key", "\"statusCode\":200", "<Response/>"),
          expect("telephone-after-stream", "\"statusCode\":200", "<Connect "),
          expect("telephone-call-completed", "\"statusCode\":204"),
          expect("telephone-keep-alive", "\"statusCode\":204"),
          expect("telephone-recording", "\"statusCode\":204"),
          expect("telephone-stream-stopped", "\"statusCode\":204"),
          expect("telephone-transfer-no-answer", "\"statusCode\":200", "<Connect "),
          expect("telephone-voicemail", "\"statusCode\":200", "<Hangup"),
          expect("summary-bounce", "{}"),
          expect("summary-call-ended", "\"batchItemFailures\":[]"),
          expect("summary-sweep", "\"swept\":"),
          expect("dashboard-keep-alive", "\"statusCode\":204"),
          expect("dashboard-page", "\"statusCode\":200", "text/html"),
          expect("dashboard-calls", "\"statusCode\":200", "CA0123456789abcdef0123456789abcdef"),
          expect("dashboard-call", "\"statusCode\":200", "rendez-vous lundi"),
          expect(
              "dashboard-recording",
              "\"statusCode\":200",
              "audio/mpeg",
              "\"isBase64Encoded\":true",
              "\"body\":\"SUQz\""),
          expect("dashboard-unauthorised", "\"statusCode\":401"),
          expect("live-keep-alive", "{}"),
          expect("live-connect", "\"statusCode\":401"),
          expect("live-disconnect", "\"statusCode\":200"),
          expect("live-turn", "\"batchItemFailures\":[]"));

  @TempDir private static Path folder;

  private static Surroundings surroundings;

  @BeforeAll
  static void start() {
    surroundings = new Surroundings();
  }

  @AfterAll
  static void stop() {
    surroundings.close();
  }

  @TestFactory
  Stream<DynamicTest> everyEventIsAnsweredUnderTheRealRuntime() {
    return Template.read().functions().stream()
        .map(function -> DynamicTest.dynamicTest(function.name(), () -> takesItsEvents(function)));
  }

  private static void takesItsEvents(Template.Function function) throws IOException {
    var events = events(function);
    assertThat(events).as("events/%s-*.json", function.name()).isNotEmpty();

    try (var lambda =
        LambdaEnvironment.start(function.program(), folder, surroundings.environment(function))) {
      for (var event : events) {
        var name = event.getFileName().toString().replace(".json", "");
        assertThat(EXPECTED).as("events that this test knows").containsKey(name);
        assertThat(lambda.invoke(Files.readString(event)).replace("\\\"", "\""))
            .as(name)
            .contains(EXPECTED.get(name));
      }

      assertThat(lambda.log().lines())
          .noneMatch(
              line -> line.contains("\"ERROR\"") || (line.contains("not primed") && !late(line)));
    }
  }

  /// The table is asked in vain within a second or two only on a machine that has no time for it.
  private static boolean late(String line) {
    return line.contains("table out of reach: ApiCall");
  }

  static List<Path> events(Template.Function function) throws IOException {
    try (var files = Files.list(Template.PROJECT.resolve("events"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(function.name() + "-"))
          .sorted()
          .toList();
    }
  }

  private static Map.Entry<String, List<String>> expect(String event, String... parts) {
    return Map.entry(event, List.of(parts));
  }
}
