package ava.local.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The bridge's image, running as ECS runs it: not root, nothing to write on, 512 MB.
final class Container implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String engine;
  private final String id;
  private final URI health;

  private Container(String engine, String id, URI health) {
    this.engine = engine;
    this.id = id;
    this.health = health;
  }

  /// Starts an image and waits until it is healthy.
  ///
  /// @param engine `podman` or `docker`
  /// @param folder where its environment may be written
  static Container start(
      String engine, String image, int port, Map<String, String> environment, Path folder) {
    var file = folder.resolve("container.env");
    var lines = environment.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    try {
      Files.write(file, lines, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var command =
        new ArrayList<>(
            List.of(
                engine,
                "run",
                "--detach",
                "--network=host",
                "--read-only",
                "--cap-drop=all",
                "--user=65532:65532",
                "--memory=512m",
                "--env-file=" + file));
    if (engine.equals("podman")) {
      command.add("--read-only-tmpfs=false"); // else there is a /tmp to write on
    }
    command.add(image);
    var id = run(command.toArray(String[]::new));
    var container = new Container(engine, id, URI.create("http://127.0.0.1:" + port + "/healthz"));
    container.awaitHealth();
    return container;
  }

  /// The status of `GET /healthz`, 0 when nobody answers.
  int health() {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (ConnectException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// SIGTERM, as ECS sends it.
  void terminate() {
    run(engine, "kill", "--signal=TERM", id);
  }

  /// Waits for the end.
  ///
  /// @return the exit code
  int await() {
    return Integer.parseInt(run(engine, "wait", id));
  }

  String log() {
    return run(engine, "logs", id);
  }

  @Override
  public void close() {
    run(engine, "rm", "--force", id);
  }

  private void awaitHealth() {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (health() != 200) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not healthy; the log says: " + log());
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /// @return the last line of the output
  private static String run(String... words) {
    try {
      var process = new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(150, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", words) + ": " + output);
      }
      var lines = new ArrayList<>(output.lines().toList());
      return words[1].equals("logs") ? output : lines.isEmpty() ? "" : lines.getLast();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
