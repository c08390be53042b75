package ava.bench;

import ava.embedded.EmbeddedSes;
import ava.embedded.aws.LocalAws;
import java.io.IOException;
import java.util.Optional;

/// The table and the queue of a bench, in a process that nothing of the load can starve. Prints
/// what a bridge needs to reach them, a setting a line, then an empty line; ends with its input.
public final class TableMain {
  private TableMain() {}

  public static void main(String[] arguments) throws IOException {
    var settings = System.out;
    System.setOut(System.err); // for whatever else prints
    try (var aws = LocalAws.start(Optional.empty(), EmbeddedSes.start())) {
      aws.environment().forEach((name, value) -> settings.println(name + "=" + value));
      settings.println("CALL_ENDED_QUEUE_URL=" + aws.queueUrl());
      settings.println();
      settings.flush();
      while (System.in.read() >= 0) {
        // until the bench ends
      }
    }
  }
}
