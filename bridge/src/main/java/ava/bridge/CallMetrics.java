package ava.bridge;

import ava.bridge.call.Metric;
import ava.shared.aws.Metrics;
import ava.shared.aws.Metrics.Unit;
import ava.shared.call.CallSid;
import java.time.Duration;
import java.util.Map;

/// The bridge's figures under their CloudWatch names.
final class CallMetrics {
  private final Metrics metrics;

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

  void active(int calls) {
    metrics.put("CallsActive", calls, Unit.COUNT, Map.of());
  }

  private static Map<String, String> callField(CallSid callSid) {
    return Map.of("callSid", callSid.value());
  }
}
