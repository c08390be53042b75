package ava.simulator.scenario;

import java.util.List;

/// A whole conversation: the caller's half is played by the Twilio simulator, Ava's half by the
/// model simulator.
///
/// @param caller the caller's number, E.164
/// @param called Ava's number, E.164
/// @param business the name that the greeting says (`AVA_BUSINESS_NAME`)
/// @param phrases recorded sentences that Ava may need besides her lines
/// @param end how the call should end: the name of an `EndReason`
public record Scenario(
    String name,
    String title,
    String caller,
    String called,
    String business,
    List<Step> steps,
    List<Step.AvaSays> phrases,
    String end) {
  public Scenario {
    steps = List.copyOf(steps);
    phrases = List.copyOf(phrases);
  }

  /// What the caller does, in order.
  public List<Step.OfCaller> callerSteps() {
    return steps.stream()
        .filter(Step.OfCaller.class::isInstance)
        .map(Step.OfCaller.class::cast)
        .toList();
  }

  /// What the caller says, in order.
  public List<Step.CallerSays> callerLines() {
    return steps.stream()
        .filter(Step.CallerSays.class::isInstance)
        .map(Step.CallerSays.class::cast)
        .toList();
  }

  /// What Ava says, in order.
  public List<Step.AvaSays> avaLines() {
    return steps.stream()
        .filter(Step.AvaSays.class::isInstance)
        .map(Step.AvaSays.class::cast)
        .toList();
  }
}
