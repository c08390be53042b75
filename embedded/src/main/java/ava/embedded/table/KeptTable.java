package ava.embedded.table;

import ava.embedded.table.Attribute.Fields;
import ava.embedded.table.Attribute.Num;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A table with its items, its indexes and its stream. Not safe for use by several threads, but for
/// [#feed].
final class KeptTable {
  /// What DynamoDB leaves alone because it looks like a mistake.
  private static final Duration OLDEST_EXPIRY = Duration.ofDays(5 * 365L);

  private final TableShape shape;
  private final Shelf items;
  private final SequencedMap<String, Shelf> indexes = new LinkedHashMap<>();
  private final Deque<Late> late = new ArrayDeque<>();
  private final ChangeFeed feed = new ChangeFeed();
  private final TableLog log;
  private List<ItemChange> latest = List.of();
  private Optional<String> timeToLive = Optional.empty();

  /// A change that the indexes shall see later than the table.
  private record Late(Instant due, ItemChange change) {}

  /// @param log what the items are read from and every change is written to
  KeptTable(TableShape shape, TableLog log) {
    this.shape = shape;
    this.log = log;
    this.items = new Shelf(shape.key().names());
    shape
        .indexes()
        .forEach((name, key) ->
            indexes.put(
                name,
                new Shelf(
                    Stream.concat(key.names().stream(), shape.key().names().stream())
                        .distinct()
                        .toList())));
    log.items()
        .forEach(item -> {
          items.put(item);
          indexes.values().forEach(index -> index.put(item));
        });
  }

  TableShape shape() {
    return shape;
  }

  ChangeFeed feed() {
    return feed;
  }

  Optional<String> timeToLive() {
    return timeToLive;
  }

  void timeToLive(Optional<String> attribute) {
    timeToLive = attribute;
  }

  Optional<Fields> get(Fields key) {
    return items.get(key);
  }

  /// The item as it was before the latest write, as a read may find it that is not consistent.
  Optional<Fields> getStale(Fields key) {
    return latest.stream()
        .filter(change -> change.key().equals(key))
        .map(ItemChange::before)
        .findFirst()
        .orElseGet(() -> items.get(key));
  }

  List<Fields> all() {
    return items.all();
  }

  /// The table's own shelf, or that of an index as it is seen at that time.
  Shelf shelf(Optional<String> index, Instant now) {
    while (!late.isEmpty() && !late.getFirst().due().isAfter(now)) {
      show(late.removeFirst().change());
    }
    return index.map(indexes::get).orElse(items);
  }

  /// Writes changes, all or none.
  ///
  /// @param lag how much later the indexes see them
  /// @throws TableRefusal when they cannot be kept; then nothing is changed
  void commit(List<ItemChange> changes, Instant now, Duration lag) {
    commit(changes, now, lag, false);
  }

  private void commit(List<ItemChange> changes, Instant now, Duration lag, boolean byTimeToLive) {
    var real = changes.stream().filter(change -> !change.isNone()).toList();
    log.append(real);
    latest = real;
    for (var change : real) {
      change.after().ifPresentOrElse(items::put, () -> items.remove(change.key()));
      late.add(new Late(now.plus(lag), change));
      shape.stream().ifPresent(images -> feed.add(change, now, images, byTimeToLive));
    }
    shelf(Optional.empty(), now);
  }

  private void show(ItemChange change) {
    for (var index : indexes.values()) {
      change.before().ifPresent(index::remove);
      change.after().ifPresent(index::put);
    }
  }

  /// Takes away the items whose time is over.
  void expire(Instant now) {
    if (timeToLive.isEmpty()) {
      return;
    }
    var over = new ArrayList<ItemChange>();
    for (var item : items.all()) {
      if (item.get(timeToLive.get()).filter(at -> isOver(at, now)).isPresent()) {
        over.add(new ItemChange(shape.keyOf(item), Optional.of(item), Optional.empty()));
      }
    }
    commit(over, now, Duration.ZERO, true);
  }

  private static boolean isOver(Attribute at, Instant now) {
    return at instanceof Num(var second)
        && second.compareTo(BigDecimal.valueOf(now.getEpochSecond())) < 0
        && second.compareTo(BigDecimal.valueOf(now.minus(OLDEST_EXPIRY).getEpochSecond())) > 0;
  }

  void close() {
    log.close();
  }
}
