package ava.embedded.table;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Faults written down in advance, each for the next request that it fits. Counts what it did. Safe
/// for use by several threads.
public final class FaultScript implements TableFaults {
  private final Deque<Planned> planned = new ArrayDeque<>();
  private final Map<String, Integer> done = new TreeMap<>();

  private record Planned(String operation, Predicate<JsonNode> which, TableFault fault) {}

  /// Lets the next requests of an operation go wrong.
  ///
  /// @param operation such as `UpdateItem`
  public FaultScript next(int times, String operation, TableFault fault) {
    return next(times, operation, _ -> true, fault);
  }

  /// As [#next(int, String, TableFault)], for those requests only that fit.
  public synchronized FaultScript next(
      int times, String operation, Predicate<JsonNode> which, TableFault fault) {
    for (var i = 0; i < times; i++) {
      planned.add(new Planned(operation, which, fault));
    }
    return this;
  }

  /// Forgets what has not happened yet.
  public synchronized void clear() {
    planned.clear();
  }

  /// How often a kind of fault has happened, by the name of its record.
  public synchronized Map<String, Integer> done() {
    return Map.copyOf(done);
  }

  @Override
  public synchronized TableFault next(String operation, JsonNode request) {
    for (var each = planned.iterator(); each.hasNext(); ) {
      var plan = each.next();
      if (plan.operation().equals(operation) && plan.which().test(request)) {
        each.remove();
        done.merge(plan.fault().getClass().getSimpleName(), 1, Integer::sum);
        return plan.fault();
      }
    }
    return new TableFault.Fine();
  }
}
