package ava.simulator.scenario;

/// Hears what happens in a played call, as it happens. Called on the simulators' own threads, one
/// observation at a time from each simulator: be quick, never block.
@FunctionalInterface
public interface CallObserver {
  /// Nobody looks.
  CallObserver NOBODY = _ -> {};

  void observed(Observation observation);

  /// The caller hears 20 ms of what was sent to him.
  default void hears(byte[] frame) {}
}
