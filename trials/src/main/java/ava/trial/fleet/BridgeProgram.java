package ava.trial.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;

/// The bridge's program as its image starts it: the same jar and options, and the cache of loaded
/// classes that a first run leaves. Safe for several threads.
public final class BridgeProgram {
  /// Tighter than the half of 512 MB that the image allows, into which the collector lets garbage
  /// pile up first: so a leak shows within minutes. Three times what fifty calls need.
  private static final List<String> HEAP = List.of("-Xms46m", "-Xmx80m");

  /// So many turns are rehearsed while the image's cache is made.
  public static final int AS_IN_IMAGE = 600;

  private static final Duration CACHED_WITHIN = Duration.ofMinutes(2);

  /// A bridge that starts with these takes no calls.
  private static final Map<String, String> NOBODY_THERE =
      Map.ofEntries(
          Map.entry("AWS_REGION", "eu-west-3"),
          Map.entry("AWS_ACCESS_KEY_ID", "none"),
          Map.entry("AWS_SECRET_ACCESS_KEY", "none"),
          Map.entry("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9"),
          Map.entry("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:9"),
          Map.entry("CALLS_TABLE", "none"),
          Map.entry("CALL_ENDED_QUEUE_URL", "http://127.0.0.1:9/none"),
          Map.entry("BRIDGE_URL", "wss://none.invalid/media-stream"),
          Map.entry("OPENAI_BASE_URL", "http://127.0.0.1:9/v1"),
          Map.entry("OPENAI_API_KEY", "none"),
          Map.entry("TWILIO_AUTH_TOKEN", "none"),
          Map.entry("STREAM_TOKEN_SECRET", "none"),
          Map.entry("LOG_LEVEL", "OFF"));

  private final List<String> command;

  private BridgeProgram(List<String> command) {
    this.command = List.copyOf(command);
  }

  /// Any other program that is started and watched like a bridge.
  public static BridgeProgram of(List<String> command) {
    return new BridgeProgram(command);
  }

  /// The same program, started by another one.
  public BridgeProgram behind(List<String> starter) {
    var all = new ArrayList<>(starter);
    all.addAll(command);
    return new BridgeProgram(all);
  }

  /// Makes the cache: some seconds.
  ///
  /// @param log in whose folder the options and the cache are kept while bridges run
  /// @throws UncheckedIOException when the folder cannot be written
  public static BridgeProgram beside(Path log) {
    return beside(log, HEAP, AS_IN_IMAGE);
  }

  /// As [#beside(Path)], with further options of the virtual machine, which come last.
  ///
  /// @param turns how many are rehearsed while the cache is made: fewer take less time and leave
  ///   more to the compilers of those that start from it
  public static BridgeProgram beside(Path log, List<String> more, int turns) {
    var options = log.resolveSibling("jvm.options").toAbsolutePath();
    var cache = log.resolveSibling("bridge.aot").toAbsolutePath();
    try (var inImage = BridgeProgram.class.getResourceAsStream("/ava/trial/fleet/jvm.options")) {
      Files.write(options, Objects.requireNonNull(inImage, "jvm.options").readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("options cannot be written", e);
    }
    var training = new ArrayList<>(more);
    training.add("-Dava.rehearsal.turns=" + turns);
    var first = new BridgeProgram(command(options, training, "-XX:AOTCacheOutput=" + cache));
    var port = Surroundings.freePort();
    try (var bridge = BridgeProcess.start(first, NOBODY_THERE, port, log)) {
      bridge.awaitReady();
      bridge.terminate();
      if (!bridge.awaitEnd(CACHED_WITHIN) || !Files.isRegularFile(cache)) {
        throw new IllegalStateException("no cache of the bridge's classes was made: " + log);
      }
    }
    return new BridgeProgram(command(options, more, "-XX:AOTCache=" + cache));
  }

  List<String> command() {
    return command;
  }

  private static List<String> command(Path options, List<String> more, String cache) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + options);
    command.addAll(List.of(cache, "-Xlog:disable"));
    command.addAll(more);
    command.addAll(List.of("-jar", jar().toString()));
    return command;
  }

  private static Path jar() {
    var built = Path.of(System.getProperty("ava.home", "."), "bridge", "target");
    try (var jars = Files.newDirectoryStream(built, "ava-bridge-*.jar")) {
      return jars.iterator().next();
    } catch (IOException | NoSuchElementException e) {
      throw new IllegalStateException("no bridge is built in " + built, e);
    }
  }
}
