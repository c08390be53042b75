package ava.bridge.record;

import ava.shared.CallSid;
import ava.shared.OutOfReach;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// How a call's journal tries what may fail, and where it writes what is lost: into the log at
/// ERROR, the only place where a caller's words are logged. Waits on the calling thread.
///
/// @param pauses before each further try
record Attempts(CallSid callSid, List<Duration> pauses) {
  private static final Logger LOG = LoggerFactory.getLogger(DynamoJournal.class);

  /// @return whether it succeeded at last
  boolean patiently(String what, Runnable action) {
    for (var pause : pauses) {
      if (once(what, action)) {
        return true;
      }
      sleep(pause);
    }
    return once(what, action);
  }

  /// A fault of ours must not take the words along that wait behind it: it counts as a failure.
  boolean once(String what, Runnable action) {
    try {
      action.run();
      return true;
    } catch (OutOfReach e) {
      log(LOG.atWarn()).addKeyValue("what", what).setCause(e).log("out of reach");
    } catch (RuntimeException e) {
      log(LOG.atError()).addKeyValue("what", what).setCause(e).log("journal failed");
    }
    return false;
  }

  void lost(String what, String content) {
    log(LOG.atError()).addKeyValue("what", what).addKeyValue("content", content).log("not written");
  }

  void moved(int seq, int by) {
    log(LOG.atWarn()).addKeyValue("seq", seq).addKeyValue("moved", by).log("turn moved");
  }

  /// The writer's thread is never interrupted: its executor is shut down, not stopped.
  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private LoggingEventBuilder log(LoggingEventBuilder line) {
    return line.addKeyValue("callSid", callSid.value());
  }
}
