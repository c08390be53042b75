package ava.embedded.table;

import tools.jackson.databind.JsonNode;

/// Decides what goes wrong. Must be safe for use by several threads where the table is.
@FunctionalInterface
public interface TableFaults {
  /// Lets everything go well.
  TableFaults NONE = (_, _) -> new TableFault.Fine();

  /// Asked once for each request, before anything is done.
  ///
  /// @param operation such as `UpdateItem`
  TableFault next(String operation, JsonNode request);
}
