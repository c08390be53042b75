package ava.trial.world;

import ava.simulator.scenario.Clip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/// Many worlds, some beside each other, each on a thread of its own. The same plan draws the same
/// worlds. Use one of it for one run.
public final class Simulation {
  /// As long as it takes.
  public static final Duration NO_LIMIT = Duration.ofNanos(Long.MAX_VALUE);

  private static final int MOST_TOLD = 5;

  private final Plan plan;
  private final Consumer<Progress> progress;
  private final LongSupplier nanos;
  private final long began;
  private final List<Outcome> broken = new ArrayList<>();
  private final List<Duration> silences = new ArrayList<>();
  private final Map<Mischief, Integer> faults = new TreeMap<>();
  private final Map<String, Integer> met = new TreeMap<>();
  private long worlds;
  private int begun;
  private int calls;
  private long frames;
  private int mails;
  private int lost;

  /// @param calls how many at least, where there is time for them
  /// @param seed of all worlds
  /// @param beside how many worlds at a time
  /// @param within for how long worlds are begun, from when the simulation is made; those that have
  ///   begun are played to their end
  public record Plan(int calls, long seed, int beside, Duration within) {
    /// With no limit of time.
    public Plan(int calls, long seed, int beside) {
      this(calls, seed, beside, NO_LIMIT);
    }
  }

  /// How far it is.
  ///
  /// @param broken what the world broke that was over last, with its seed; nothing when all is well
  public record Progress(int calls, int of, List<String> broken) {}

  /// @param calls how many were played
  /// @param problems what must not be, each with the seed of its world and the shortest schedule of
  ///   faults that brings it about, and the patience of Ava's that it takes; nothing when all is
  ///   well
  /// @param unmet what happens seldom, and did not happen at all
  public record Result(
      int calls, List<String> figures, List<String> problems, List<String> unmet) {}

  /// @param progress is told after each world, on any thread, one at a time
  public Simulation(Plan plan, Consumer<Progress> progress) {
    this(plan, progress, System::nanoTime);
  }

  Simulation(Plan plan, Consumer<Progress> progress, LongSupplier nanos) {
    this.plan = plan;
    this.progress = progress;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /// Returns when all worlds are over and what is broken is understood.
  public Result run() {
    try (var threads = Executors.newFixedThreadPool(plan.beside())) {
      var running = new ArrayList<Future<?>>();
      for (var thread = 0; thread < plan.beside(); thread++) {
        running.add(threads.submit(this::playOn));
      }
      running.forEach(Simulation::await);
    }
    return new Result(calls, figures(passed()), problems(), unmet());
  }

  private Duration passed() {
    return Duration.ofNanos(nanos.getAsLong() - began);
  }

  private void playOn() {
    for (var plot = next(); plot.isPresent(); plot = next()) {
      var outcome = new Scene(plot.get()).play();
      over(isPlayedAgain(plot.get()) ? outcome.and(new Scene(plot.get()).play()) : outcome);
    }
  }

  /// One world in a hundred, to see whether the same happens in it.
  private static boolean isPlayedAgain(Plot plot) {
    return Long.remainderUnsigned(plot.seed().value(), 100) == 0;
  }

  private synchronized Optional<Plot> next() {
    if (begun >= plan.calls() || passed().compareTo(plan.within()) >= 0) {
      return Optional.empty();
    }
    var plot = Playwright.plot(new Seed(plan.seed()).child(worlds++));
    begun += plot.callers().size();
    return Optional.of(plot);
  }

  private synchronized void over(Outcome outcome) {
    calls += outcome.tally().calls();
    frames += outcome.tally().frames();
    mails += outcome.tally().mails();
    lost += outcome.tally().lost();
    silences.addAll(outcome.silences());
    outcome.faults().forEach((kind, times) -> faults.merge(kind, times, Integer::sum));
    outcome.met().forEach((what, times) -> met.merge(what, times, Integer::sum));
    if (!outcome.violations().isEmpty()) {
      broken.add(outcome);
    }
    progress.accept(
        new Progress(
            calls,
            plan.calls(),
            outcome.violations().stream().map(violation -> told(outcome, violation)).toList()));
  }

  private static void await(Future<?> running) {
    try {
      running.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a world could not be played", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private List<String> figures(Duration length) {
    silences.sort(null);
    return List.of(
        "appels : %d, de %.1f s en moyenne, en %d mondes et %.1f s : %.1f par seconde"
            .formatted(
                calls,
                frames * Clip.FRAME_MS / 1_000.0 / Math.max(1, calls),
                worlds,
                length.toMillis() / 1e3,
                calls * 1e3 / length.toMillis()),
        "courriels : %d ; mots finis qui ne sont nulle part : %d".formatted(mails, lost),
        "attente d’Ava : médiane %s, 99 %% sous %s, au plus %s"
            .formatted(silence(0.5), silence(0.99), silence(1)),
        "pannes : " + faults,
        "rencontré : " + met);
  }

  private List<String> unmet() {
    return Arrays.stream(Rarity.values())
        .map(Rarity::sign)
        .filter(sign -> !met.containsKey(sign))
        .toList();
  }

  private String silence(double share) {
    if (silences.isEmpty()) {
      return "–";
    }
    var place = (int) Math.min(silences.size() - 1L, Math.round(share * (silences.size() - 1)));
    return silences.get(place).toMillis() + " ms";
  }

  private static String told(Outcome outcome, Violation violation) {
    return "monde %d, %s".formatted(outcome.seed().value(), violation);
  }

  private List<String> problems() {
    var problems = new ArrayList<String>();
    var shrunk = 0;
    for (var outcome : broken) {
      var violation = outcome.violations().getFirst();
      problems.add(told(outcome, violation));
      shrunk++;
      if (shrunk <= MOST_TOLD) {
        var plot = Shrink.plot(Playwright.plot(outcome.seed()), violation.invariant());
        problems.add("  pannes qui suffisent : " + plot.faults());
        if (!plot.patience().isEmpty()) {
          problems.add("  patience qu’il y faut : " + plot.patience());
        }
      }
    }
    return problems;
  }

  /// What happens in the first worlds of a seed, a number for each: the same in every process.
  public static List<String> traces(int worlds, long seed) {
    return LongStream.range(0, worlds)
        .mapToObj(number -> Playwright.plot(new Seed(seed).child(number)))
        .map(plot -> "%016x".formatted(new Scene(plot).play().hash()))
        .toList();
  }

  /// Plays one world again and tells what happens in it, line by line.
  ///
  /// @param seed of that world, as a problem names it
  public static List<String> replay(long seed, Consumer<String> told) {
    var scene = new Scene(Playwright.plot(new Seed(seed)));
    scene.tell(told);
    return scene.play().violations().stream().map(Violation::toString).toList();
  }
}
