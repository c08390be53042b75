package ava.bench;

import ava.embedded.aws.LocalSettings;
import ava.shared.settings.Secret;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.TwilioSignature;
import ava.trial.fleet.BridgeProcess;
import ava.trial.fleet.BridgeProgram;
import ava.trial.fleet.ProcessFigures;
import ava.trial.fleet.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A contestant's process with the load around it, measured part by part. One thread.
final class BenchRun implements AutoCloseable {
  private static final Map<String, String> GIVEN =
      Map.of(
          "AVA_MAX_CALLS", "1000",
          "STREAM_TOKEN_SECRET", "bench",
          "TWILIO_AUTH_TOKEN", "bench",
          "LOG_LEVEL", "WARN");

  /// On a machine that does too much a frame may come late; it is lost only if it does not come.
  private static final Duration UNDER_WAY = Duration.ofSeconds(10);

  private final Contestant contestant;
  private final BenchTable table;
  private final Load load;
  private final BridgeProcess process;
  private final Pauses pauses;
  private final Duration ready;
  private long began;
  private ProcessFigures before;
  private Duration othersBefore;

  private BenchRun(
      Contestant contestant, BenchTable table, Load load, BridgeProcess process, Path log) {
    this.contestant = contestant;
    this.table = table;
    this.load = load;
    this.process = process;
    this.pauses = new Pauses(contestant.pauses(log));
    this.ready =
        contestant == Contestant.PEER
            ? process.awaitReady(status -> status > 0)
            : process.awaitReady();
    this.before = process.figures();
    this.othersBefore = others();
    this.began = System.nanoTime();
  }

  /// Starts a fresh process; returns once it is ready.
  static BenchRun start(
      Contestant contestant, BridgeProgram program, BenchTable table, Load load, Path log) {
    var port = Surroundings.freePort();
    var url = "ws://127.0.0.1:" + port + "/media-stream";
    var given = new HashMap<>(GIVEN);
    given.put("BRIDGE_URL", url);
    var model = URI.create("http://127.0.0.1:" + load.modelPort() + "/v1");
    var environment =
        new HashMap<>(LocalSettings.of(given, table.queueUrl(), port, Optional.of(model)).bridge());
    environment.putAll(table.environment());
    environment.putAll(Peer.environment(load.modelPort()));
    var process = BridgeProcess.start(program, environment, port, log);
    var signature = TwilioSignature.sign("bench", url, List.of());
    load.callInto(
        new Load.Door(port, signature, new SignedToken(Secret.of("bench"), Clock.systemUTC())));
    return new BenchRun(contestant, table, load, process, log);
  }

  /// How long it took from the start of the process.
  Duration ready() {
    return ready;
  }

  /// Forgets what was until now.
  void begin() {
    var _ = load.next();
    var _ = table.next();
    var _ = pauses.next();
    before = process.figures();
    othersBefore = others();
    began = System.nanoTime();
  }

  /// What anything but this bench has computed on this machine.
  private Duration others() {
    return Machine.busy()
        .minus(process.figures().cpu())
        .minus(table.figures().cpu())
        .minus(ProcessFigures.of(ProcessHandle.current().pid()).cpu());
  }

  /// Lets a part of the run go on for so long, from [#begin].
  Measured measure(String part, int calls, Duration length) {
    LockSupport.parkNanos(began + length.toNanos() - System.nanoTime());
    var after = process.figures();
    var minutes = (System.nanoTime() - began) / 60e9;
    var cpu = after.cpu().minus(before.cpu()).toMillis() / 1_000.0;
    var othersAfter = others();
    var others = Math.max(0, othersAfter.minus(othersBefore).toMillis() / 60_000.0 / minutes);
    var times = load.next();
    var measured =
        new Measured(
            contestant,
            part,
            calls,
            new Measured.Cost(cpu / minutes / calls, after.residentKb(), pauses.next()),
            times.delays(),
            new Measured.Conditions(times.lateness.percentiles(), table.next(), others));
    before = after;
    othersBefore = othersAfter;
    began = System.nanoTime();
    return measured;
  }

  /// Lets what is under way arrive, and ends all calls.
  Tally.Checked end() {
    load.fallSilent();
    var until = System.nanoTime() + UNDER_WAY.toNanos();
    while (load.missing() > 0 && until - System.nanoTime() > 0) {
      LockSupport.parkNanos(100_000_000);
    }
    var checked = load.checked();
    load.hangUp();
    return checked;
  }

  /// How many turns, or other words, its log says the table never took.
  static long unwritten(Path log) {
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.contains("not written")).count();
    } catch (IOException e) {
      throw new UncheckedIOException("no log of the bridge", e);
    }
  }

  @Override
  public void close() {
    process.terminate();
    if (!process.awaitEnd(Duration.ofSeconds(15))) {
      process.kill();
    }
    process.close();
  }
}
