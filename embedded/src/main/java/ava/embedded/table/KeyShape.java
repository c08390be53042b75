package ava.embedded.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The names of a key's attributes, of a table or of an index.
///
/// @param partition what says where an item lies
/// @param sort what orders the items of one partition
record KeyShape(String partition, Optional<String> sort) {
  List<String> names() {
    return Stream.concat(Stream.of(partition), sort.stream()).toList();
  }
}
