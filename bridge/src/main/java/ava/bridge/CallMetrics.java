package ava.bridge;

import ava.bridge.call.Metric;
import ava.shared.aws.Metrics;
import ava.shared.aws.Metrics.Unit;
import ava.shared.call.CallSid;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The bridge's figures under their CloudWatch names: those of all its loops. Safe for use by
/// several threads.
final class CallMetrics {
  private final Metrics metrics;
  private final AtomicInteger active = new AtomicInteger();

  CallMetrics(Metrics metrics) {
    this.metrics = metrics;
  }

  void of(CallSid callSid, Metric metric, double value) {
    var unit =
        switch (metric) {
          case TIME_TO_GREETING, TURN_LATENCY -> Unit.MILLISECONDS;
          case BARGE_INS,
              REALTIME_RECONNECTS,
              SPEECH_FAILURES,
              INPUT_TOKENS,
              CACHED_TOKENS,
              OUTPUT_TOKENS ->
              Unit.COUNT;
          case COST -> Unit.NONE;
        };
    metrics.put(metric.cloudWatchName(), value, unit, callField(callSid));
  }

  void callLasted(CallSid callSid, Duration length) {
    metrics.put("CallSeconds", length.toMillis() / 1000.0, Unit.SECONDS, callField(callSid));
  }

  /// @param by how many calls more are in this process
  void activeChanged(int by) {
    tellActive(active.addAndGet(by));
  }

  void tellActive() {
    tellActive(active.get());
  }

  private void tellActive(int calls) {
    metrics.put("CallsActive", calls, Unit.COUNT, Map.of());
  }

  private static Map<String, String> callField(CallSid callSid) {
    return Map.of("callSid", callSid.value());
  }
}
