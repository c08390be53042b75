package ava.bridge.call;

/// Learns how a call fares, for figures and logs. Thread: the call's context.
public interface Watcher {
  /// A figure of the call, each once.
  void measured(Metric metric, double value);

  /// The call lost its session with the model, for this reason.
  void modelLost(Event.ModelLost.Cause cause, String detail);

  /// A fault of ours: the call is about to be let go.
  ///
  /// @param during the event or effect, by its name alone
  void failed(String during, RuntimeException fault);

  /// Nothing of the call is left to do here. Called once.
  void over();
}
