package ava.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One step of a scenario: something that the caller does or that Ava says.
public sealed interface Step {
  /// A step of the caller, who waits for its moment.
  sealed interface OfCaller extends Step {
    When when();
  }

  /// The caller says a sentence.
  ///
  /// @param hangUpAfter the caller hangs up after so much of it
  record CallerSays(String text, Clip audio, When when, Optional<Duration> hangUpAfter)
      implements OfCaller {}

  /// The caller presses keys: `0` to `9`, `*`, `#`.
  record CallerPresses(String keys, When when) implements OfCaller {}

  record CallerHangsUp(When when) implements OfCaller {}

  /// Ava says a sentence.
  ///
  /// @param audio her voice; without it the model hums
  /// @param before calls that come first, whose results the model waits for
  /// @param after calls in the same response, behind the sentence
  record AvaSays(String text, Optional<Clip> audio, List<ToolCall> before, List<ToolCall> after)
      implements Step {
    public AvaSays {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }
}
