package ava.trial.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What came of a world.
///
/// @param hash the same when the same happened
/// @param faults how often each mischief happened
/// @param met how often each rare thing was met, by what Ava logs of it
/// @param silences how long callers waited for Ava when she was due
record Outcome(
    Seed seed,
    long hash,
    Tally tally,
    Map<Mischief, Integer> faults,
    Map<String, Integer> met,
    List<Duration> silences,
    List<Violation> violations) {
  /// What came of its calls, in figures.
  ///
  /// @param frames of 20 ms that the callers' lines sent
  /// @param lost words that somebody finished and that stand nowhere
  record Tally(int calls, long frames, int mails, int lost) {}

  /// The same, unless something else happened when the world was played again.
  Outcome and(Outcome again) {
    if (again.hash == hash) {
      return this;
    }
    var all = new ArrayList<>(violations);
    all.add(new Violation("same", 0, "played again, it is another world"));
    return new Outcome(seed, hash, tally, faults, met, silences, all);
  }

  static Outcome of(Scene scene) {
    var met = new TreeMap<String, Integer>();
    met.put("voice " + scene.plot().setting().voice(), scene.facts().size());
    scene
        .facts()
        .forEach(fact -> {
          fact.log().forEach(line -> met.merge(line.message(), 1, Integer::sum));
          fact.met().forEach(what -> met.merge(what, 1, Integer::sum));
          if (fact.mails().size() > 1) {
            met.merge(Rarity.MAILED_AGAIN.sign(), 1, Integer::sum);
          }
          fact.report().ifPresent(report -> met.merge("ended by " + report.how(), 1, Integer::sum));
        });
    return new Outcome(
        scene.plot().seed(),
        scene.world().trace().hash(),
        new Tally(
            scene.facts().size(),
            scene.facts().stream()
                .flatMap(fact -> fact.report().stream())
                .mapToLong(report -> report.counts().framesSent())
                .sum(),
            scene.facts().stream().mapToInt(fact -> fact.mails().size()).sum(),
            scene.lostWords()),
        scene.fates().happened(),
        met,
        scene.facts().stream().flatMap(fact -> fact.silence().all().stream()).toList(),
        List.copyOf(scene.violations()));
  }
}
