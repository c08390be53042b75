package ava.trial.world;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MuLaw;
import ava.simulator.twilio.Caller;
import ava.simulator.twilio.StepEnd;
import ava.trial.soak.Stamp;
import ava.trial.world.CallerPlan.Deed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// A caller who does what his plan says, each deed at its moment. Every frame of his has a stamp,
/// but those of a noise.
final class WorldCaller implements Caller {
  /// After an interruption of the line a caller waits until Ava is back.
  private static final int LINE_LOST_MS = 400;

  private static final byte[] NOISE = noise();

  private final Consumer<Duration> noises;
  private final Deque<Deed> deeds;
  private final byte[] silence;
  private StepEnd last = StepEnd.BEGINNING;
  private long lastFrameAt;
  private int index;
  private int paused;

  /// @param noises is told how long each noise is that he begins to make
  WorldCaller(CallerPlan plan, Consumer<Duration> noises) {
    this.noises = noises;
    this.deeds = new ArrayDeque<>(plan.deeds());
    this.silence = new Stamp(plan.call(), 0, 0, 0).frame();
  }

  private static byte[] noise() {
    var noise = new byte[Clip.FRAME];
    for (var at = 0; at < noise.length; at++) {
      noise[at] = MuLaw.encode((int) (8_000 * Math.sin(at * at)));
    }
    return noise;
  }

  @Override
  public byte[] frame(Handset handset) {
    listenAgain(handset);
    var deed = deeds.peek();
    if (deed == null || (index == 0 && !last.isFollowedBy(deed.when(), handset))) {
      return silence();
    }
    return switch (deed) {
      case Deed.Speaks speaks -> speak(speaks, handset);
      case Deed.Presses(_, var keys) -> {
        keys.chars().forEach(key -> handset.press((char) key));
        done(handset);
        yield silence();
      }
      case Deed.MakesNoise(_, var length) -> {
        if (index == 0) {
          noises.accept(length);
        }
        index++;
        if ((long) index * Clip.FRAME_MS >= length.toMillis()) {
          done(handset);
        }
        yield NOISE.clone();
      }
      case Deed.HangsUp _ -> {
        handset.hangUp();
        yield silence();
      }
    };
  }

  private byte[] speak(Deed.Speaks speaks, Handset handset) {
    var utterance = speaks.utterance();
    if (index == 0) {
      handset.begins(utterance.text());
    }
    var pauseAt = speaks.pauseBehind() * utterance.framesPerWord();
    if (pauseAt > 0
        && index == pauseAt
        && (long) paused * Clip.FRAME_MS < speaks.pause().toMillis()) {
      paused++;
      return silence();
    }
    var frame = utterance.frame(index);
    index++;
    if (index == utterance.frames()) {
      handset.finished();
      done(handset);
    }
    return frame;
  }

  private void listenAgain(Handset handset) {
    if (handset.elapsedMs() - lastFrameAt > LINE_LOST_MS && index == 0) {
      last = new StepEnd(last.atMs(), handset.avaHeardMs());
    }
    lastFrameAt = handset.elapsedMs();
  }

  private void done(Handset handset) {
    deeds.remove();
    index = 0;
    paused = 0;
    last = StepEnd.at(handset);
  }

  private byte[] silence() {
    return silence.clone();
  }
}
