package ava.bridge;

import ava.bridge.call.Event;
import ava.bridge.call.Timer;
import ava.bridge.call.Timers;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/// One call's timers on its event loop. Thread: that event loop.
final class ContextTimers implements Timers {
  private final Vertx vertx;
  private final Consumer<Event> events;
  private final Map<Timer, Long> running = new EnumMap<>(Timer.class);

  ContextTimers(Vertx vertx, Consumer<Event> events) {
    this.vertx = vertx;
    this.events = events;
  }

  @Override
  public void set(Timer timer, Duration delay) {
    cancel(timer);
    running.put(timer, vertx.setTimer(Math.max(1, delay.toMillis()), id -> fire(timer, id)));
  }

  @Override
  public void cancel(Timer timer) {
    var id = running.remove(timer);
    if (id != null) {
      vertx.cancelTimer(id);
    }
  }

  void cancelAll() {
    running.values().forEach(vertx::cancelTimer);
    running.clear();
  }

  private void fire(Timer timer, Long id) {
    if (running.remove(timer, id)) {
      events.accept(new Event.TimerFired(timer));
    }
  }
}
