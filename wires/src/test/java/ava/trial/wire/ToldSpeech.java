package ava.trial.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What a voice tells of its lines, in its order.
final class ToldSpeech {
  private static final int LONGEST_WAIT_SECONDS = 20;

  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /// On the voice's loop.
  void add(Event event) {
    events.add(event);
  }

  Event next() {
    try {
      var event = events.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
      assertThat(event).as("something comes").isNotNull();
      return event;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether nothing has come that was not asked for.
  boolean isQuiet() {
    return events.isEmpty();
  }

  /// All that comes until a line is over, its end included.
  List<Event> untilOver() {
    var told = new ArrayList<Event>();
    while (told.isEmpty()
        || !(told.getLast() instanceof Event.SpeechDone
            || told.getLast() instanceof Event.SpeechFailed)) {
      told.add(next());
    }
    return told;
  }
}
