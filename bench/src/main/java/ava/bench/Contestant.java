package ava.bench;

import ava.trial.fleet.BridgeProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Who is measured.
enum Contestant {
  /// The bare relay.
  RELAY("relais nu"),
  AVA("Ava");

  /// The half of the memory that a task has by the template's default.
  private static final List<String> HEAP = List.of("-Xms92m", "-Xmx512m");

  private final String label;

  Contestant(String label) {
    this.label = label;
  }

  /// Its name for a person.
  String label() {
    return label;
  }

  /// Its program as the bridge's image starts it: options, heap, for Ava the cache of a first run.
  ///
  /// @param log in whose folder options, cache and the collector's log lie
  BridgeProgram program(Path log, List<String> starter) {
    var options = new ArrayList<>(HEAP);
    options.add("-Xlog:gc:file=" + pauses(log) + ":uptime:filecount=0");
    return switch (this) {
      case AVA -> BridgeProgram.beside(log, options).behind(starter);
      case RELAY -> {
        var command = new ArrayList<>(starter);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + log.resolveSibling("jvm.options").toAbsolutePath());
        command.addAll(options);
        command.addAll(
            List.of("-cp", System.getProperty("java.class.path"), RelayMain.class.getName()));
        yield BridgeProgram.of(command);
      }
    };
  }

  /// Where its collector writes.
  Path pauses(Path log) {
    return log.resolveSibling("gc-" + name().toLowerCase(java.util.Locale.ROOT) + ".log");
  }
}
