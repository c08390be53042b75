package ava.bench;

import ava.trial.fleet.BridgeProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who is measured.
enum Contestant {
  /// The bare relay.
  RELAY("relais nu", "#999"),
  AVA("Ava", "#0b6e99"),
  /// Somebody else's bridge, where one is given.
  PEER("pair", "#c0642a");

  /// The half of the memory that a task has by the template's default.
  private static final List<String> HEAP = List.of("-Xms92m", "-Xmx512m");

  private final String label;
  private final String color;

  Contestant(String label, String color) {
    this.label = label;
    this.color = color;
  }

  /// Its name for a person.
  String label() {
    return label;
  }

  /// In plots.
  String color() {
    return color;
  }

  /// Its program as the bridge's image starts it: options, heap, for Ava the cache of a first run.
  ///
  /// @param log in whose folder options, cache and the collector's log lie
  /// @param more options of the virtual machine
  /// @param turns that Ava has rehearsed when her cache is made
  /// @param peer whose program [#PEER] is
  BridgeProgram program(
      Path log, List<String> starter, List<String> more, int turns, Optional<Peer> peer) {
    var options = new ArrayList<>(HEAP);
    options.addAll(more);
    options.add("-Xlog:gc:file=" + pauses(log) + ":uptime:filecount=0");
    return switch (this) {
      case AVA -> BridgeProgram.beside(log, options, turns).behind(starter);
      case RELAY -> {
        var command = new ArrayList<>(starter);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + log.resolveSibling("jvm.options").toAbsolutePath());
        command.addAll(options);
        command.addAll(
            List.of("-cp", System.getProperty("java.class.path"), RelayMain.class.getName()));
        yield BridgeProgram.of(command);
      }
      case PEER -> peer.orElseThrow().program(log, starter);
    };
  }

  /// Where its collector writes.
  Path pauses(Path log) {
    return log.resolveSibling("gc-" + name().toLowerCase(java.util.Locale.ROOT) + ".log");
  }
}
