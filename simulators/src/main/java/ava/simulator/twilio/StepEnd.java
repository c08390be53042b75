package ava.simulator.twilio;

import ava.simulator.scenario.When;
import ava.simulator.twilio.Caller.Handset;

/// Where a caller's step ended: the moment of his next is counted from here.
///
/// @param atMs in the time of the call
/// @param avaHeardMs how much of Ava he had heard by then
public record StepEnd(long atMs, long avaHeardMs) {
  /// Before the first step.
  public static final StepEnd BEGINNING = new StepEnd(0, 0);

  /// A step that ends now.
  public static StepEnd at(Handset handset) {
    return new StepEnd(handset.elapsedMs(), handset.avaHeardMs());
  }

  /// Whether the moment of the next step has come.
  public boolean isFollowedBy(When when, Handset handset) {
    var hasSpoken = handset.avaHeardMs() > avaHeardMs;
    return switch (when) {
      case When.After(var silence) ->
          hasSpoken && handset.avaSilentMs() >= Math.max(1, silence.toMillis());
      case When.Interrupt(var speech) ->
          hasSpoken && handset.avaSpeaksMs() >= Math.max(1, speech.toMillis());
      case When.Delay(var time) -> handset.elapsedMs() - atMs >= time.toMillis();
    };
  }
}
