package ava.browser;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.CallSid;
import ava.shared.message.MailLinks;
import ava.shared.settings.Secret;
import ava.simulator.scenario.Scenarios;
import ava.simulator.socket.TwilioSimulator;
import ava.simulator.twilio.Account;
import ava.simulator.twilio.CallPlan;
import ava.simulator.twilio.PlacedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// `./ava serve` in a process of its own, so that it can be killed, without a key and with data in
/// a folder of the test's. Not for several threads.
final class ServedAva implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
  private static final String KEPT = "kept";
  private static final Secret LINKS = Secret.of("a secret for the links in mails");
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Path data;
  private final int port;
  private final String password = random();
  private final String authToken = random();
  private final HttpClient http = HttpClient.newHttpClient();
  private Optional<Process> process = Optional.empty();

  private ServedAva(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  /// Returns once it answers.
  static ServedAva start(Path data) {
    var ava = new ServedAva(data, freePort());
    ava.startAgain();
    return ava;
  }

  /// As [#start], with what is laid into the folder of its data before.
  static ServedAva startBehind(Consumer<Path> moveIn, Path data) {
    moveIn.accept(data.resolve(KEPT));
    return start(data);
  }

  /// A link of a mail.
  String link(MailLinks.Act act, CallSid call) {
    return origin() + new MailLinks(LINKS, Clock.systemUTC()).path(act, call);
  }

  String origin() {
    return "http://127.0.0.1:" + port;
  }

  String password() {
    return password;
  }

  /// The process ends at once and says nothing to anybody.
  void kill() {
    process.ifPresent(running -> running.destroyForcibly().onExit().join());
    process = Optional.empty();
  }

  /// Starts on the same port with the same data; returns once it answers.
  void startAgain() {
    try {
      var log = Files.createDirectories(data).resolve("serve.log");
      var settings = Files.writeString(data.resolve("settings"), "");
      var command = new ArrayList<>(java());
      command.addAll(List.of("ava.local.Main", "serve", "--port", Integer.toString(port)));
      command.addAll(List.of("--data", data.resolve(KEPT).toString()));
      command.addAll(List.of("--env", settings.toString()));
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().remove("OPENAI_API_KEY");
      builder.environment().put("PUBLIC_BASE_URL", origin());
      builder.environment().put("TWILIO_AUTH_TOKEN", authToken);
      builder.environment().put("AVA_LOCAL_PASSWORD", password);
      builder.environment().put("MAIL_LINK_SECRET", LINKS.value());
      var started = builder.start();
      process = Optional.of(started);
      awaitHealth(started, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dava.home=" + Path.of("..").toAbsolutePath().normalize(),
        "-cp",
        System.getProperty("java.class.path"));
  }

  private void awaitHealth(Process started, Path log) throws IOException {
    var until = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (!healthy()) {
      if (!started.isAlive() || System.nanoTime() > until) {
        throw new IllegalStateException(
            "Ava does not start: " + Files.readString(log) + threadsOf(started));
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  /// What a process that goes on without starting is waiting for, virtual threads included.
  private String threadsOf(Process started) throws IOException {
    if (!started.isAlive()) {
      return "";
    }
    var dump = data.resolve("threads");
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    new ProcessBuilder(jcmd, Long.toString(started.pid()), "Thread.dump_to_file", dump.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectErrorStream(true)
        .start()
        .onExit()
        .join();
    return Files.exists(dump) ? Files.readString(dump) : "";
  }

  private boolean healthy() {
    try {
      var request = HttpRequest.newBuilder(URI.create(origin() + "/healthz")).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// A telephone company from which Ava can be called.
  TwilioSimulator twilio() {
    return new TwilioSimulator(Account.simulated(Secret.of(authToken)));
  }

  /// A patient calls and plays the scenario that the simulated model plays.
  PlacedCall call(TwilioSimulator twilio) {
    return twilio.place(CallPlan.of(URI.create(origin()), Scenarios.load("rendez-vous")));
  }

  /// A whole call, so that there is something to see.
  void takesACall() {
    try (var twilio = twilio()) {
      assertThat(call(twilio).await().refused()).isEmpty();
    }
  }

  @Override
  public void close() {
    kill();
  }

  private static String random() {
    var bytes = new byte[16];
    new Random().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}
