package ava.simulator;

import static java.util.Objects.requireNonNull;

import ava.shared.loop.Dialer;
import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import ava.simulator.wire.Fetcher;
import ava.simulator.wire.RoughSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A world of one thread: its time passes as fast as what happens in it, its wires are queues, and
/// a run is the same each time. For one thread.
public final class SteppedWorld implements Loop, Dialer, Fetcher {
  /// Who answers a handshake at an address.
  @FunctionalInterface
  public interface Door {
    /// @param open makes the socket and takes who hears at its far end; not called to refuse
    Dialled handshake(
        URI uri,
        Map<String, String> headers,
        Function<Function<TextSocket, ? extends TextSocket.Ear>, Dialled> open);
  }

  /// The same as `TextSocket.Ear`.
  public interface Ear extends TextSocket.Ear {
    @Override
    default void text(String text) {}

    @Override
    default void binary(int bytes) {}

    @Override
    default void tooBig() {}

    @Override
    default void pong() {}

    @Override
    default void broken(String why) {}

    @Override
    default void closed(OptionalInt code) {}
  }

  private static final Duration LATENCY = Duration.ofMillis(10);

  private record Due(Instant at, long order, Runnable task) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      var first = at.compareTo(other.at);
      return first == 0 ? Long.compare(order, other.order) : first;
    }
  }

  private final PriorityQueue<Due> heap = new PriorityQueue<>();
  private final Map<String, Door> doors = new HashMap<>();
  private final Map<String, Function<Request, Answer>> pages = new HashMap<>();
  private Instant now = Instant.parse("2026-01-05T09:00:00Z");
  private long order;

  @Override
  public long nanos() {
    return ChronoUnit.NANOS.between(Instant.EPOCH, now);
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void execute(Runnable task) {
    at(Duration.ZERO, task);
  }

  @Override
  public Running after(Duration delay, Runnable task) {
    var least = Duration.ofMillis(1);
    var due = at(delay.compareTo(least) < 0 ? least : delay, task);
    return () -> heap.remove(due);
  }

  private Due at(Duration delay, Runnable task) {
    var due = new Due(now.plus(delay), order++, task);
    heap.add(due);
    return due;
  }

  /// Lets happen what happens within this time.
  public void run(Duration time) {
    var until = now.plus(time);
    for (var next = heap.peek(); next != null && !next.at().isAfter(until); next = heap.peek()) {
      heap.remove();
      now = next.at();
      next.task().run();
    }
    now = until;
  }

  /// How many tasks still wait.
  public int waiting() {
    return heap.size();
  }

  /// Sockets to this path lead there.
  public void door(String path, Door door) {
    doors.put(path, door);
  }

  /// Requests of this path are answered so.
  public void page(String path, Function<Request, Answer> answers) {
    pages.put(path, answers);
  }

  @Override
  public void dial(
      URI to,
      Map<String, String> headers,
      Duration within,
      TextSocket.Ear ear,
      Consumer<Dialled> then) {
    at(
        LATENCY,
        () -> {
          var door = doors.get(to.getPath());
          then.accept(
              door == null
                  ? new Dialled.Failed("nobody there")
                  : door.handshake(to, headers, far -> open(ear, far)));
        });
  }

  private Dialled open(TextSocket.Ear ear, Function<TextSocket, ? extends TextSocket.Ear> far) {
    var near = new End();
    var other = new End();
    near.peer = other;
    other.peer = near;
    near.ear = ear;
    at(Duration.ZERO, () -> other.ear = far.apply(other));
    return new Dialled.Open(near);
  }

  @Override
  public void fetch(Request request, Consumer<Answer> then) {
    var page = pages.get(request.url().getPath());
    at(
        LATENCY,
        () -> then.accept(page == null ? new Answer(0, "nobody there") : page.apply(request)));
  }

  private final class End implements RoughSocket {
    private final Queue<Runnable> unread = new ArrayDeque<>();
    private @Nullable End peer;
    private TextSocket.@Nullable Ear ear;
    private boolean reading = true;
    private boolean closed;

    /// Does something at the other end, in order.
    private void there(Consumer<TextSocket.Ear> deed) {
      var other = requireNonNull(peer);
      at(LATENCY, () -> other.arrives(() -> deed.accept(requireNonNull(other.ear))));
    }

    private void arrives(Runnable deed) {
      if (!reading) {
        unread.add(deed);
      } else if (!closed) {
        deed.run();
      }
    }

    @Override
    public void send(String text) {
      if (!closed) {
        there(ear -> ear.text(text));
      }
    }

    @Override
    public void binary(byte[] bytes) {
      there(ear -> ear.binary(bytes.length));
    }

    @Override
    public long waiting() {
      return 0;
    }

    @Override
    public void ping() {
      var other = requireNonNull(peer);
      at(LATENCY, () -> other.arrives(() -> other.there(TextSocket.Ear::pong)));
    }

    @Override
    public void close(int code, String reason) {
      ends(OptionalInt.of(code));
    }

    @Override
    public void sever() {
      ends(OptionalInt.empty());
    }

    @Override
    public void reset() {
      ends(OptionalInt.empty());
    }

    private void ends(OptionalInt code) {
      if (closed) {
        return;
      }
      var other = requireNonNull(peer);
      closed = true;
      at(Duration.ZERO, () -> requireNonNull(ear).closed(code));
      at(
          LATENCY,
          () ->
              other.arrives(() -> {
                other.closed = true;
                var hears = requireNonNull(other.ear);
                if (code.isEmpty()) {
                  hears.broken("reset");
                }
                hears.closed(code);
              }));
    }

    @Override
    public boolean isOpen() {
      return !closed;
    }

    @Override
    public void reads(boolean on) {
      reading = on;
      while (reading && !unread.isEmpty()) {
        arrives(unread.remove());
      }
    }
  }
}
