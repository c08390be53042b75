package ava.shared.loop;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Takes the answer to a question that may wait for a limited time, or another one when the time is
/// over; what comes later is nobody's. Thread: the loop.
public final class FirstAnswer<T> implements Consumer<T> {
  private final Consumer<T> to;
  private final Loop.Running late;
  private boolean given;

  /// @param otherwise the answer when none comes in time
  /// @param to takes one answer
  public FirstAnswer(Loop loop, Duration within, Supplier<T> otherwise, Consumer<T> to) {
    this.to = to;
    this.late = loop.after(within, () -> accept(otherwise.get()));
  }

  @Override
  public void accept(T answer) {
    if (!given) {
      given = true;
      late.cancel();
      to.accept(answer);
    }
  }

  public boolean isGiven() {
    return given;
  }
}
