package ava.bridge.call;

/// The figures of a call, under their CloudWatch names. Milliseconds, counts, US dollars.
public enum Metric {
  TIME_TO_GREETING("TimeToGreetingMs"),
  TURN_LATENCY("TurnLatencyMs"),
  BARGE_INS("BargeIns"),
  REALTIME_RECONNECTS("RealtimeReconnects"),
  SPEECH_FAILURES("SpeechFailures"),
  INPUT_TOKENS("InputTokens"),
  CACHED_TOKENS("CachedTokens"),
  OUTPUT_TOKENS("OutputTokens"),
  COST("CostUsd");

  private final String cloudWatchName;

  Metric(String cloudWatchName) {
    this.cloudWatchName = cloudWatchName;
  }

  public String cloudWatchName() {
    return cloudWatchName;
  }
}
