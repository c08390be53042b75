package ava.live;

import ava.shared.aws.OutOfReach;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Keeps what each viewer was sent; some viewers have gone, some cannot be reached.
final class FakeLine implements ViewerLine {
  private final Map<String, List<String>> received = new ConcurrentHashMap<>();
  private final Set<String> gone;
  private final Set<String> unreachable;

  FakeLine(Set<String> gone, Set<String> unreachable) {
    this.gone = gone;
    this.unreachable = unreachable;
  }

  @Override
  public boolean send(String connectionId, String message) {
    if (unreachable.contains(connectionId)) {
      OutOfReach.reach(
          "viewer",
          () -> {
            throw SdkClientException.create("unreachable");
          });
    }
    if (gone.contains(connectionId)) {
      return false;
    }
    received.computeIfAbsent(connectionId, _ -> new CopyOnWriteArrayList<>()).add(message);
    return true;
  }

  List<String> received(String connectionId) {
    return received.getOrDefault(connectionId, List.of());
  }
}
