package ava.trial.fleet;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/// The real bridge in a process of its own, with the memory that it has on AWS. What it prints is
/// kept in a file. Safe for several threads.
public final class BridgeProcess implements AutoCloseable {
  private static final Pattern ACTIVE = Pattern.compile("\"CallsActive\":(\\d+)");
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration GONE_WITHIN = Duration.ofSeconds(10);
  private static final int ONE_LOOK_MS = 2_000;

  private final Process process;
  private final int port;
  private final long began;
  private final Thread reader;
  private volatile Duration readyAfter = Duration.ZERO;
  private volatile int activeCalls;

  private BridgeProcess(Process process, int port, long began, Path log) {
    this.process = process;
    this.port = port;
    this.began = began;
    this.reader =
        Thread.ofPlatform().daemon().name("bridge-" + process.pid()).start(() -> read(log));
  }

  /// Starts a process; does not wait until it is ready.
  ///
  /// @param environment all that it gets
  /// @param port where it listens
  /// @param log where its output is added
  public static BridgeProcess start(
      BridgeProgram program, Map<String, String> environment, int port, Path log) {
    var command = program.command();
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("PORT", Integer.toString(port));
    var began = System.nanoTime();
    try {
      return new BridgeProcess(builder.start(), port, began, log);
    } catch (IOException e) {
      throw new UncheckedIOException("no bridge process", e);
    }
  }

  /// Waits until `/healthz` says that it takes calls.
  ///
  /// @return how long it took from the start of the process
  public Duration awaitReady() {
    return awaitReady(status -> status == HttpURLConnection.HTTP_OK);
  }

  /// As [#awaitReady()], for a program that says it otherwise.
  ///
  /// @param ready of the status of `/healthz`, 0 while nobody answers
  public Duration awaitReady(IntPredicate ready) {
    while (!ready.test(health(port))) {
      var waited = Duration.ofNanos(System.nanoTime() - began);
      if (!process.isAlive() || waited.compareTo(READY_WITHIN) > 0) {
        throw new IllegalStateException("the bridge did not start");
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    readyAfter = Duration.ofNanos(System.nanoTime() - began);
    return readyAfter;
  }

  /// The status of a bridge's `/healthz`; 0 when nobody answers.
  public static int health(int port) {
    try {
      var url = URI.create("http://127.0.0.1:" + port + "/healthz").toURL();
      var connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout(ONE_LOOK_MS);
      connection.setReadTimeout(ONE_LOOK_MS);
      try {
        return connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException _) {
      return 0;
    }
  }

  public int port() {
    return port;
  }

  /// How long it took to be ready, zero before.
  public Duration readyAfter() {
    return readyAfter;
  }

  /// How many calls it had when it last said so.
  public int activeCalls() {
    return activeCalls;
  }

  /// @throws UncheckedIOException when it is gone
  public ProcessFigures figures() {
    return ProcessFigures.of(process.pid());
  }

  public boolean alive() {
    return process.isAlive();
  }

  /// SIGKILL.
  public void kill() {
    process.destroyForcibly();
  }

  /// SIGTERM. What it still has to print is read.
  public void terminate() {
    // not Process.destroy, which closes the pipes as well
    process.toHandle().destroy();
  }

  /// Waits until it is gone.
  public boolean awaitEnd(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Kills it if it is still there.
  @Override
  public void close() {
    kill();
    awaitEnd(GONE_WITHIN);
    try {
      reader.join(GONE_WITHIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(Path log) {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter copy =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        var active = ACTIVE.matcher(line);
        if (active.find()) {
          activeCalls = Integer.parseInt(active.group(1));
        }
        copy.write(line);
        copy.newLine();
        copy.flush();
      }
    } catch (IOException e) {
      // a killed process takes its pipe with it
      if (process.isAlive()) {
        throw new UncheckedIOException("the bridge's output is lost", e);
      }
    }
  }
}
