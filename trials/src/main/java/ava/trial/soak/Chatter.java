package ava.trial.soak;

import ava.simulator.scenario.Clip;
import ava.simulator.twilio.Caller;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/// A caller whose every frame has a stamp: says sentences of random length when Ava is silent or in
/// the middle of what she says, and hangs up at last. Frames belong to the call's thread; the
/// counts may be read once the call is over.
public final class Chatter implements Caller {
  /// The last answer is heard to its end before a patient caller hangs up.
  private static final int GOODBYE_MS = 700;

  /// Longer than any delay of the simulator.
  private static final int LINE_LOST_MS = 400;

  private final int number;
  private final Random random;
  private final Habits habits;
  private final AtomicBoolean enough;
  private final Lateness lateness;
  private final int sentences;
  private int frames;
  private int said;
  private int framesLeft;
  private int finished;
  private int interruptions;
  private long heardBefore;
  private long lastFrameAt;
  private boolean impatient;
  private int waitMs;
  private boolean leaves;

  /// @param number of the call, 1 to 65535
  /// @param enough set when callers should hang up
  Chatter(int number, Random random, Habits habits, AtomicBoolean enough, Lateness lateness) {
    this.number = number;
    this.random = random;
    this.habits = habits;
    this.enough = enough;
    this.lateness = lateness;
    this.sentences = habits.between(random, habits.fewestSentences(), habits.sentences());
    decide();
  }

  /// What it will do next: when it speaks, or that it leaves.
  private void decide() {
    leaves = said >= sentences;
    var early = random.nextDouble() < habits.hangsUpEarly();
    impatient = leaves ? early : random.nextDouble() < habits.interrupts();
    waitMs =
        impatient
            ? habits.between(random, 200, 2_500)
            : leaves ? GOODBYE_MS : habits.between(random, 300, 900);
  }

  @Override
  public byte[] frame(Handset handset) {
    lateness.tick(this);
    listenAgain(handset);
    if (enough.get()) {
      handset.hangUp();
    }
    if (framesLeft == 0 && due(handset)) {
      act(handset);
    }
    var speaking = framesLeft > 0;
    var frame = new Stamp(number, speaking ? said : 0, frames, 0).frame();
    frames++;
    if (speaking) {
      speak(handset);
    }
    return frame;
  }

  /// After an interruption of the line a caller waits until Ava is back.
  private void listenAgain(Handset handset) {
    if (handset.elapsedMs() - lastFrameAt > LINE_LOST_MS && framesLeft == 0 && frames > 0) {
      heardBefore = handset.avaHeardMs();
    }
    lastFrameAt = handset.elapsedMs();
  }

  private boolean due(Handset handset) {
    if (handset.avaHeardMs() <= heardBefore) {
      return false;
    }
    return impatient
        ? handset.avaSpeaksMs() >= waitMs || handset.avaSilentMs() >= waitMs
        : handset.avaSilentMs() >= waitMs;
  }

  private void act(Handset handset) {
    if (leaves) {
      handset.hangUp();
      return;
    }
    if (handset.avaSpeaksMs() > 0) {
      interruptions++;
    }
    said++;
    framesLeft = habits.between(random, 700, 2_000) / Clip.FRAME_MS;
    handset.begins(words(number, said));
  }

  private void speak(Handset handset) {
    framesLeft--;
    if (framesLeft == 0) {
      finished = said;
      heardBefore = handset.avaHeardMs();
      handset.finished();
      decide();
    }
  }

  /// What a sentence is understood as.
  public static String words(int call, int sentence) {
    return "Ici l'appelant " + call + ", voici ma phrase " + sentence + ".";
  }

  public int number() {
    return number;
  }

  /// How many frames it gave.
  public int frames() {
    return frames;
  }

  /// How many sentences it said to their end.
  public int finished() {
    return finished;
  }

  int interruptions() {
    return interruptions;
  }
}
