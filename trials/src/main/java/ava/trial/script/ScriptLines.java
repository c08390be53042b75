package ava.trial.script;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Scenario;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.ToolCall;
import ava.simulator.scenario.When;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Writes scripts: short lines in hummed voices, 65 ms a letter.
public final class ScriptLines {
  public static final String GREETING = "Bonjour, ici une IA.";
  public static final String CALLER = "+33612345678";

  private static final Duration MOMENT = Duration.ofMillis(200);

  private ScriptLines() {}

  public static Scenario of(Step... steps) {
    return new Scenario(
        "test", "Test", CALLER, "+33199001234", "le cabinet", List.of(steps), List.of(), "GOODBYE");
  }

  public static Step.AvaSays greeting() {
    return ava(GREETING);
  }

  public static Step.AvaSays ava(String text, ToolCall... behind) {
    return new Step.AvaSays(text, Optional.empty(), List.of(), List.of(behind));
  }

  /// Ava calls a tool, and says this when she has its answer.
  public static Step.AvaSays avaAfter(ToolCall before, String text, ToolCall... behind) {
    return new Step.AvaSays(text, Optional.empty(), List.of(before), List.of(behind));
  }

  public static ToolCall hangUp() {
    return new ToolCall("raccrocher", "{}");
  }

  /// The caller speaks once Ava has finished.
  public static Step.CallerSays caller(String text) {
    return caller(text, new When.After(MOMENT));
  }

  /// The caller speaks when Ava has spoken for so long.
  public static Step.CallerSays interrupts(String text, int afterMs) {
    return caller(text, new When.Interrupt(Duration.ofMillis(afterMs)));
  }

  public static Step.CallerSays caller(String text, When when) {
    return new Step.CallerSays(text, Clip.hum(text), when, Optional.empty());
  }

  public static Step.OfCaller hangsUp() {
    return new Step.CallerHangsUp(new When.After(MOMENT));
  }
}
