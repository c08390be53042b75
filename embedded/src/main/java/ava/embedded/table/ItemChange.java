package ava.embedded.table;

import ava.embedded.table.Attribute.Fields;
import java.util.Optional;

/// What happens to one item.
///
/// @param before nothing when it is new
/// @param after nothing when it is taken away
record ItemChange(Fields key, Optional<Fields> before, Optional<Fields> after) {
  /// Whether it leaves the item as it was; the stream does not tell such a change.
  boolean isNone() {
    return before.equals(after);
  }
}
