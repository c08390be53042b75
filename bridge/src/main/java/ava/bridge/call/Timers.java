package ava.bridge.call;

import java.time.Duration;

/// The timers of one call. Thread: the call's context, on which they fire as [Event.TimerFired].
public interface Timers {
  void set(Timer timer, Duration delay);

  void cancel(Timer timer);
}
