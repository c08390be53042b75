package ava.simulator.twilio;

import java.util.concurrent.CompletableFuture;

/// A call that is going on. Safe for several threads.
public final class PlacedCall {
  private final String callSid;
  private final CallRun run;
  private final CompletableFuture<CallReport> report;

  PlacedCall(String callSid, CallRun run, CompletableFuture<CallReport> report) {
    this.callSid = callSid;
    this.run = run;
    this.report = report;
  }

  public String callSid() {
    return callSid;
  }

  /// What has happened so far.
  public CallTimeline timeline() {
    return run.timeline();
  }

  /// The caller hangs up.
  public void hangUp() {
    run.hangUp();
  }

  /// Completes when the last callback is answered.
  public CompletableFuture<CallReport> report() {
    return report.copy();
  }

  /// Waits for the end.
  public CallReport await() {
    return report.join();
  }
}
