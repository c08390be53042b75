package ava.bench;

import ava.trial.fleet.BridgeProgram;
import ava.trial.fleet.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Measures Ava's bridge beside the bare relay and, where one is given, somebody else's bridge, in
/// turns, each in a process of its own on a core of its own: talk, callers who cut in, greetings of
/// a slow model, and as many calls as a core carries.
public final class Bench {
  private static final int COLD_MAILS = 3;

  /// So many that each has had his turn when the others before him have hung up.
  private static final int AT_ONCE = 5;

  private static final Load.Talk ONE_TURN =
      new Load.Talk(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          Duration.ofMinutes(5),
          false);

  private static final Load.Talk OPENS_LATE =
      new Load.Talk(
          Duration.ofMillis(1_500),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          false);

  private final BenchPlan plan;
  private final Consumer<String> say;
  private final Pinning pinning = Pinning.now();
  private final Map<Contestant, BridgeProgram> programs = new EnumMap<>(Contestant.class);
  private final List<Measured> parts = new ArrayList<>();
  private final List<Started> starts = new ArrayList<>();
  private final List<Carried> carried = new ArrayList<>();
  private final List<Mailed> mails = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int run;

  /// @param say prints a line for a person, as the run goes on
  public Bench(BenchPlan plan, Consumer<String> say) {
    this.plan = plan;
    this.say = say;
  }

  /// What is measured in one run, while table and queue are there.
  private interface Part {
    void measure(BenchTable table, Path log);
  }

  /// Returns when all is measured.
  public BenchReport run() {
    return report(this::everything);
  }

  /// The way from the hang-up to the mail alone.
  public BenchReport mails() {
    return report((table, log) -> {
      prepare(List.of(Contestant.AVA), log);
      mail(table, log);
    });
  }

  /// How many calls tasks of these sizes carry, one after the other.
  ///
  /// @param units of processor, 1024 being a core
  public BenchReport sizes(List<Integer> units) {
    return report((table, log) -> {
      for (var size : units) {
        carry(TaskSize.fargate(size), table, log);
      }
    });
  }

  /// How many more two event loops carry than one, each with the same share of a core of its own.
  public BenchReport loops(int units) {
    return report((table, log) -> {
      carry(new TaskSize(units, 1024, 1), table, log);
      carry(new TaskSize(2 * units, 1024, 2), table, log);
    });
  }

  private BenchReport report(Part part) {
    var log = plan.folder().resolve("bridge.log");
    if (!pinning.possible()) {
      notes.add("Rien n’est attaché à un cœur : cette machine ne le permet pas.");
    }
    say.accept("Préparation : table, file et cache de classes…");
    var before = Samples.load();
    try (var table = BenchTable.start(pinning.beside(), plan.folder().resolve("table.log"))) {
      part.measure(table, log);
    }
    notes.add("Charge de la machine : %s avant, %s après.".formatted(before, Samples.load()));
    if (plan.profile()) {
      notes.addAll(recorder().hotMethods());
    }
    var unwritten = BenchRun.unwritten(log);
    if (unwritten > 0) {
      problems.add(unwritten + " écritures perdues, voir " + log.getFileName());
    }
    var others =
        parts.stream().mapToDouble(each -> each.conditions().others()).average().orElse(-1);
    return new BenchReport(
        Machine.of(pinning, others), parts, starts, carried, mails, notes, problems);
  }

  private Recorder recorder() {
    return new Recorder(plan.folder());
  }

  private void prepare(List<Contestant> contestants, Path log) {
    var more = plan.profile() ? recorder().options() : List.<String>of();
    for (var contestant : contestants) {
      var options = contestant == Contestant.AVA ? more : List.<String>of();
      programs.put(
          contestant,
          contestant.program(log, pinning.bridge(1), options, plan.rehearsedTurns(), plan.peer()));
    }
  }

  private void everything(BenchTable table, Path log) {
    prepare(plan.contestants(), log);
    for (var calls : plan.calls()) {
      plan.contestants().forEach(contestant -> talk(contestant, calls, table, log));
    }
    greet(table, log);
    mail(table, log);
    if (!plan.ramp().equals(Ramp.NONE)) {
      plan.contestants()
          .forEach(contestant -> {
            say.accept("%s : combien d’appels un cœur porte…".formatted(contestant.label()));
            carry(contestant, program(contestant), plan.ramp(), 1, 1, table, log);
          });
    }
  }

  private void talk(Contestant contestant, int calls, BenchTable table, Path log) {
    say.accept("%s : conversation, %d appels…".formatted(contestant.label(), calls));
    run++;
    try (var load = new Load(run, Load.Talk.USUAL);
        var subject = BenchRun.start(contestant, program(contestant), table, load, log)) {
      starts.add(new Started(contestant, 1, subject.ready().toMillis() / 1_000.0));
      subject.begin();
      load.call(calls, Duration.ofSeconds(1));
      tell(subject.measure("first", calls, plan.lengths().first()));
      tell(subject.measure("steady", calls, plan.lengths().steady()));
      check(contestant, "conversation", subject.end(), load.refusedCalls());
      if (calls == plan.calls().getFirst()) {
        var cuts = plan.lengths().cuts();
        load.talk(cuts.talk());
        load.call(calls, Duration.ofSeconds(1));
        subject.begin();
        var _ = subject.measure("warm", calls, cuts.first());
        tell(subject.measure("cut", calls, cuts.length()));
        check(contestant, "interruptions", subject.end(), load.refusedCalls());
      }
    }
  }

  /// The greeting is known: the calls before have recorded it.
  private void greet(BenchTable table, Path log) {
    var calls = plan.calls().getFirst() / 5;
    say.accept("Ava : accueil pendant que le modèle s’ouvre en 1,5 s, %d appels…".formatted(calls));
    run++;
    try (var load = new Load(run, OPENS_LATE);
        var subject = BenchRun.start(Contestant.AVA, program(Contestant.AVA), table, load, log)) {
      subject.begin();
      load.call(calls, Duration.ofSeconds(3));
      tell(subject.measure("greeting", calls, Duration.ofSeconds(5)));
      check(Contestant.AVA, "accueil", subject.end(), load.refusedCalls());
    }
  }

  /// Each caller hangs up when the mail of the one before is there, and has said all that he had to
  /// say; first those whose function was just restored from its snapshot.
  private void mail(BenchTable table, Path log) {
    var cold = Math.min(plan.mails(), COLD_MAILS);
    var calls = plan.mails() + cold;
    say.accept("Ava : du raccroché au courriel, %d appels…".formatted(calls));
    run++;
    try (var load = new Load(run, ONE_TURN);
        var subject = BenchRun.start(Contestant.AVA, program(Contestant.AVA), table, load, log);
        var function = new SummaryFunction(table, plan.folder())) {
      subject.begin();
      load.call(AT_ONCE, Duration.ofSeconds(2));
      tell(subject.measure("mail", AT_ONCE, Duration.ofSeconds(6)));
      for (var call = 0; call < calls; call++) {
        if (call < cold) {
          function.cool();
        }
        load.call(1, Duration.ZERO);
        mails.add(function.awaitMail(load.hangUpOne()));
      }
    }
    MailTimes.told(mails).forEach(line -> say.accept("  " + line));
  }

  private void carry(TaskSize size, BenchTable table, Path log) {
    say.accept(
        String.format(
            Locale.FRENCH,
            "Ava : combien d’appels %.2f de cœur porte, %d boucle(s)…",
            size.cores(),
            size.loops()));
    var found = CpuShare.of(size.cores(), TaskSize.PERIOD);
    if (found.isEmpty()) {
      notes.add("Cette machine ne permet pas de limiter le processeur d’un processus.");
      return;
    }
    try (var share = found.get()) {
      var starter = new ArrayList<>(share.starter());
      starter.addAll(pinning.bridge(size.loops()));
      var program =
          Contestant.AVA.program(
              log, starter, size.options(), plan.rehearsedTurns(), Optional.empty());
      carry(Contestant.AVA, program, size.ramp(), size.cores(), size.loops(), table, log);
    }
  }

  private void carry(
      Contestant contestant,
      BridgeProgram program,
      Ramp ramp,
      double cores,
      int loops,
      BenchTable table,
      Path log) {
    run++;
    try (var load = new Load(run, Load.Talk.USUAL);
        var subject = BenchRun.start(contestant, program, table, load, log)) {
      starts.add(new Started(contestant, cores, subject.ready().toMillis() / 1_000.0));
      subject.begin();
      var part = cores == 1 ? "ramp" : String.format(Locale.ROOT, "ramp-%.2f", cores);
      var climbed = ramp.climb(part, subject, load);
      parts.addAll(climbed.steps());
      var told = new Carried(contestant, cores, loops, climbed.calls(), climbed.p99());
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
