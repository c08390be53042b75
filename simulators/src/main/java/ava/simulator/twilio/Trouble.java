package ava.simulator.twilio;

import ava.shared.twilio.TwilioSignature;
import ava.simulator.scenario.MuLaw;
import ava.simulator.wire.Strand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// The failures of a stream that the stream itself need not know of. Belongs to the loop.
final class Trouble {
  private static final int HUM = 3_000;

  private final LineFaults faults;
  private final Optional<LineFault.DropFrames> drop;
  private final Optional<LineFault.LoseFrames> lose;
  private final Optional<LineFault.SteadyNoise> noise;
  private final boolean noStart;
  private final Random random;

  Trouble(LineFaults faults) {
    this.faults = faults;
    this.drop = faults.find(LineFault.DropFrames.class);
    this.lose = faults.find(LineFault.LoseFrames.class);
    this.noise = faults.find(LineFault.SteadyNoise.class);
    this.noStart = faults.has(LineFault.NoStart.class);
    this.random = new Random(lose.map(LineFault.LoseFrames::seed).orElse(0L));
  }

  /// The handshake's signature.
  String signature(Account account, String url) {
    var token = account.authToken().value().split(",")[0];
    var bad = faults.has(LineFault.BadStreamSignature.class);
    return TwilioSignature.sign(bad ? token + "x" : token, url, List.of());
  }

  /// What `start` says.
  Map<String, String> parameters(Map<String, String> given) {
    var parameters = new TreeMap<>(given);
    if (faults.has(LineFault.BadToken.class)) {
      parameters.computeIfPresent(
          "token",
          (_, token) -> token.substring(0, token.length() - 1) + (token.endsWith("0") ? "1" : "0"));
    }
    return parameters;
  }

  boolean noStart() {
    return noStart;
  }

  /// Whether the next frame gets lost.
  boolean lost(long callerSpeaksMs) {
    var dropped =
        drop.isPresent()
            && callerSpeaksMs >= drop.get().intoSpeech().toMillis()
            && callerSpeaksMs < drop.get().intoSpeech().plus(drop.get().length()).toMillis();
    var unlucky = lose.isPresent() && random.nextDouble() < lose.get().share();
    return noStart || dropped || unlucky;
  }

  /// What the caller's frame sounds like on this line.
  ///
  /// @param elapsed since the stream began
  byte[] heard(Duration elapsed, byte[] spoken) {
    if (noise.isEmpty()
        || elapsed.compareTo(noise.get().at()) < 0
        || elapsed.compareTo(noise.get().at().plus(noise.get().length())) >= 0) {
      return spoken;
    }
    var noisy = new byte[spoken.length];
    for (var index = 0; index < spoken.length; index++) {
      noisy[index] = MuLaw.encode(MuLaw.decode(spoken[index]) + random.nextInt(-HUM, HUM));
    }
    return noisy;
  }

  /// Lets come what is to come over an open stream.
  ///
  /// @param stream is told how it ends by a failure
  void begins(Strand loop, Uplink uplink, CallStream stream) {
    for (var fault : faults.faults()) {
      switch (fault) {
        case LineFault.BinaryFrame(var at) ->
            loop.after(at, () -> uplink.binary(new byte[] {1, 2, 3}));
        case LineFault.GarbageFrame(var at, var text) -> loop.after(at, () -> uplink.send(text));
        case LineFault.HugeFrame(var at, var bytes) ->
            loop.after(at, () -> uplink.send(huge(bytes)));
        case LineFault.UnknownEvents(var at, var every) ->
            loop.after(at, () -> invent(loop, uplink, every, 0));
        case LineFault.StallReading(var at, var length) -> {
          loop.after(at, () -> uplink.reads(false));
          loop.after(at.plus(length), () -> uplink.reads(true));
        }
        case LineFault.StallStream(var at, var length) -> {
          loop.after(at, uplink::stall);
          loop.after(at.plus(length), uplink::burst);
        }
        case LineFault.HalfOpen(var at, var noticed) -> {
          loop.after(at, uplink::die);
          loop.after(at.plus(noticed), () -> stream.fails(CallStream.End.BROKEN, "no life in it"));
        }
        case LineFault.ResetStream(var at) ->
            loop.after(
                at,
                () -> {
                  uplink.reset();
                  stream.fails(CallStream.End.BROKEN, "reset");
                });
        case LineFault.BreakLine(var at) ->
            loop.after(at, () -> stream.fails(CallStream.End.LINE, ""));
        default -> {}
      }
    }
  }

  private static String huge(int bytes) {
    return "{\"event\":\"media\",\"padding\":\"" + "A".repeat(bytes) + "\"}";
  }

  private static void invent(Strand loop, Uplink uplink, Duration every, int number) {
    uplink.send(
        "{\"event\":\"weather\",\"sequenceNumber\":\"%d\",\"weather\":{\"sky\":\"blue\"}}"
            .formatted(number));
    loop.after(every, () -> invent(loop, uplink, every, number + 1));
  }
}
