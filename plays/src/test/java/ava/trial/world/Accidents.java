package ava.trial.world;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What goes wrong with AWS and the functions in a script, because the script says so.
public final class Accidents extends CloudFate implements FunctionsHost.Fate {
  private static final Duration WARM = Duration.ofMillis(4);

  private final World world;
  private final List<Armed> armed = new ArrayList<>();
  private final Map<String, Deque<Integer>> deaths = new HashMap<>();
  private final Map<String, Deque<Duration>> starts = new HashMap<>();

  private static final class Armed {
    private final Predicate<Mishap.Request> which;
    private final Mishap mishap;
    private final long until;
    private int left;

    Armed(Predicate<Mishap.Request> which, Mishap mishap, long until, int left) {
      this.which = which;
      this.mishap = mishap;
      this.until = until;
      this.left = left;
    }
  }

  Accidents(World world) {
    super(world, (_, _) -> {});
    this.world = world;
  }

  /// Whether a request writes a turn.
  public static boolean isTurn(Mishap.Request request) {
    return request.operation().equals("PutItem") && request.body().text().contains("TURN#");
  }

  public static boolean isOfTable(Mishap.Request request) {
    return request.service().equals("table");
  }

  public static boolean isMail(Mishap.Request request) {
    return request.service().equals("mail");
  }

  /// The next requests of this kind have this mishap, each of their tries.
  public void times(int count, Predicate<Mishap.Request> which, Mishap mishap) {
    armed.add(new Armed(which, mishap, Long.MAX_VALUE, count));
  }

  public void once(Predicate<Mishap.Request> which, Mishap mishap) {
    times(1, which, mishap);
  }

  /// All requests of this kind have this mishap from now on, for so long.
  public void during(Duration length, Predicate<Mishap.Request> which, Mishap mishap) {
    armed.add(new Armed(which, mishap, world.now() + length.toNanos(), Integer.MAX_VALUE));
  }

  /// The next message of the queue comes twice.
  public void doublesMessage() {
    doubles(1);
  }

  /// The next invocation of a function dies at one of its calls outside.
  ///
  /// @param function `telephone` or `summary`
  public void dies(String function, int atCall) {
    deaths.computeIfAbsent(function, _ -> new ArrayDeque<>()).add(atCall);
  }

  /// The next invocation of a function begins late.
  public void startsLate(String function, Duration by) {
    starts.computeIfAbsent(function, _ -> new ArrayDeque<>()).add(by);
  }

  @Override
  public Mishap next(Mishap.Request request) {
    for (var each : armed) {
      if (each.left > 0 && world.now() < each.until && each.which.test(request)) {
        each.left--;
        return each.mishap;
      }
    }
    return Mishap.NONE;
  }

  @Override
  public Optional<Integer> dies(String function) {
    return Optional.ofNullable(deaths.getOrDefault(function, new ArrayDeque<>()).poll());
  }

  @Override
  public Duration start(String function) {
    var late = starts.getOrDefault(function, new ArrayDeque<>()).poll();
    return late == null ? WARM : late;
  }
}
