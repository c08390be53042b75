package ava.trial.soak;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the model said in all its sessions. Safe for several threads.
public final class Sentences {
  private record Key(int session, int sentence) {}

  private final Map<Key, String> texts = new ConcurrentHashMap<>();

  void said(int session, int sentence, String text) {
    texts.put(new Key(session, sentence), text);
  }

  public String text(int session, int sentence) {
    return texts.getOrDefault(new Key(session, sentence), "");
  }
}
