package ava.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// What is asked of Ava's bridge, held to what a bench found: ratios in one run first, since they
/// say the same on any machine.
final class Goals {
  private static final int UNKNOWN = -1;

  private final BenchReport report;
  private final List<Goal> goals = new ArrayList<>();

  private Goals(BenchReport report) {
    this.report = report;
  }

  static List<Goal> of(BenchReport report) {
    var goals = new Goals(report);
    if (!goals.crowds().isEmpty()) {
      goals.ratios();
      goals.figures();
    }
    goals.loops();
    goals.mails();
    return goals.goals;
  }

  private List<Integer> crowds() {
    return report.parts().stream()
        .filter(part -> part.part().equals("steady"))
        .map(Measured::calls)
        .distinct()
        .sorted()
        .toList();
  }

  private void ratios() {
    for (var calls : crowds()) {
      for (var part : List.of("steady", "first")) {
        var cpu = ratio(part, calls, Contestant.RELAY, Goals::cpu);
        goals.add(Goal.atMost(named("processeur / relais nu", part, calls), cpu, 1.25, "×"));
        var peer = ratio(part, calls, Contestant.PEER, Goals::cpu);
        goals.add(Goal.atMost(named("processeur / pair", part, calls), peer, 0.75, "×"));
      }
    }
    var few = crowds().getFirst();
    var median = ratio("steady", few, Contestant.RELAY, part -> part.delays().roundTrip().p50());
    goals.add(
        Goal.atMost(named("aller-retour médian / relais nu", "steady", few), median, 1.5, "×"));
    var clear = ratio("cut", few, Contestant.PEER, part -> part.delays().clear().p99());
    goals.add(Goal.atMost(named("speech_started → clear, 99 % / pair", "cut", few), clear, 1, "×"));
    goals.add(Goal.atLeast("appels au plus / relais nu", carried(Contestant.RELAY), 0.8, "×"));
    goals.add(Goal.atLeast("appels au plus / pair", carried(Contestant.PEER), 1.2, "×"));
  }

  private void figures() {
    var few = crowds().getFirst();
    atMost("aller-retour, 99 %", "steady", few, part -> part.delays().roundTrip().p99(), 3, "ms");
    atMost("aller-retour, 99 %", "first", few, part -> part.delays().roundTrip().p99(), 20, "ms");
    for (var calls : crowds()) {
      atMost(
          "pause la plus longue", "steady", calls, part -> part.cost().pauses().worst(), 10, "ms");
    }
    atMost(
        "speech_started → clear, 99 %", "cut", few, part -> part.delays().clear().p99(), 5, "ms");
    report.parts().stream()
        .filter(part -> part.part().equals("greeting"))
        .findFirst()
        .ifPresent(greeting ->
            goals.add(
                Goal.atMost(
                    "start → accueil, 99 %", greeting.delays().greeting().p99(), 50, "ms")));
    var relay = further(Contestant.RELAY);
    var beside = relay < 0 ? "" : " (relais nu : %.0f Ko)".formatted(relay);
    goals.add(
        Goal.atMost("mémoire d’un appel de plus" + beside, further(Contestant.AVA), 200, "Ko"));
    var ready =
        report.starts().stream().filter(s -> s.contestant() == Contestant.AVA && s.cores() == 1);
    goals.add(
        Goal.atMost("prêt", ready.mapToDouble(Started::seconds).max().orElse(UNKNOWN), 1, "s"));
  }

  private void loops() {
    if (report.carried().stream().anyMatch(most -> most.loops() == 2)) {
      goals.add(Goal.atLeast("appels au plus, deux boucles / une", twoLoops(), 1.8, "×"));
    }
  }

  private void mails() {
    for (var cold : List.of(false, true)) {
      var total = MailTimes.total(report.mails(), cold);
      if (total.count() > 0) {
        var how = cold ? "fonction restaurée" : "à chaud";
        goals.add(Goal.atMost("raccroché → courriel, 99 %, " + how, total.p99(), 2_000, "ms"));
      }
    }
  }

  private void atMost(
      String what,
      String part,
      int calls,
      ToDoubleFunction<Measured> figure,
      double limit,
      String unit) {
    var value = find(Contestant.AVA, part, calls).map(figure::applyAsDouble);
    goals.add(Goal.atMost(named(what, part, calls), value.orElse((double) UNKNOWN), limit, unit));
  }

  private static double cpu(Measured part) {
    return part.cost().cpu();
  }

  private static String named(String what, String part, int calls) {
    return what + " (" + part + ", " + calls + " appels)";
  }

  private Optional<Measured> find(Contestant contestant, String part, int calls) {
    return report.parts().stream()
        .filter(p -> p.contestant() == contestant && p.part().equals(part) && p.calls() == calls)
        .findFirst();
  }

  private double ratio(String part, int calls, Contestant to, ToDoubleFunction<Measured> figure) {
    var ava = find(Contestant.AVA, part, calls).map(figure::applyAsDouble);
    var other = find(to, part, calls).map(figure::applyAsDouble);
    return ava.isEmpty() || other.isEmpty() || ava.get() < 0 || other.get() <= 0
        ? UNKNOWN
        : ava.get() / other.get();
  }

  private double carried(Contestant than) {
    return share(most(Contestant.AVA, 1), most(than, 1));
  }

  private double twoLoops() {
    return report.carried().stream()
        .filter(two -> two.loops() == 2)
        .mapToDouble(two -> share(two.calls(), most(Contestant.AVA, two.cores() / 2)))
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static double share(double of, double to) {
    return of < 0 || to <= 0 ? UNKNOWN : of / to;
  }

  private double most(Contestant contestant, double cores) {
    return report.carried().stream()
        .filter(c -> c.contestant() == contestant && c.loops() == 1 && c.cores() == cores)
        .mapToDouble(Carried::calls)
        .findFirst()
        .orElse(UNKNOWN);
  }

  /// Kilobytes of a further call, between the smallest crowd and the largest.
  private double further(Contestant contestant) {
    var few = find(contestant, "steady", crowds().getFirst());
    var many = find(contestant, "steady", crowds().getLast());
    if (few.isEmpty() || many.isEmpty() || few.get().calls() == many.get().calls()) {
      return UNKNOWN;
    }
    var more = many.get().cost().residentKb() - few.get().cost().residentKb();
    return Math.max(0, more) / (double) (many.get().calls() - few.get().calls());
  }
}
