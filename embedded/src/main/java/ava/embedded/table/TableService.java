package ava.embedded.table;

import ava.embedded.table.Attribute.Fields;
import ava.embedded.table.WriteIntent.WriteVerb;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers DynamoDB's requests, one after the other. Safe for use by several threads.
public final class TableService implements AutoCloseable {
  /// How often it looks for items whose time is over; DynamoDB takes up to two days.
  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

  /// What DynamoDB has and Ava does not use.
  private static final Set<String> UNUSED =
      Set.of(
          "Scan",
          "DeleteTable",
          "UpdateTable",
          "ListTables",
          "ExecuteStatement",
          "BatchExecuteStatement",
          "ExecuteTransaction");

  private static final Logger LOG = LoggerFactory.getLogger(TableService.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Tables tables;
  private final ItemOperations items;
  private final QueryOperation queries;
  private final BatchOperations batches;
  private final TransactionOperations transactions;
  private final TableOperations operations;
  private Instant nextSweep;

  private TableService(
      InstantSource clock, Duration indexLag, Function<TableShape, TableLog> logs) {
    this.tables = new Tables(clock, indexLag);
    this.items = new ItemOperations(tables);
    this.queries = new QueryOperation(tables);
    this.batches = new BatchOperations(tables);
    this.transactions = new TransactionOperations(tables, items);
    this.operations = new TableOperations(tables, logs);
    this.nextSweep = tables.now().plus(BETWEEN_SWEEPS);
  }

  /// Keeps its tables in memory.
  ///
  /// @param indexLag how much later than the table its indexes see a write
  public static TableService inMemory(InstantSource clock, Duration indexLag) {
    return new TableService(clock, indexLag, _ -> TableLog.NONE);
  }

  /// Keeps each table in a file of a folder, too, and begins with what is there.
  ///
  /// @throws java.io.UncheckedIOException when the folder cannot be used
  public static TableService in(Path folder, InstantSource clock) {
    return new TableService(clock, Duration.ZERO, shape -> FileLog.open(folder, shape));
  }

  /// Does what a request asks.
  ///
  /// @param operation such as `UpdateItem`
  /// @param fault of those that happen within the table; others are none of its business
  /// @throws TableRefusal when DynamoDB would refuse it
  public ObjectNode answer(String operation, JsonNode request, TableFault fault) {
    lock.lock();
    try {
      sweep();
      return dispatch(operation, request, fault);
    } catch (TableRefusal e) {
      if (String.valueOf(e.getMessage()).startsWith("not in Ava's table")) {
        LOG.atError().addKeyValue("operation", operation).log(e.getMessage());
      }
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private ObjectNode dispatch(String operation, JsonNode request, TableFault fault) {
    var conflict = fault instanceof TableFault.Conflict;
    var partly = fault instanceof TableFault.Partly;
    return switch (operation) {
      case "GetItem" -> items.get(request, fault instanceof TableFault.Stale);
      case "PutItem" -> write(WriteVerb.PUT, request, conflict);
      case "UpdateItem" -> write(WriteVerb.UPDATE, request, conflict);
      case "DeleteItem" -> write(WriteVerb.DELETE, request, conflict);
      case "Query" -> queries.query(request);
      case "BatchGetItem" -> batches.get(request, partly);
      case "BatchWriteItem" -> batches.write(request, partly);
      case "TransactWriteItems" -> transactions.write(request, conflict);
      case "TransactGetItems" -> transactions.get(request);
      case "CreateTable" -> operations.create(request);
      case "DescribeTable" -> operations.describe(request);
      case "UpdateTimeToLive" -> operations.updateTimeToLive(request);
      case "DescribeTimeToLive" -> operations.describeTimeToLive(request);
      default ->
          throw UNUSED.contains(operation)
              ? TableRefusal.unsupported(operation)
              : TableRefusal.unknownOperation();
    };
  }

  private ObjectNode write(WriteVerb verb, JsonNode request, boolean conflict) {
    if (conflict) {
      throw TransactionOperations.conflict();
    }
    return items.write(verb, request);
  }

  private void sweep() {
    if (!tables.now().isBefore(nextSweep)) {
      nextSweep = tables.now().plus(BETWEEN_SWEEPS);
      tables.all().forEach(table -> table.expire(tables.now()));
    }
  }

  /// The changes of a table.
  ///
  /// @throws TableRefusal when there is no such table
  public ChangeFeed changes(String table) {
    lock.lock();
    try {
      return tables.named(table).feed();
    } finally {
      lock.unlock();
    }
  }

  /// The name under which a table's stream is known.
  public static String streamArn(String table) {
    return TableOperations.streamArn(table);
  }

  /// All items of a table, for tests and tools: the requests have no `Scan`.
  public List<Fields> items(String table) {
    lock.lock();
    try {
      return tables.named(table).all();
    } finally {
      lock.unlock();
    }
  }

  /// The items of one partition, in the order of their sort keys.
  public List<Fields> items(String table, Attribute partition) {
    lock.lock();
    try {
      var shelf = tables.named(table).shelf(Optional.empty(), tables.now());
      return List.copyOf(shelf.range(partition, Optional.empty(), true));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      tables.all().forEach(KeptTable::close);
    } finally {
      lock.unlock();
    }
  }
}
