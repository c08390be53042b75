package ava.bridge.call;

/// The figures of a call, under their CloudWatch names. Milliseconds, or counts of one.
public enum Metric {
  TIME_TO_GREETING("TimeToGreetingMs"),
  TURN_LATENCY("TurnLatencyMs"),
  BARGE_INS("BargeIns"),
  REALTIME_RECONNECTS("RealtimeReconnects"),
  RESUMES("Resumes");

  private final String cloudWatchName;

  Metric(String cloudWatchName) {
    this.cloudWatchName = cloudWatchName;
  }

  public String cloudWatchName() {
    return cloudWatchName;
  }
}
