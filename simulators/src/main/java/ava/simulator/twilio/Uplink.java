package ava.simulator.twilio;

import ava.shared.loop.TextSocket;
import ava.simulator.wire.RoughSocket;
import java.util.ArrayDeque;
import java.util.Queue;

/// The way to the bridge with its failures: what is sent while it stalls comes in a burst, and
/// nothing goes through once it is dead. Belongs to the loop.
final class Uplink {
  private final TextSocket socket;
  private final Queue<Runnable> held = new ArrayDeque<>();
  private boolean stalled;
  private boolean dead;

  Uplink(TextSocket socket) {
    this.socket = socket;
  }

  void send(String text) {
    if (!stalled && !dead) {
      socket.send(text);
    } else {
      through(() -> socket.send(text));
    }
  }

  void binary(byte[] bytes) {
    through(() -> RoughSocket.of(socket).binary(bytes));
  }

  void close() {
    through(socket::close);
  }

  private void through(Runnable deed) {
    if (stalled) {
      held.add(deed);
    } else if (!dead) {
      deed.run();
    }
  }

  /// Whether this end reads.
  void reads(boolean on) {
    if (!dead) {
      RoughSocket.of(socket).reads(on);
    }
  }

  /// Nothing goes through until [#burst].
  void stall() {
    reads(false);
    stalled = true;
  }

  void burst() {
    stalled = false;
    reads(true);
    while (!held.isEmpty()) {
      through(held.remove());
    }
  }

  /// Nothing goes through any more, and nobody is told.
  void die() {
    reads(false);
    stalled = false;
    held.clear();
    dead = true;
  }

  /// This end is gone, without a close frame where none was sent.
  void drop() {
    if (stalled) {
      burst();
    }
    if (!dead && socket.isOpen()) {
      RoughSocket.of(socket).sever();
    }
  }

  /// The connection is reset.
  void reset() {
    if (!dead) {
      RoughSocket.of(socket).reset();
    }
  }
}
