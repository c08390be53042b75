package ava.bridge.call;

import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import java.time.Instant;

/// What Ava says and what the model is told, in words. The call knows when something is said, and
/// not how. Pure.
public interface Wording {
  /// Fixed words.
  String of(FixedWords words);

  /// Instructions for one answer in exactly these words.
  String exactly(String words);

  /// Whether words that were spoken disclose that an AI speaks.
  boolean discloses(String spoken);

  /// What the model cannot know by itself.
  String facts(Instant now, PhoneNumber caller);

  /// What the model is told of a message that it noted before.
  String noted(NotedMessage message);

  /// What the model is told of keys that were pressed.
  String keyed(String keys);

  /// What the model is told of an answer that stopped in the middle of a sentence.
  String cutShort();
}
