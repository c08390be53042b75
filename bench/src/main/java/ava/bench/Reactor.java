package ava.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/// One thread that reads every socket of a load and does what is due, to a quarter of a
/// millisecond. Thread: its own, except [#post] and [#close].
final class Reactor implements AutoCloseable {
  private static final long TICK_NANOS = 250_000;

  private final Selector selector;
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private final Thread ticker;
  private long order;
  private volatile boolean closed;

  Reactor() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("no selector", e);
    }
    thread = Thread.ofPlatform().daemon().name("load").unstarted(this::run);
    ticker = Thread.ofPlatform().daemon().name("ticks").unstarted(this::tick);
  }

  private record Due(long nanos, long order, Runnable task) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      var byTime = Long.compare(nanos - other.nanos, 0);
      return byTime == 0 ? Long.compare(order, other.order) : byTime;
    }
  }

  /// What a channel does when the selector finds it ready.
  interface Ready {
    void ready() throws IOException;
  }

  void start() {
    thread.start();
    ticker.start();
  }

  /// @param nanos of [System#nanoTime]
  void at(long nanos, Runnable task) {
    due.add(new Due(nanos, order++, task));
  }

  void after(Duration delay, Runnable task) {
    at(System.nanoTime() + delay.toNanos(), task);
  }

  void post(Runnable task) {
    posted.add(task);
  }

  SelectionKey register(SelectableChannel channel, int operations, Ready ready) throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, operations, ready);
  }

  private void tick() {
    while (!closed) {
      LockSupport.parkNanos(TICK_NANOS);
      selector.wakeup();
    }
  }

  private void run() {
    try (selector) {
      while (!closed) {
        selector.select(Reactor::read);
        for (var task = posted.poll(); task != null; task = posted.poll()) {
          task.run();
        }
        for (var next = due.peek();
            next != null && next.nanos() - System.nanoTime() <= 0;
            next = due.peek()) {
          due.remove().task().run();
        }
      }
      for (var key : selector.keys()) {
        key.channel().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the load is broken", e);
    }
  }

  private static void read(SelectionKey key) {
    try {
      ((Ready) key.attachment()).ready();
    } catch (IOException e) {
      key.cancel();
      throw new UncheckedIOException("a socket of the load is broken", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(5_000);
      ticker.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
