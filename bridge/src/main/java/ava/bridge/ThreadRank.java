package ava.bridge;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// The rank that Linux gives each thread of a process (`setpriority(2)`; that one call ranks one
/// thread stands in its notes). To lower it takes no right. Where the system is another one,
/// nothing is done. Any thread.
final class ThreadRank {
  private static final Path THREADS = Path.of("/proc/self/task");
  private static final int ONE_THREAD = 0;

  private ThreadRank() {}

  /// Lets threads of this process give way to its others.
  ///
  /// @param name how the system calls them, which keeps fifteen letters
  /// @param nice from 1, a little, to 19, nearly always
  /// @return how many do
  static int lower(String name, int nice) {
    var threads = named(name);
    if (threads.isEmpty()) {
      return 0;
    }
    var rank = setPriority();
    return (int) threads.stream().filter(thread -> lowered(rank, thread, nice)).count();
  }

  private static List<Integer> named(String name) {
    if (!Files.isDirectory(THREADS)) {
      return List.of();
    }
    try (var threads = Files.list(THREADS)) {
      return threads
          .filter(thread -> isNamed(thread, name))
          .map(thread -> Integer.valueOf(thread.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNamed(Path thread, String name) {
    try {
      return Files.readString(thread.resolve("comm")).strip().equals(name);
    } catch (NoSuchFileException _) {
      return false; // it has ended since
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("restricted") // a call of the system's: three numbers and no memory
  private static MethodHandle setPriority() {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("setpriority"),
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  }

  private static boolean lowered(MethodHandle rank, int thread, int nice) {
    try {
      return (int) rank.invokeExact(ONE_THREAD, thread, nice) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("setpriority cannot be called", e);
    }
  }
}
