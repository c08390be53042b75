package ava.shared.aws;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Metrics in CloudWatch embedded metric format: one JSON line on standard output, which CloudWatch
/// turns into metrics by itself. Source: AWS, "Embedded metric format specification". Safe for use
/// by several threads.
public final class Metrics {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// The namespace where nothing else is set.
  public static final String NAMESPACE = "Ava";

  private final String namespace;
  private final Optional<PrintStream> out;
  private final Clock clock;

  /// @param namespace keeps the figures of one installation apart from those of others
  public Metrics(String namespace, PrintStream out, Clock clock) {
    this(namespace, Optional.of(out), clock);
  }

  private Metrics(String namespace, Optional<PrintStream> out, Clock clock) {
    this.namespace = namespace;
    this.out = out;
    this.clock = clock;
  }

  /// The production sink.
  public static Metrics standard(String namespace) {
    return new Metrics(namespace, System.out, Clock.systemUTC());
  }

  /// A sink that keeps nothing.
  public static Metrics none() {
    return new Metrics(NAMESPACE, Optional.empty(), Clock.systemUTC());
  }

  public enum Unit {
    COUNT("Count"),
    MILLISECONDS("Milliseconds"),
    SECONDS("Seconds"),
    NONE("None");

    private final String word;

    Unit(String word) {
      this.word = word;
    }
  }

  public void count(String name) {
    put(name, 1, Unit.COUNT, Map.of());
  }

  /// @param fields log fields that stand beside the metric, such as `callSid`; they are no
  ///   dimensions
  public void put(String name, double value, Unit unit, Map<String, String> fields) {
    out.ifPresent(sink -> sink.println(line(name, value, unit, fields)));
  }

  private ObjectNode line(String name, double value, Unit unit, Map<String, String> fields) {
    var line = JSON.createObjectNode();
    var aws = line.putObject("_aws");
    aws.put("Timestamp", clock.millis());
    var directive = aws.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", namespace);
    directive.putArray("Dimensions").addArray();
    directive.putArray("Metrics").addObject().put("Name", name).put("Unit", unit.word);
    line.put(name, value);
    fields.forEach(line::put);
    return line;
  }
}
