package ava.bench;

import java.time.Duration;
import java.util.List;

/// What a task has: a share of cores, memory, and as many event loops.
///
/// @param units of processor, 1024 being a core
/// @param memoryMb half of it is for the heap
/// @param loops each on a core of its own
record TaskSize(int units, int memoryMb, int loops) {
  /// Shorter than a frame, so that what is measured is not the quota's own pause.
  static final Duration PERIOD = Duration.ofMillis(10);

  private static final int CORE = 1024;
  private static final int HALF = CORE / 2;

  /// A task of AWS Fargate with the least memory that fits.
  static TaskSize fargate(int units) {
    return new TaskSize(units, 2 * units, 1);
  }

  double cores() {
    return (double) units / CORE;
  }

  /// What the virtual machine is told, as the image's options say it of the task's memory.
  List<String> options() {
    return List.of(
        "-Xms%dm".formatted(memoryMb * 9 / 100),
        "-Xmx%dm".formatted(memoryMb / 2),
        "-XX:ActiveProcessorCount=" + loops);
  }

  /// What a task carries that has compiled what it needs: at first so few that it can do so beside
  /// them, and the longer the less of a core it has.
  Ramp ramp() {
    var step = Math.max(5, units * 20 / CORE);
    var share = units / loops;
    var warm = Duration.ofSeconds(share < HALF ? 100 : share < CORE ? 60 : 35);
    return new Ramp(step * 2, warm, step, Duration.ofSeconds(2), 400);
  }
}
