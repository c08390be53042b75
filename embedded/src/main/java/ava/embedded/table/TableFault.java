package ava.embedded.table;

import java.time.Duration;

/// What goes wrong with one request, on purpose.
public sealed interface TableFault {
  /// Nothing.
  record Fine() implements TableFault {}

  /// The request is answered late.
  record Slow(Duration by) implements TableFault {}

  /// The answer is an error, such as 400 `ThrottlingException` or 500 `InternalServerError`.
  ///
  /// @param applied a write is done all the same, as may be after a 500
  record ErrorAnswer(int status, String error, boolean applied) implements TableFault {}

  /// 503 with a body that is no JSON, as a load balancer answers; nothing is done.
  record Unavailable() implements TableFault {}

  /// The connection breaks.
  ///
  /// @param applied behind the write, so that only the answer is lost
  record Broken(boolean applied) implements TableFault {}

  /// Nothing comes back until the caller gives up; nothing is done.
  record NoAnswer() implements TableFault {}

  /// The answer's checksum is wrong; the write is done.
  record WrongChecksum() implements TableFault {}

  /// The answer ends in its middle; the write is done.
  record CutShort() implements TableFault {}

  /// A batch is done by half.
  record Partly() implements TableFault {}

  /// A read that is not consistent finds the items as they were before the latest write.
  record Stale() implements TableFault {}

  /// Another transaction is at the items.
  record Conflict() implements TableFault {}

  /// Throttling as a table on demand answers it.
  static TableFault throttled() {
    return new ErrorAnswer(400, "ThrottlingException", false);
  }

  /// The write is done and its answer lost.
  static TableFault answerLost() {
    return new Broken(true);
  }
}
