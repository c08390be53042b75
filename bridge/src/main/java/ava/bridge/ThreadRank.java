package ava.bridge;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The rank that Linux gives each thread of a process (`setpriority(2)`; that one call ranks one
/// thread stands in its notes). To lower it takes no right. Where the system is another one or
/// tells nothing of its threads, nothing is done. Any thread.
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
    return setPriority()
        .map(rank -> (int) threads.stream().filter(each -> lowered(rank, each, nice)).count())
        .orElse(0);
  }

  private static List<Integer> named(String name) {
    try (var threads = Files.list(THREADS)) {
      return threads
          .filter(thread -> isNamed(thread, name))
          .map(thread -> Integer.valueOf(thread.getFileName().toString()))
          .toList();
    } catch (IOException | UncheckedIOException _) {
      return List.of(); // there are none to be seen here
    }
  }

  private static boolean isNamed(Path thread, String name) {
    try {
      return Files.readString(thread.resolve("comm")).strip().equals(name);
    } catch (IOException _) {
      return false; // it has ended since
    }
  }

  @SuppressWarnings("restricted") // a call of the system's: three numbers and no memory
  private static Optional<MethodHandle> setPriority() {
    var linker = Linker.nativeLinker();
    var numbers = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    return linker
        .defaultLookup()
        .find("setpriority")
        .map(there -> linker.downcallHandle(there, numbers));
  }

  private static boolean lowered(MethodHandle rank, int thread, int nice) {
    try {
      return (int) rank.invokeExact(ONE_THREAD, thread, nice) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("setpriority cannot be called", e);
    }
  }
}
