package ava.simulator.socket;

import ava.simulator.scenario.Checks;
import ava.simulator.twilio.Account;
import ava.simulator.twilio.CallPlan;
import ava.simulator.twilio.PlacedCall;
import ava.simulator.twilio.TelephoneNetwork;
import java.security.SecureRandom;

/// The [TelephoneNetwork] on real sockets and real time, with every message checked.
///
/// Safe for several threads. All calls share one thread, where each caller and each observer is
/// asked. [#close] hangs up, waits, and leaves no thread behind.
public final class TwilioSimulator implements AutoCloseable {
  private final RealLoop loop = new RealLoop();
  private final TelephoneNetwork network;

  public TwilioSimulator(Account account) {
    var ports = new TelephoneNetwork.Ports(loop, new RealDialer(loop), new RealFetcher(loop));
    this.network = new TelephoneNetwork(ports, account, new SecureRandom(), Checks.SCHEMA);
  }

  /// Places a call and returns at once.
  public PlacedCall place(CallPlan plan) {
    return network.place(plan);
  }

  /// How many calls are going on.
  public int calls() {
    return network.calls().size();
  }

  @Override
  public void close() {
    var open = network.calls();
    open.forEach(PlacedCall::hangUp);
    open.forEach(call -> call.report().exceptionally(_ -> null).join());
    loop.close();
  }
}
