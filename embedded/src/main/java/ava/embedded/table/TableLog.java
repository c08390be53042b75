package ava.embedded.table;

import ava.embedded.table.Attribute.Fields;
import java.util.List;

/// Where a table's items outlive their process.
interface TableLog {
  /// Keeps nothing.
  TableLog NONE =
      new TableLog() {
        @Override
        public List<Fields> items() {
          return List.of();
        }

        @Override
        public void append(List<ItemChange> changes) {}

        @Override
        public void close() {}
      };

  /// The items that were kept when the log was opened.
  List<Fields> items();

  /// Keeps changes, all or none.
  ///
  /// @throws TableRefusal when they cannot be kept
  void append(List<ItemChange> changes);

  void close();
}
