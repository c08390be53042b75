package ava.simulator.twilio;

import ava.shared.loop.Dialer;
import ava.shared.loop.Loop;
import ava.simulator.scenario.Checks;
import ava.simulator.wire.Fetcher;
import ava.simulator.wire.Strand;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.random.RandomGenerator;

/// Twilio with a caller's telephone, on any wire and any clock: places calls to any Ava by her
/// webhooks, obeys her TwiML and streams real-time audio. Strict: what Twilio would warn about is
/// in the report as refused.
///
/// Safe for several threads. The calls run on the loop, where each [Caller] and each observer is
/// asked.
public final class TelephoneNetwork {
  /// What the network runs on. The dialer and the fetcher belong to the loop.
  public record Ports(Loop loop, Dialer dialer, Fetcher fetcher) {}

  private final Ports ports;
  private final Account account;
  private final RandomGenerator random;
  private final BridgeMessage.Reader reader;
  private final Map<String, PlacedCall> calls = new ConcurrentSkipListMap<>();

  /// @param random what the ids come from: each call has a stream of its own, drawn in the order in
  ///   which calls are placed
  public TelephoneNetwork(Ports ports, Account account, RandomGenerator random, Checks checks) {
    this.ports = ports;
    this.account = account;
    this.random = random;
    this.reader = new BridgeMessage.Reader(checks);
  }

  /// Places a call and returns at once.
  public PlacedCall place(CallPlan plan) {
    var sids = new Sids(new SplittableRandom(draw()));
    var callSid = sids.next("CA");
    var report = new CompletableFuture<CallReport>();
    var loop = new Strand(ports.loop(), report::completeExceptionally);
    var ear = new Ear(new CallTimeline(loop.clock(), plan.observer()));
    var line =
        new CallStream.Line(
            loop, ports.dialer(), account, callSid, plan, ear, new CallRecording(), reader);
    var badSignature = plan.faults().has(LineFault.BadWebhookSignature.class);
    var webhooks = new Webhooks(loop, ports.fetcher(), account, badSignature);
    var run = new CallRun(line, webhooks, sids, report::complete);
    var call = new PlacedCall(callSid, ear.timeline(), report, () -> loop.execute(run::hangUp));
    calls.put(callSid, call);
    var _ = report.whenComplete((_, _) -> calls.remove(callSid));
    loop.execute(run::start);
    return call;
  }

  private synchronized long draw() {
    return random.nextLong();
  }

  /// The calls that are going on, in the order of their SIDs.
  public List<PlacedCall> calls() {
    return List.copyOf(calls.values());
  }
}
