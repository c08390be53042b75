package ava.bridge;

import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// The bridge's end of a socket whose other side is a test. All that comes does so in a later turn.
public final class SteppedSocket implements TextSocket {
  private final Loop loop;
  private final Consumer<String> other;
  private final List<Integer> closes = new ArrayList<>();
  private Optional<Ear> ear = Optional.empty();
  private boolean open = true;
  private boolean stalled;
  private long waiting;

  /// @param other hears what the bridge sends
  public SteppedSocket(Loop loop, Consumer<String> other) {
    this.loop = loop;
    this.other = other;
  }

  public void heardBy(Ear whom) {
    ear = Optional.of(whom);
  }

  /// Something comes over the socket, if it is still open then.
  public void comes(Consumer<Ear> what) {
    loop.execute(() -> {
      if (open) {
        ear.ifPresent(what);
      }
    });
  }

  /// The other side says something.
  public void say(String text) {
    comes(to -> to.text(text));
  }

  /// The other side takes nothing any more, and answers no ping.
  public void stall() {
    stalled = true;
  }

  /// The other side closes.
  public void hangUp(int code) {
    comes(to -> {
      open = false;
      to.closed(OptionalInt.of(code));
    });
  }

  /// With which codes the bridge closed.
  public List<Integer> closes() {
    return closes;
  }

  @Override
  public void send(String text) {
    if (stalled) {
      waiting += text.length();
    } else if (open) {
      other.accept(text);
    }
  }

  @Override
  public long waiting() {
    return waiting;
  }

  @Override
  public void ping() {
    if (!stalled) {
      comes(Ear::pong);
    }
  }

  @Override
  public void close(int code, String reason) {
    if (open) {
      open = false;
      closes.add(code);
      loop.execute(() -> ear.ifPresent(to -> to.closed(OptionalInt.of(code))));
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }
}
