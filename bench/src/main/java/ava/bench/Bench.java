package ava.bench;

import ava.trial.fleet.BridgeProgram;
import ava.trial.fleet.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Measures Ava's bridge beside the bare relay and, where one is given, somebody else's bridge, in
/// turns, each in a process of its own on a core of its own: talk, callers who cut in, greetings of
/// a slow model, and as many calls as a core carries.
public final class Bench {
  private static final double LATE_MS = 20;
  private static final int STEP = 25;

  /// In a row: a single one may be the warming up of a fresh process.
  private static final int LATE_STEPS = 2;

  private final Plan plan;
  private final Consumer<String> say;
  private final Map<Contestant, BridgeProgram> programs = new EnumMap<>(Contestant.class);
  private final List<Measured> parts = new ArrayList<>();
  private final List<Started> starts = new ArrayList<>();
  private final List<Carried> carried = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int run;

  /// @param say prints a line for a person, as the run goes on
  public Bench(Plan plan, Consumer<String> say) {
    this.plan = plan;
    this.say = say;
  }

  /// @param first how long the first part of a talk lasts, from the first call on
  /// @param ramp half of what each step of the ramp lasts, of which the second is measured; zero
  ///   for no ramp
  /// @param mostCalls where the ramp ends
  /// @param folder of logs and results
  /// @param profile whether a flight recorder watches Ava, which costs her some of what it tells
  /// @param peer somebody else's bridge to be measured as well
  public record Plan(
      List<Integer> calls,
      Duration first,
      Duration steady,
      Duration cut,
      Duration ramp,
      int mostCalls,
      Path folder,
      boolean profile,
      Optional<Peer> peer) {
    public Plan profiled() {
      return new Plan(calls, first, steady, cut, ramp, mostCalls, folder, true, peer);
    }

    /// The same with a peer; the talk of each is shorter, so that all come in eight minutes.
    public Plan beside(Peer other) {
      var shorter = first.multipliedBy(3).dividedBy(5);
      return new Plan(
          calls, shorter, steady, cut, ramp, mostCalls, folder, profile, Optional.of(other));
    }

    private List<Contestant> contestants() {
      return Stream.of(Contestant.values())
          .filter(each -> each != Contestant.PEER || peer.isPresent())
          .toList();
    }

    /// The same with other crowds.
    public Plan with(List<Integer> crowds) {
      return new Plan(crowds, first, steady, cut, ramp, mostCalls, folder, profile, peer);
    }

    /// The whole bench: seven minutes.
    public static Plan whole(Path folder) {
      return new Plan(
          List.of(100, 200),
          Duration.ofSeconds(50),
          Duration.ofSeconds(20),
          Duration.ofSeconds(15),
          Duration.ofMillis(1_500),
          500,
          folder,
          false,
          Optional.empty());
    }

    /// A minute and a half, for correctness more than for figures.
    public static Plan quick(Path folder) {
      return new Plan(
          List.of(20),
          Duration.ofSeconds(8),
          Duration.ofSeconds(6),
          Duration.ofSeconds(6),
          Duration.ZERO,
          0,
          folder,
          false,
          Optional.empty());
    }
  }

  /// Returns when all is measured and written.
  public BenchReport run() {
    var log = plan.folder().resolve("bridge.log");
    var pinning = Pinning.now();
    if (!pinning.possible()) {
      notes.add("Rien n’est attaché à un cœur : cette machine ne le permet pas.");
    }
    say.accept("Préparation : table, file et cache de classes…");
    var recorder = new Recorder(plan.folder());
    var more = plan.profile() ? recorder.options() : List.<String>of();
    for (var contestant : plan.contestants()) {
      var options = contestant == Contestant.AVA ? more : List.<String>of();
      programs.put(contestant, contestant.program(log, pinning.bridge(1), options, plan.peer()));
    }
    var before = Samples.load();
    try (var table = BenchTable.start(pinning.beside(), plan.folder().resolve("table.log"))) {
      for (var calls : plan.calls()) {
        plan.contestants().forEach(contestant -> talk(contestant, calls, table, log));
      }
      greet(table, log);
      if (!plan.ramp().isZero()) {
        plan.contestants().forEach(contestant -> ramp(contestant, 1, table, log));
        if (pinning.two()) {
          programs.put(
              Contestant.AVA,
              Contestant.AVA.program(log, pinning.bridge(2), more, Optional.empty()));
          ramp(Contestant.AVA, 2, table, log);
        } else {
          notes.add("Deux cœurs : pas assez de cœurs ici pour le pont et le générateur.");
        }
      }
    }
    notes.add("Charge de la machine : %s avant, %s après.".formatted(before, Samples.load()));
    if (plan.profile()) {
      notes.addAll(recorder.hotMethods());
    }
    var unwritten = BenchRun.unwritten(log);
    if (unwritten > 0) {
      problems.add(unwritten + " écritures perdues, voir " + log.getFileName());
    }
    var others = parts.stream().mapToDouble(Measured::others).average().orElse(-1);
    return new BenchReport(Machine.of(pinning, others), parts, starts, carried, notes, problems);
  }

  private void talk(Contestant contestant, int calls, BenchTable table, Path log) {
    say.accept("%s : conversation, %d appels…".formatted(contestant.label(), calls));
    run++;
    try (var load = new Load(run, Load.Talk.USUAL);
        var subject = BenchRun.start(contestant, program(contestant), table, load, log)) {
      starts.add(new Started(contestant, subject.ready().toMillis() / 1_000.0));
      subject.begin();
      load.call(calls, Duration.ofSeconds(1));
      tell(subject.measure("first", calls, plan.first()));
      tell(subject.measure("steady", calls, plan.steady()));
      check(contestant, "conversation", subject.end(), load.refusedCalls());
      if (calls == plan.calls().getFirst()) {
        load.talk(Load.Talk.CUTTING);
        load.call(calls, Duration.ofSeconds(1));
        subject.begin();
        tell(subject.measure("cut", calls, plan.cut()));
        check(contestant, "interruptions", subject.end(), load.refusedCalls());
      }
    }
  }

  /// The greeting is known: the calls before have recorded it.
  private void greet(BenchTable table, Path log) {
    var calls = plan.calls().getFirst() / 5;
    say.accept("Ava : accueil pendant que le modèle s’ouvre en 1,5 s, %d appels…".formatted(calls));
    run++;
    var slow =
        new Load.Talk(
            Duration.ofMillis(1_500), Duration.ofSeconds(2), Duration.ofMillis(500), false);
    try (var load = new Load(run, slow);
        var subject = BenchRun.start(Contestant.AVA, program(Contestant.AVA), table, load, log)) {
      subject.begin();
      load.call(calls, Duration.ofSeconds(3));
      tell(subject.measure("greeting", calls, Duration.ofSeconds(7)));
      check(Contestant.AVA, "accueil", subject.end(), load.refusedCalls());
    }
  }

  private void ramp(Contestant contestant, int cores, BenchTable table, Path log) {
    say.accept(
        "%s : combien d’appels %s…"
            .formatted(contestant.label(), cores == 1 ? "un cœur porte" : "deux cœurs portent"));
    run++;
    try (var load = new Load(run, Load.Talk.USUAL);
        var subject = BenchRun.start(contestant, program(contestant), table, load, log)) {
      var good = 0;
      var late = 0;
      var most = -1.0;
      for (var calls = STEP; calls <= plan.mostCalls() * cores; calls += STEP) {
        load.call(STEP, plan.ramp().dividedBy(2));
        var _ = subject.measure("warm", calls, plan.ramp());
        var step = subject.measure(cores == 1 ? "ramp" : "ramp-2", calls, plan.ramp());
        parts.add(step);
        if (step.roundTrip().p99() < LATE_MS) {
          good = calls;
          late = 0;
          most = -1;
        } else if (++late == 1) {
          most = step.roundTrip().p99();
        }
        if (late == LATE_STEPS || load.refusedCalls() > 0) {
          break;
        }
      }
      var told = new Carried(contestant, cores, good, most);
      carried.add(told);
      say.accept("  " + told.told());
    }
  }

  private BridgeProgram program(Contestant contestant) {
    return Objects.requireNonNull(programs.get(contestant));
  }

  private void tell(Measured part) {
    parts.add(part);
    say.accept("  " + BenchReport.line(part));
  }

  private void check(Contestant contestant, String what, Tally.Checked checked, int refused) {
    say.accept(
        "  %,d images : %d perdues, %d changées ou déplacées, %d en retard de plus d’une seconde"
            .formatted(checked.frames(), checked.lost(), checked.wrong(), checked.late()));
    if (checked.unheardCalls() > 0) {
      notes.add(
          "%s, %s : %d appels n’ont pas encore eu le modèle."
              .formatted(contestant.label(), what, checked.unheardCalls()));
    }
    if (refused > 0) {
      notes.add("%s, %s : %d appels refusés.".formatted(contestant.label(), what, refused));
    }
    if (!checked.clean()) {
      // the others forgive nothing and are nobody's fault
      var where = contestant == Contestant.AVA ? problems : notes;
      where.add(
          "%s, %s : %d perdues, %d changées, %d en retard"
              .formatted(
                  contestant.label(), what, checked.lost(), checked.wrong(), checked.late()));
      where.addAll(checked.complaints());
    }
  }
}
