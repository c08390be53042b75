package ava.embedded.table;

import ava.embedded.table.Attribute.Fields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Items in the order of some of their attributes: those of a table in the order of its key, those
/// of an index in the order of the index's key and then of the table's. Not safe for use by several
/// threads.
final class Shelf {
  private static final Comparator<List<Attribute>> ORDER = Shelf::compare;

  private final List<String> names;
  private final NavigableMap<Attribute, NavigableMap<List<Attribute>, Fields>> partitions =
      new TreeMap<>(Attribute.ORDER);

  /// @param names of the attributes that tell an item's place, that of the partition first
  Shelf(List<String> names) {
    this.names = List.copyOf(names);
  }

  /// Puts an item in its place; one that lacks an attribute of the order has none here.
  void put(Fields item) {
    var place = place(item);
    if (place.size() == names.size()) {
      partitions.computeIfAbsent(place.getFirst(), _ -> new TreeMap<>(ORDER)).put(place, item);
    }
  }

  /// Takes away what stands in that item's place.
  void remove(Fields item) {
    var place = place(item);
    if (place.size() == names.size()) {
      var partition = partitions.get(place.getFirst());
      if (partition != null) {
        partition.remove(place);
        if (partition.isEmpty()) {
          partitions.remove(place.getFirst());
        }
      }
    }
  }

  /// @param key of exactly the attributes of the order
  Optional<Fields> get(Fields key) {
    var place = place(key);
    return Optional.ofNullable(partitions.get(place.getFirst())).map(each -> each.get(place));
  }

  /// The items of one partition in their order.
  ///
  /// @param after where to go on, whether or not an item stands there
  Collection<Fields> range(Attribute partition, Optional<Fields> after, boolean forward) {
    var all = partitions.get(partition);
    if (all == null) {
      return List.of();
    }
    var directed = forward ? all : all.descendingMap();
    return after.map(key -> directed.tailMap(place(key), false)).orElse(directed).values();
  }

  /// All items, by partition.
  List<Fields> all() {
    return partitions.values().stream().flatMap(each -> each.values().stream()).toList();
  }

  /// As much of an item's place as it has attributes of the order.
  private List<Attribute> place(Fields item) {
    var place = new ArrayList<Attribute>(names.size());
    names.forEach(name -> item.get(name).ifPresent(place::add));
    return place;
  }

  private static int compare(List<Attribute> one, List<Attribute> two) {
    for (var i = 0; i < one.size(); i++) {
      var compared = Attribute.ORDER.compare(one.get(i), two.get(i));
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }
}
