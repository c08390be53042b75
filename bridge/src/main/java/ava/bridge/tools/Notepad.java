package ava.bridge.tools;

import ava.shared.call.NotedMessage;

/// Where a tool writes what it learns in one call. Safe for use by several threads.
@FunctionalInterface
public interface Notepad {
  /// Notes these fields over those of before. Waits, and never fails: what cannot be written now is
  /// written later.
  void note(NotedMessage message);
}
