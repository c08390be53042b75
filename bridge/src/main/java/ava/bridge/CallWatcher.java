package ava.bridge;

import ava.bridge.call.Event;
import ava.bridge.call.Metric;
import ava.bridge.call.Watcher;
import ava.shared.call.CallSid;
import ava.shared.loop.Loop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes how one call fares into metrics and log. Thread: the call's loop.
final class CallWatcher implements Watcher {
  private static final Logger LOG = LoggerFactory.getLogger(CallWatcher.class);

  private final CallSid callSid;
  private final CallMetrics metrics;
  private final long takenAt;
  private final Loop loop;
  private final Runnable over;

  /// @param over runs when nothing of the call is left to do
  CallWatcher(CallSid callSid, CallMetrics metrics, Loop loop, Runnable over) {
    this.callSid = callSid;
    this.metrics = metrics;
    this.loop = loop;
    this.takenAt = loop.nanos();
    this.over = over;
  }

  @Override
  public void measured(Metric metric, double value) {
    metrics.of(callSid, metric, value);
  }

  @Override
  public void modelLost(Event.ModelLost.Cause cause, String detail) {
    LOG.atWarn()
        .addKeyValue("callSid", callSid.value())
        .addKeyValue("cause", cause)
        .addKeyValue("why", detail)
        .log("model lost");
  }

  @Override
  public void failed(String during, RuntimeException fault) {
    LOG.atError()
        .addKeyValue("callSid", callSid.value())
        .addKeyValue("during", during)
        .setCause(fault)
        .log("call step failed");
  }

  @Override
  public void over() {
    over.run();
    var length = Duration.ofNanos(loop.nanos() - takenAt);
    metrics.callLasted(callSid, length);
    LOG.atInfo()
        .addKeyValue("callSid", callSid.value())
        .addKeyValue("seconds", length.toSeconds())
        .log("call over here");
  }
}
