package ava.bench;

import ava.trial.fleet.BridgeProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/// Somebody else's bridge for Node, in a checkout with its packages installed, such as Twilio's
/// sample: takes streams at `/media-stream` of `PORT` and opens a session of the model for each.
/// Its connections by TLS are led to the bench's model.
///
/// @param checkout where its `package.json` lies
public record Peer(Path checkout) {
  private static final String LEADING = "peer-socket.cjs";

  /// @throws IllegalArgumentException when no program of Node's lies there
  public Peer {
    if (!Files.isRegularFile(checkout.resolve(entry(checkout)))) {
      throw new IllegalArgumentException("no program of Node's in " + checkout);
    }
  }

  private static String entry(Path checkout) {
    var described = checkout.resolve("package.json");
    try {
      return Files.isRegularFile(described)
          ? JsonMapper.shared()
              .readTree(Files.readAllBytes(described))
              .path("main")
              .asString("index.js")
          : "index.js";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + described, e);
    }
  }

  /// @param log in whose folder what leads its connections is put
  /// @param starter what starts the process, as `taskset`
  BridgeProgram program(Path log, List<String> starter) {
    var leading = log.resolveSibling(LEADING).toAbsolutePath();
    try (var script = Peer.class.getResourceAsStream(LEADING)) {
      Files.write(leading, Objects.requireNonNull(script, LEADING).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + leading, e);
    }
    var command = new ArrayList<>(starter);
    command.addAll(List.of("node", "--require", leading.toString()));
    command.add(checkout.resolve(entry(checkout)).toAbsolutePath().toString());
    return BridgeProgram.of(command);
  }

  /// What it finds in its environment beside `PORT`.
  static Map<String, String> environment(int modelPort) {
    return Map.of("OPENAI_API_KEY", "none", "BENCH_MODEL_PORT", Integer.toString(modelPort));
  }
}
