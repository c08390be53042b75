package ava.embedded.table;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/// A file that one process uses at a time. It is written by a `RandomAccessFile`, since a
/// `FileChannel` closes itself when the thread of a caller whose time is over is interrupted.
final class OwnedFile implements FileLog.Disk {
  private final RandomAccessFile file;
  private final RandomAccessFile lock;

  private OwnedFile(RandomAccessFile file, RandomAccessFile lock) {
    this.file = file;
    this.lock = lock;
  }

  /// @throws IOException when another process uses it, or none can
  static OwnedFile open(Path path) throws IOException {
    var lock = lock(path);
    try {
      return new OwnedFile(new RandomAccessFile(path.toFile(), "rw"), lock);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private static RandomAccessFile lock(Path path) throws IOException {
    var file = new RandomAccessFile(path + ".lock", "rw");
    try {
      FileLock taken = file.getChannel().tryLock();
      if (taken == null) {
        throw new IOException(path + " is used by another process");
      }
      return file;
    } catch (OverlappingFileLockException e) {
      file.close();
      throw new IOException(path + " is in use already", e);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void write(long at, byte[] bytes) throws IOException {
    file.setLength(at);
    file.seek(at);
    file.write(bytes);
  }

  @Override
  public void close() throws IOException {
    file.close();
    lock.close();
  }
}
