package ava.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// What the events of a call cost the bridge between its sockets: time and memory of one thread,
/// without sockets, timers and table, in a young call and in one of two thousand turns. Some twenty
/// seconds.
public final class Micro {
  private static final int YOUNG = 10;
  private static final int OLD = 2_000;
  private static final int ROUNDS = 5;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Consumer<String> say;

  /// @param say prints a line for a person
  public Micro(Consumer<String> say) {
    this.say = say;
  }

  /// @param nanos of the processor
  record Cost(double nanos, double bytes) {
    private Cost lesser(Cost other) {
      return new Cost(Math.min(nanos, other.nanos), Math.min(bytes, other.bytes));
    }
  }

  private record Kind(String what, int times, Consumer<MicroCall> event) {}

  /// Measures and tells.
  public void run() {
    var kinds =
        List.of(
            new Kind("image de l’appelant → modèle", 100_000, MicroCall::frame),
            new Kind("image d’une réponse → appelant", 50_000, MicroCall::delta),
            new Kind("un tour entier", 300, MicroCall::turn));
    for (var kind : kinds) {
      var young = cost(kind, YOUNG);
      var old = cost(kind, OLD);
      say.accept(
          String.format(
              Locale.FRENCH,
              "%-32s %8.2f µs, %,8.0f octets ; après %d tours %8.2f µs, %,8.0f octets (× %.2f, × %.2f)",
              kind.what(),
              young.nanos() / 1_000,
              young.bytes(),
              OLD,
              old.nanos() / 1_000,
              old.bytes(),
              old.nanos() / young.nanos(),
              old.bytes() / young.bytes()));
    }
  }

  /// The least of some rounds: everything else is the machine's.
  private Cost cost(Kind kind, int turns) {
    var call = new MicroCall();
    for (var turn = 0; turn < turns; turn++) {
      call.turn();
    }
    call.beginAnswer();
    var least = round(call, kind);
    for (var round = 1; round < ROUNDS; round++) {
      least = least.lesser(round(call, kind));
    }
    return least;
  }

  private Cost round(MicroCall call, Kind kind) {
    var sent = call.sent();
    var nanos = threads.getCurrentThreadCpuTime();
    var bytes = threads.getCurrentThreadAllocatedBytes();
    for (var n = 0; n < kind.times(); n++) {
      kind.event().accept(call);
    }
    var cost =
        new Cost(
            (threads.getCurrentThreadCpuTime() - nanos) / (double) kind.times(),
            (threads.getCurrentThreadAllocatedBytes() - bytes) / (double) kind.times());
    if (call.sent() - sent < kind.times()) {
      throw new IllegalStateException("not all of it was passed on: " + kind.what());
    }
    return cost;
  }
}
