package ava.simulator.twilio;

import ava.shared.TwilioSignature;
import ava.simulator.scenario.MuLaw;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.WebSocket;
import okio.ByteString;

/// The failures of a stream that only change what is sent. Belongs to the stream's lock.
final class Trouble {
  private static final int HUM = 3_000;

  private final LineFaults faults;
  private final Random random;
  private final Set<LineFault> done = new HashSet<>();
  private int invented;

  Trouble(LineFaults faults) {
    this.faults = faults;
    this.random =
        new Random(
            faults.find(LineFault.LoseFrames.class).map(LineFault.LoseFrames::seed).orElse(0L));
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

  /// Whether the next frame gets lost.
  boolean lost(long callerSpeaksMs) {
    var dropped =
        faults
            .find(LineFault.DropFrames.class)
            .filter(fault ->
                callerSpeaksMs >= fault.intoSpeech().toMillis()
                    && callerSpeaksMs < fault.intoSpeech().plus(fault.length()).toMillis());
    var unlucky =
        faults
            .find(LineFault.LoseFrames.class)
            .filter(fault -> random.nextDouble() < fault.share());
    return dropped.isPresent() || unlucky.isPresent();
  }

  /// What the caller's frame sounds like on this line.
  byte[] heard(Duration elapsed, byte[] spoken) {
    var noise =
        faults
            .find(LineFault.SteadyNoise.class)
            .filter(fault -> elapsed.compareTo(fault.at()) >= 0)
            .filter(fault -> elapsed.compareTo(fault.at().plus(fault.length())) < 0);
    if (noise.isEmpty()) {
      return spoken;
    }
    var noisy = new byte[spoken.length];
    for (var index = 0; index < spoken.length; index++) {
      noisy[index] = MuLaw.encode(MuLaw.decode(spoken[index]) + random.nextInt(-HUM, HUM));
    }
    return noisy;
  }

  /// Sends the frames that do not belong here, each once.
  void frames(Duration elapsed, WebSocket socket) {
    for (var fault : faults.faults()) {
      switch (fault) {
        case LineFault.BinaryFrame(var at) when first(fault, at, elapsed) ->
            socket.send(ByteString.of(new byte[] {1, 2, 3}));
        case LineFault.GarbageFrame(var at, var text) when first(fault, at, elapsed) ->
            socket.send(text);
        case LineFault.HugeFrame(var at, var bytes) when first(fault, at, elapsed) ->
            socket.send("{\"event\":\"media\",\"padding\":\"" + "A".repeat(bytes) + "\"}");
        case LineFault.UnknownEvents(var at, var every) -> {
          for (; elapsed.compareTo(at.plus(every.multipliedBy(invented))) >= 0; invented++) {
            socket.send(
                "{\"event\":\"weather\",\"sequenceNumber\":\"%d\",\"weather\":{\"sky\":\"blue\"}}"
                    .formatted(invented));
          }
        }
        case LineFault _ -> {}
      }
    }
  }

  private boolean first(LineFault fault, Duration at, Duration elapsed) {
    return elapsed.compareTo(at) >= 0 && done.add(fault);
  }
}
