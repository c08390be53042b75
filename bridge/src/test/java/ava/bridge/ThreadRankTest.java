package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadRankTest {
  private static final Path THREADS = Path.of("/proc/self/task");
  private static final boolean LINUX = Files.isDirectory(THREADS);

  /// Its place in `stat`, behind the name in parentheses.
  private static final int NICE = 16;

  private static final int MOST_NICE = 19;

  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void end() {
    over.countDown();
  }

  @Test
  void threadsOfANameGiveWayAndNoOthers() throws InterruptedException {
    waiting("gives way");
    waiting("gives way");
    waiting("keeps its rank");
    var before = niceOf("keeps its rank");
    var nice = Math.min(MOST_NICE, before.stream().mapToInt(Integer::intValue).sum() + 7);

    var lowered = ThreadRank.lower("gives way", nice);

    assertThat(lowered).isEqualTo(LINUX ? 2 : 0);
    assertThat(niceOf("gives way")).isEqualTo(LINUX ? List.of(nice, nice) : List.of());
    assertThat(niceOf("keeps its rank")).isEqualTo(before);
  }

  @Test
  void whereNoThreadHasTheNameNoneGivesWay() {
    assertThat(ThreadRank.lower("nobody", 7)).isZero();
  }

  private void waiting(String name) throws InterruptedException {
    var there = new CountDownLatch(1);
    Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(() -> {
          there.countDown();
          awaitTheEnd();
        });
    there.await();
  }

  private void awaitTheEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Integer> niceOf(String name) {
    if (!LINUX) {
      return List.of();
    }
    try (var threads = Files.newDirectoryStream(THREADS)) {
      var found = new ArrayList<Integer>();
      for (var thread : threads) {
        var stat = statOf(thread);
        if (stat.contains("(" + name + ")")) {
          found.add(Integer.valueOf(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE]));
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Other threads of this process end when they like.
  private static String statOf(Path thread) {
    try {
      return Files.readString(thread.resolve("stat"));
    } catch (IOException _) {
      return "";
    }
  }
}
