package ava.simulator.twilio;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Does the caller's steps of a scenario, each at its moment. For one call.
public final class ScriptedCaller implements Caller {
  private static final byte[] SILENCE = Clip.silentFrame();

  private final Deque<Step.OfCaller> steps;
  private StepEnd last = StepEnd.BEGINNING;
  private int spoken;

  public ScriptedCaller(List<Step.OfCaller> steps) {
    this.steps = new ArrayDeque<>(steps);
  }

  @Override
  public byte[] frame(Handset handset) {
    var step = steps.peek();
    if (step == null || (spoken == 0 && !last.isFollowedBy(step.when(), handset))) {
      return SILENCE;
    }
    return switch (step) {
      case Step.CallerSays line -> say(line, handset);
      case Step.CallerPresses(var keys, _) -> {
        keys.chars().forEach(key -> handset.press((char) key));
        finish(handset);
        yield SILENCE;
      }
      case Step.CallerHangsUp _ -> {
        handset.hangUp();
        yield SILENCE;
      }
    };
  }

  private byte[] say(Step.CallerSays line, Handset handset) {
    if (spoken == 0) {
      handset.begins(line.text());
    }
    if (line.hangUpAfter()
        .filter(after -> (long) spoken * Clip.FRAME_MS >= after.toMillis())
        .isPresent()) {
      handset.hangUp();
      return SILENCE;
    }
    var frame = line.audio().frame(spoken);
    spoken++;
    if (spoken == line.audio().frames()) {
      handset.finished();
      finish(handset);
    }
    return frame;
  }

  private void finish(Handset handset) {
    steps.remove();
    spoken = 0;
    last = StepEnd.at(handset);
  }
}
