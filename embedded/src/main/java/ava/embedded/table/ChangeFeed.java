package ava.embedded.table;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// The changes of one table in their order, for as long as DynamoDB keeps a stream. Safe for use by
/// several threads.
public final class ChangeFeed {
  /// How long a change can be read.
  private static final Duration KEPT = Duration.ofHours(24);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final Deque<StreamRecord> records = new ArrayDeque<>();
  private long last;

  void add(ItemChange change, Instant at, String images, boolean byTimeToLive) {
    lock.lock();
    try {
      records.add(new StreamRecord(++last, at, change, images, byTimeToLive));
      while (records.getFirst().at().isBefore(at.minus(KEPT))) {
        records.removeFirst();
      }
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The sequence of the latest change; 0 before the first.
  public long last() {
    lock.lock();
    try {
      return last;
    } finally {
      lock.unlock();
    }
  }

  /// The changes behind a sequence, oldest first.
  ///
  /// @param most how many at the most
  public List<StreamRecord> after(long sequence, int most) {
    lock.lock();
    try {
      return records.stream().filter(each -> each.sequence() > sequence).limit(most).toList();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until there is a change behind that sequence, or no need to wait any more.
  ///
  /// @param enough asked again at each [#wakeAll]
  /// @throws InterruptedException when the thread is told to stop
  public void await(long sequence, BooleanSupplier enough) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (last <= sequence && !enough.getAsBoolean()) {
        more.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Lets whoever waits ask whether that is enough.
  public void wakeAll() {
    lock.lock();
    try {
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
