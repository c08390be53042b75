package ava.runtimecheck;

import ava.embedded.lambda.LambdaEnvironment;
import ava.embedded.lambda.LambdaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measures how long each function takes from the start of its JVM to its first answer, under AWS's
/// runtime client: without a snapshot, and as SnapStart has it, where what goes before the picture,
/// the rehearsal included, is paid when a version is published, and a caller meets the restoring
/// and the first event alone. Not part of the build, since it wants an idle machine:
/// `tools/cold-starts.sh`.
final class ColdStarts {
  private static final int ROUNDS = 5;

  private record Start(Duration init, Duration first) {}

  private ColdStarts() {}

  public static void main(String[] arguments) throws IOException {
    System.setProperty("logback.configurationFile", "logback-test.xml");
    System.out.print(table(Files.createTempDirectory("ava-cold-starts")));
    System.exit(0);
  }

  private static String table(Path folder) throws IOException {
    var table =
        new StringBuilder("| function | jar, MB | init | first event | published | first event |\n")
            .append("|---|---:|---:|---:|---:|---:|\n");
    try (var surroundings = new Surroundings()) {
      for (var function : Template.read().functions()) {
        var started = median(function, false, folder, surroundings);
        var restored = median(function, true, folder, surroundings);
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %.1f | %d | %d | %d | %d |%n",
                function.name(),
                Files.size(function.jar()) / 1e6,
                started.init().toMillis(),
                started.first().toMillis(),
                restored.init().toMillis(),
                restored.first().toMillis()));
      }
    }
    return table.toString();
  }

  private static Start median(
      Template.Function function, boolean restored, Path folder, Surroundings surroundings)
      throws IOException {
    var given = function.program();
    var program =
        new LambdaProgram(given.name(), given.jar(), given.handler(), given.timeout(), restored);
    var event = Files.readString(EventsTest.events(function).getLast());
    var starts = new ArrayList<Start>();
    for (var round = 0; round < ROUNDS; round++) {
      try (var lambda =
          LambdaEnvironment.start(program, folder, surroundings.environment(function))) {
        var begin = System.nanoTime();
        lambda.invoke(event);
        starts.add(new Start(lambda.init(), Duration.ofNanos(System.nanoTime() - begin)));
      }
    }
    return new Start(
        median(starts.stream().map(Start::init).toList()),
        median(starts.stream().map(Start::first).toList()));
  }

  private static Duration median(List<Duration> durations) {
    return durations.stream().sorted().toList().get(durations.size() / 2);
  }
}
