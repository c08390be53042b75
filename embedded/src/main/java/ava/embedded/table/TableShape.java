package ava.embedded.table;

import ava.embedded.table.Attribute.Bin;
import ava.embedded.table.Attribute.Fields;
import ava.embedded.table.Attribute.Str;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// What a table is: its key, its indexes, the types of their attributes, its stream. It checks what
/// is written under them.
///
/// @param types of the key attributes, by their names
/// @param stream the kind of images that the stream carries, such as `NEW_IMAGE`
record TableShape(
    String name,
    KeyShape key,
    SequencedMap<String, KeyShape> indexes,
    Map<String, String> types,
    Optional<String> stream) {
  private static final int LONGEST_PARTITION_KEY = 2048;
  private static final int LONGEST_SORT_KEY = 1024;
  private static final int LARGEST_ITEM = 400 * 1024;

  /// The key of an item that was checked.
  Fields keyOf(Fields item) {
    return item.only(key.names());
  }

  /// Refuses empty values of key attributes, which needs no look at the table.
  void checkNotEmpty(Fields item) {
    for (var name : key.names()) {
      if (isEmpty(item.get(name))) {
        throw TableRefusal.validation(
            "One or more parameter values are not valid. The AttributeValue for a key attribute"
                + " cannot contain an empty string value. Key: "
                + name);
      }
    }
  }

  /// Refuses a key that is not exactly one of this table.
  void checkKey(Fields given) {
    checkNotEmpty(given);
    if (!given.all().keySet().equals(Set.copyOf(key.names()))
        || !key.names().stream().allMatch(name -> hasType(given.get(name), name))) {
      throw TableRefusal.validation("The provided key element does not match the schema");
    }
    checkLengths(given);
  }

  /// Refuses an item that the table or one of its indexes cannot hold.
  ///
  /// @param tooLarge what the refusal of an item above 400 KB says
  void checkItem(Fields item, String tooLarge) {
    for (var name : key.names()) {
      var value = item.get(name);
      if (value.isEmpty()) {
        throw TableRefusal.validation(
            "One or more parameter values were invalid: Missing the key %s in the item"
                .formatted(name));
      }
      if (!hasType(value, name)) {
        throw TableRefusal.validation(
            "One or more parameter values were invalid: Type mismatch for key %s expected: %s"
                    .formatted(name, types.get(name))
                + " actual: "
                + value.get().type());
      }
    }
    checkNotEmpty(item);
    checkLengths(item);
    indexes.forEach(
        (index, shape) -> shape.names().forEach(name -> checkIndexed(index, name, item)));
    if (item.itemSize() > LARGEST_ITEM) {
      throw TableRefusal.validation(tooLarge);
    }
  }

  private void checkIndexed(String index, String name, Fields item) {
    var value = item.get(name);
    if (value.isPresent() && !hasType(value, name)) {
      throw TableRefusal.validation(
          "One or more parameter values were invalid: Type mismatch for Index Key %s IndexName: %s"
              .formatted(name, index));
    }
    if (isEmpty(value)) {
      throw TableRefusal.validation(
          "One or more parameter values are not valid. A value specified for a secondary index key"
              + " is not supported. IndexName: %s, IndexKey: %s".formatted(index, name));
    }
  }

  private void checkLengths(Fields item) {
    if (length(item, key.partition()) > LONGEST_PARTITION_KEY) {
      throw TableRefusal.validation(
          "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size"
              + " limit of2048 bytes");
    }
    if (key.sort().isPresent() && length(item, key.sort().get()) > LONGEST_SORT_KEY) {
      throw TableRefusal.validation(
          "One or more parameter values were invalid: Aggregated size of all range keys has"
              + " exceeded the size limit of 1024 bytes");
    }
  }

  private static int length(Fields item, String name) {
    return item.get(name).map(Attribute::size).orElse(0);
  }

  /// Whether a value may stand in that key attribute.
  boolean hasType(Optional<Attribute> value, String name) {
    return value.filter(each -> each.type().equals(types.get(name))).isPresent();
  }

  private static boolean isEmpty(Optional<Attribute> value) {
    return value.filter(each -> each.equals(new Str("")) || each.equals(new Bin(""))).isPresent();
  }
}
