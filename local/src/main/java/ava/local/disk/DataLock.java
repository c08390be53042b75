package ava.local.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Keeps a folder for one process, until that ends.
public final class DataLock implements AutoCloseable {
  private final FileLock lock;

  private DataLock(FileLock lock) {
    this.lock = lock;
  }

  /// Empty when another process has the folder.
  public static Optional<DataLock> of(Path folder) throws IOException {
    var file = folder.resolve("lock");
    OwnerOnly.file(file);
    var channel = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      var lock = Optional.ofNullable(channel.tryLock());
      if (lock.isEmpty()) {
        channel.close();
      }
      return lock.map(DataLock::new);
    } catch (OverlappingFileLockException _) {
      channel.close();
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    lock.acquiredBy().close();
  }
}
