package ava.bridge;

import ava.bridge.call.Event;
import ava.bridge.call.Timer;
import ava.bridge.call.Timers;
import ava.shared.loop.Loop;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/// One call's timers on its loop. Thread: the loop.
final class LoopTimers implements Timers {
  private final Loop loop;
  private final Consumer<Event> events;
  private final Map<Timer, Loop.Running> running = new EnumMap<>(Timer.class);

  LoopTimers(Loop loop, Consumer<Event> events) {
    this.loop = loop;
    this.events = events;
  }

  @Override
  public void set(Timer timer, Duration delay) {
    cancel(timer);
    running.put(timer, loop.after(delay, () -> fire(timer)));
  }

  @Override
  public void cancel(Timer timer) {
    var set = running.remove(timer);
    if (set != null) {
      set.cancel();
    }
  }

  void cancelAll() {
    running.values().forEach(Loop.Running::cancel);
    running.clear();
  }

  private void fire(Timer timer) {
    running.remove(timer);
    events.accept(new Event.TimerFired(timer));
  }
}
