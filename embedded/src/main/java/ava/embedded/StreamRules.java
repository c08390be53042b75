package ava.embedded;

import ava.embedded.table.StreamRecord;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What the event source mapping of a table's stream hands on, and how patiently.
///
/// @param batch how many records at the most
/// @param retries how often a batch comes again after its first time
/// @param oldest what is older than this is dropped
/// @param events the kinds of records that are handed on
/// @param keyPrefixes how the partition keys of what is handed on begin
public record StreamRules(
    int batch, int retries, Duration oldest, Set<String> events, List<String> keyPrefixes) {
  /// As `template.yaml` says it of the live view.
  public static final StreamRules OF_THE_TEMPLATE =
      new StreamRules(
          100, 2, Duration.ofSeconds(60), Set.of("INSERT", "MODIFY"), List.of("CALL#", "TALK"));

  /// Whether the filter lets a record through.
  boolean wants(StreamRecord each) {
    return events.contains(each.eventName())
        && each.keyText("pk")
            .filter(key -> keyPrefixes.stream().anyMatch(key::startsWith))
            .isPresent();
  }
}
