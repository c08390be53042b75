package ava.embedded.table;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/// The strict table alone, on loopback, for whoever compares it with another: says where it listens
/// and with which key, and lives until its input ends.
final class TableMain {
  private TableMain() {}

  public static void main(String[] args) throws IOException {
    var credentials = TableCredentials.random();
    try (var service = TableService.inMemory(Clock.systemUTC(), Duration.ZERO);
        var table =
            LoopbackTable.start(
                new TableWire(service, TableFaults.NONE, Thread::sleep), credentials)) {
      System.out.println(table.endpoint().getPort() + " " + credentials.accessKeyId());
      while (System.in.read() >= 0) {
        // what comes is of no interest, only its end
      }
    }
  }
}
