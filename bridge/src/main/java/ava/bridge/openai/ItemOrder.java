package ava.bridge.openai;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The messages of a conversation in their order, without the tool calls, facts and memories that
/// stand between them. One session's.
final class ItemOrder {
  private final Set<String> placed = new HashSet<>();
  private final Map<String, Optional<String>> skipped = new HashMap<>();

  /// Leaves an item out: what follows it follows what it follows.
  void skip(String itemId, @Nullable String previousItemId) {
    if (!placed.contains(itemId)) {
      skipped.put(itemId, before(previousItemId));
    }
  }

  /// Whether the message was not placed before.
  boolean place(String itemId) {
    return !skipped.containsKey(itemId) && placed.add(itemId);
  }

  /// The message that an item with this predecessor follows, or empty at the beginning.
  Optional<String> before(@Nullable String previousItemId) {
    if (previousItemId == null || previousItemId.equals("root")) {
      return Optional.empty();
    }
    return skipped.getOrDefault(previousItemId, Optional.of(previousItemId));
  }
}
