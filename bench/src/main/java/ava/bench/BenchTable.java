package ava.bench;

import ava.embedded.aws.LocalAws;
import ava.shared.call.CallSid;
import ava.shared.table.CallStore;
import ava.trial.fleet.ProcessFigures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The process of the table and the queue, asked now and then how long it takes to answer: a table
/// that is starved costs the bridge retries and falsifies every figure. Safe for several threads.
final class BenchTable implements AutoCloseable {
  private static final long ASK_EVERY_NANOS = 100_000_000;
  private static final Pattern SETTING = Pattern.compile("([A-Z_]+)=(.*)");

  private final Process process;
  private final Map<String, String> environment;
  private final DynamoDbClient client;
  private final SqsClient queues;
  private final Thread asking;
  private Latencies latencies = new Latencies();
  private volatile boolean closed;

  private BenchTable(Process process, Map<String, String> environment) {
    this.process = process;
    this.environment = environment;
    this.client = client(DynamoDbClient.builder(), "DYNAMODB");
    this.queues = client(SqsClient.builder(), "SQS");
    this.asking = Thread.ofVirtual().start(this::ask);
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder, String service) {
    var key =
        AwsBasicCredentials.create(
            environment.getOrDefault("AWS_ACCESS_KEY_ID", ""),
            environment.getOrDefault("AWS_SECRET_ACCESS_KEY", ""));
    return builder
        .endpointOverride(URI.create(environment.getOrDefault("AWS_ENDPOINT_URL_" + service, "")))
        .region(Region.of(environment.getOrDefault("AWS_REGION", "")))
        .credentialsProvider(StaticCredentialsProvider.create(key))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /// @param starter what starts the process, as `taskset`
  static BenchTable start(List<String> starter, Path log) {
    var command = new java.util.ArrayList<>(starter);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            BenchTableMain.class.getName()));
    try {
      var process = new ProcessBuilder(command).redirectError(log.toFile()).start();
      return new BenchTable(process, settings(process.inputReader(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("no process for the table", e);
    }
  }

  private static Map<String, String> settings(BufferedReader output) throws IOException {
    var settings = new HashMap<String, String>();
    for (var line = output.readLine(); line != null && !line.isEmpty(); line = output.readLine()) {
      var setting = SETTING.matcher(line);
      if (setting.matches()) {
        settings.put(setting.group(1), setting.group(2));
      }
    }
    if (settings.isEmpty()) {
      throw new IllegalStateException("the table does not start");
    }
    return settings;
  }

  private void ask() {
    var calls = new CallStore(client, LocalAws.TABLE, Clock.systemUTC());
    while (!closed) {
      var began = System.nanoTime();
      var _ = calls.find(CallSid.NOBODY);
      took(System.nanoTime() - began);
      LockSupport.parkNanos(ASK_EVERY_NANOS);
    }
  }

  private synchronized void took(long nanos) {
    latencies.add(nanos);
  }

  /// How long the table took since it was asked last.
  synchronized Percentiles next() {
    var before = latencies.percentiles();
    latencies = new Latencies();
    return before;
  }

  ProcessFigures figures() {
    return ProcessFigures.of(process.pid());
  }

  /// A client of its queue, closed with this.
  SqsClient queues() {
    return queues;
  }

  String queueUrl() {
    return environment.getOrDefault("CALL_ENDED_QUEUE_URL", "");
  }

  /// What a bridge's process needs to reach it.
  Map<String, String> environment() {
    return environment;
  }

  @Override
  public void close() {
    closed = true;
    try {
      asking.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
    queues.close();
    process.destroy();
  }
}
