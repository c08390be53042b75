package ava.simulator.twilio;

import ava.shared.loop.Loop;
import java.time.Duration;
import java.util.function.Consumer;

/// What a caller does while Twilio speaks or records: he waits, unless he hangs up. One pause at a
/// time. Belongs to the loop.
final class Waiting {
  private final Loop loop;
  private final Ear ear;
  private Loop.Running timer = Loop.Running.OVER;
  private Consumer<Boolean> then = _ -> {};

  Waiting(Loop loop, Ear ear) {
    this.loop = loop;
    this.ear = ear;
  }

  /// @param goneOrNot is told whether the caller hung up meanwhile
  void pause(Duration time, Consumer<Boolean> goneOrNot) {
    if (ear.hungUp() || !time.isPositive()) {
      goneOrNot.accept(ear.hungUp());
      return;
    }
    then = goneOrNot;
    timer = loop.after(time, () -> goOn(false));
  }

  void callerHasGone() {
    timer.cancel();
    goOn(true);
  }

  private void goOn(boolean gone) {
    var waiting = then;
    then = _ -> {};
    waiting.accept(gone);
  }
}
