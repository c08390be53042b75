package ava.bridge.speech;

import ava.shared.loop.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a voice is fit to speak, for all calls of a bridge: after three failures in a row, or
/// one that will repeat, it is left alone for five minutes. Thread: the loop's.
final class VoiceHealth {
  private static final Logger LOG = LoggerFactory.getLogger(VoiceHealth.class);

  static final Duration LEFT_ALONE = Duration.ofMinutes(5);
  private static final int MOST_FAILURES = 3;

  private final Loop loop;
  private final String voice;
  private final List<Consumer<Boolean>> listeners = new ArrayList<>();
  private int failures;
  private boolean away;
  private Loop.Running back = Loop.Running.OVER;

  VoiceHealth(Loop loop, String voice) {
    this.loop = loop;
    this.voice = voice;
  }

  boolean isAway() {
    return away;
  }

  void worked() {
    failures = 0;
  }

  /// @param refused it will fail again
  void failed(boolean refused) {
    failures = refused ? MOST_FAILURES : failures + 1;
    if (failures >= MOST_FAILURES && !away) {
      LOG.atError()
          .addKeyValue("voice", voice)
          .addKeyValue("seconds", LEFT_ALONE.toSeconds())
          .log("the model speaks for itself");
      back = loop.after(LEFT_ALONE, this::again);
      tell(true);
    }
  }

  /// Another failure is enough to leave it alone again.
  private void again() {
    failures = MOST_FAILURES - 1;
    LOG.atInfo().addKeyValue("voice", voice).log("voice is tried again");
    tell(false);
  }

  private void tell(boolean now) {
    away = now;
    List.copyOf(listeners).forEach(listener -> listener.accept(now));
  }

  void listen(Consumer<Boolean> listener) {
    listeners.add(listener);
  }

  void forget(Consumer<Boolean> listener) {
    listeners.remove(listener);
  }

  void close() {
    back.cancel();
  }
}
