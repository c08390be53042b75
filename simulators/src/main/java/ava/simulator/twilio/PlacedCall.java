package ava.simulator.twilio;

import java.util.concurrent.CompletableFuture;

/// A call that is going on. Safe for several threads.
public final class PlacedCall {
  private final String callSid;
  private final CallTimeline timeline;
  private final CompletableFuture<CallReport> report;
  private final Runnable hangUp;

  PlacedCall(
      String callSid,
      CallTimeline timeline,
      CompletableFuture<CallReport> report,
      Runnable hangUp) {
    this.callSid = callSid;
    this.timeline = timeline;
    this.report = report;
    this.hangUp = hangUp;
  }

  public String callSid() {
    return callSid;
  }

  /// What has happened so far.
  public CallTimeline timeline() {
    return timeline;
  }

  /// The caller hangs up.
  public void hangUp() {
    hangUp.run();
  }

  /// Completes when the last callback is answered, on the loop.
  public CompletableFuture<CallReport> report() {
    return report.copy();
  }

  /// Waits for the end. Never on the loop.
  public CallReport await() {
    return report.join();
  }
}
