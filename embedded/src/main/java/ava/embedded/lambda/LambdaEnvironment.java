package ava.embedded.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// One execution environment of Lambda: a JVM that holds AWS's runtime client and nothing else on
/// its class path, started in the folder of the unpacked jar, as in Lambda. Who starts one has that
/// client on his own class path.
public final class LambdaEnvironment implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RuntimeApi api;
  private final Process process;
  private final Path log;
  private final Duration init;

  private LambdaEnvironment(RuntimeApi api, Process process, Path log, Duration init) {
    this.api = api;
    this.process = process;
    this.log = log;
    this.init = init;
  }

  /// Starts a function and waits until it takes events.
  ///
  /// @param folder where the jar may be unpacked
  /// @param environment the function's variables, the whole of its environment beside Lambda's own
  public static LambdaEnvironment start(
      LambdaProgram function, Path folder, Map<String, String> environment) {
    var task = folder.resolve(function.name());
    var log = folder.resolve(function.name() + ".log");
    unpack(function.jar(), task);
    var builder = new ProcessBuilder(command(function.handler()));
    builder.directory(task.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var api = new RuntimeApi(function.timeout());
    builder.environment().putAll(reserved(function, task, api.address()));
    var begin = System.nanoTime();
    var process = start(builder);
    try {
      result(CompletableFuture.anyOf(api.ready(), process.onExit()), log);
      if (!api.ready().isDone()) {
        throw new IllegalStateException("it exits; the function's log: " + read(log));
      }
      var init = Duration.ofNanos(System.nanoTime() - begin);
      return new LambdaEnvironment(api, process, log, init);
    } catch (RuntimeException e) {
      process.destroyForcibly();
      api.close();
      throw e;
    }
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// From the start of the JVM until it asked for its first event.
  public Duration init() {
    return init;
  }

  /// @throws FunctionFailed when the function throws
  public String invoke(String event) {
    return result(api.invoke(event), log);
  }

  /// What the function has written so far.
  public String log() {
    return read(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    api.close();
  }

  private static <T> T result(CompletableFuture<T> future, Path log) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FunctionFailed failed) {
        throw failed;
      }
      throw new IllegalStateException("the function's log: " + read(log), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer; the function's log: " + read(log), e);
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(String handler) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // what Lambda itself sets: small machine, first compiler only, and where org.crac finds hooks
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xmx800m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"));
    command.addAll(List.of("-classpath", runtimeClient()));
    command.addAll(List.of("com.amazonaws.services.lambda.runtime.api.client.AWSLambda", handler));
    return command;
  }

  private static String runtimeClient() {
    return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
        .filter(entry ->
            entry.contains("aws-lambda-java-runtime-interface-client")
                || entry.contains("aws-lambda-java-core")
                || entry.contains("aws-lambda-java-serialization")
                || entry.contains("utils-lite"))
        .collect(Collectors.joining(java.io.File.pathSeparator));
  }

  private static Map<String, String> reserved(
      LambdaProgram function, Path task, String runtimeApi) {
    return Map.of(
        "AWS_LAMBDA_RUNTIME_API",
        runtimeApi,
        "AWS_LAMBDA_FUNCTION_NAME",
        function.name(),
        "AWS_LAMBDA_FUNCTION_VERSION",
        "1",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "1024",
        "AWS_LAMBDA_LOG_FORMAT",
        "JSON",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        function.restored() ? "snap-start" : "on-demand",
        "LAMBDA_TASK_ROOT",
        task.toString(),
        "_HANDLER",
        function.handler());
  }

  private static void unpack(Path jar, Path folder) {
    if (Files.exists(folder)) {
      return;
    }
    try (var zip = FileSystems.newFileSystem(jar);
        var files = Files.walk(zip.getPath("/"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var target = folder.resolve(file.toString().substring(1));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
