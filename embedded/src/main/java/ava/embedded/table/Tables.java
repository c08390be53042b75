package ava.embedded.table;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// The tables of one service, and its time. Not safe for use by several threads.
final class Tables {
  private final SequencedMap<String, KeptTable> all = new LinkedHashMap<>();
  private final InstantSource clock;
  private final Duration indexLag;

  Tables(InstantSource clock, Duration indexLag) {
    this.clock = clock;
    this.indexLag = indexLag;
  }

  Instant now() {
    return clock.instant();
  }

  Duration indexLag() {
    return indexLag;
  }

  Optional<KeptTable> find(String name) {
    return Optional.ofNullable(all.get(name));
  }

  KeptTable get(String name) {
    return find(name).orElseThrow(() -> TableRefusal.notFound("Requested resource not found"));
  }

  /// As [#get], for the operations on tables, which name the one that is missing.
  KeptTable named(String name) {
    return find(name)
        .orElseThrow(() ->
            TableRefusal.notFound(
                "Requested resource not found: Table: %s not found".formatted(name)));
  }

  void add(KeptTable table) {
    all.put(table.shape().name(), table);
  }

  Collection<KeptTable> all() {
    return all.values();
  }
}
