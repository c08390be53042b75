package ava.bridge;

import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// The bridge's end of a socket whose other side is a test: takes all at once, and closes in the
/// next turn.
public final class SteppedSocket implements TextSocket {
  private final Loop loop;
  private final Consumer<String> other;
  private final List<Ear> ears = new ArrayList<>();
  private final List<Integer> closes = new ArrayList<>();

  /// @param other hears what the bridge sends
  public SteppedSocket(Loop loop, Consumer<String> other) {
    this.loop = loop;
    this.other = other;
  }

  public void heardBy(Ear ear) {
    ears.add(ear);
  }

  /// The other side says something.
  public void say(String text) {
    loop.execute(() -> {
      if (isOpen()) {
        ears.forEach(ear -> ear.text(text));
      }
    });
  }

  /// With which codes the bridge closed.
  public List<Integer> closes() {
    return closes;
  }

  @Override
  public void send(String text) {
    if (isOpen()) {
      other.accept(text);
    }
  }

  @Override
  public long waiting() {
    return 0;
  }

  @Override
  public void ping() {
    loop.execute(() -> ears.forEach(Ear::pong));
  }

  @Override
  public void close(int code, String reason) {
    if (isOpen()) {
      closes.add(code);
      loop.execute(() -> ears.forEach(ear -> ear.closed(OptionalInt.of(code))));
    }
  }

  @Override
  public boolean isOpen() {
    return closes.isEmpty();
  }
}
