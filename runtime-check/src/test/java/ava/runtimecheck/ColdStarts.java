package ava.runtimecheck;

import ava.embedded.lambda.LambdaEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measures how long each function takes from the start of its JVM to its first answer, under AWS's
/// runtime client. Not part of the build, since it wants an idle machine: `tools/cold-starts.sh`.
/// With SnapStart the initialization is paid when a version is published; a caller meets the
/// restoring of the picture and the first event alone.
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
    var table = new StringBuilder("| function | jar MB | init ms | first event ms |\n");
    table.append("| --- | ---: | ---: | ---: |\n");
    try (var surroundings = new Surroundings()) {
      for (var function : Template.read().functions()) {
        var event = Files.readString(EventsTest.events(function).getLast());
        var starts = new ArrayList<Start>();
        for (var round = 0; round < ROUNDS; round++) {
          starts.add(measure(function, folder, surroundings, event));
        }
        var init = median(starts.stream().map(Start::init).toList());
        var first = median(starts.stream().map(Start::first).toList());
        var size = Files.size(function.jar()) / 1e6;
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %.1f | %d | %d |%n",
                function.name(),
                size,
                init.toMillis(),
                first.toMillis()));
      }
    }
    return table.toString();
  }

  private static Start measure(
      Template.Function function, Path folder, Surroundings surroundings, String event) {
    try (var lambda =
        LambdaEnvironment.start(function.program(), folder, surroundings.environment(function))) {
      var begin = System.nanoTime();
      lambda.invoke(event);
      return new Start(lambda.init(), Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private static Duration median(List<Duration> durations) {
    return durations.stream().sorted().toList().get(durations.size() / 2);
  }
}
