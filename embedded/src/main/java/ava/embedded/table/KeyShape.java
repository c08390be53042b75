package ava.embedded.table;

import java.util.List;
import java.util.Optional;

/// The names of a key's attributes, of a table or of an index.
///
/// @param partition what says where an item lies
/// @param sort what orders the items of one partition
record KeyShape(String partition, Optional<String> sort) {
  List<String> names() {
    return sort.map(name -> List.of(partition, name)).orElse(List.of(partition));
  }
}
