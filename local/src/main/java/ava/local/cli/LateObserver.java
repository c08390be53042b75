package ava.local.cli;

import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Observation;

/// Hands on to an observer that comes later; what happens before is not told. Safe for several
/// threads.
final class LateObserver implements CallObserver {
  private volatile CallObserver observer = CallObserver.NOBODY;

  void begin(CallObserver from) {
    observer = from;
  }

  @Override
  public void observed(Observation observation) {
    observer.observed(observation);
  }
}
