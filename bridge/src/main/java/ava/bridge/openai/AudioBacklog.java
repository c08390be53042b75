package ava.bridge.openai;

import ava.bridge.call.Effect;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// The caller's newest audio, kept until the session can take it.
final class AudioBacklog {
  /// Ten seconds of mu-law as base64, in characters.
  private static final int MOST = 10_000 * 8 * 4 / 3;

  private final Deque<Effect.Append> held = new ArrayDeque<>();
  private int size;

  void hold(Effect.Append append) {
    held.addLast(append);
    size += append.audio().length();
    while (size > MOST && held.size() > 1) {
      size -= held.removeFirst().audio().length();
    }
  }

  /// Hands over what is held, oldest first, and whatever is added meanwhile behind it.
  void empty(Consumer<Effect.Append> taker) {
    for (var next = held.pollFirst(); next != null; next = held.pollFirst()) {
      taker.accept(next);
    }
    size = 0;
  }

  int size() {
    return size;
  }
}
