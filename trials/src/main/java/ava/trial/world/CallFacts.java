package ava.trial.world;

import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Observation;
import ava.simulator.twilio.CallReport;
import ava.trial.soak.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What is known of one call, from all sides.
final class CallFacts implements CallObserver {
  /// Behind a word, until Ava can be expected to have it.
  static final Duration GRACE = Duration.ofMillis(600);

  /// A word with such a gap in it is not understood.
  private static final Duration TORN = Duration.ofMillis(300);

  /// Frames without which nobody can hear that somebody speaks.
  private static final int AUDIBLE = 8;

  private final World world;
  private final CallerPlan plan;
  private final Silence silence;
  private final Consumer<Moment> moments;
  private final Consumer<Violation> violations;
  private final Map<Integer, long[]> arrivals = new TreeMap<>();
  private final List<LogCatcher.Line> log = new ArrayList<>();
  private final List<WorldMail.Taken> mails = new ArrayList<>();
  private final Map<Leniency, List<Long>> leniencies = new EnumMap<>(Leniency.class);
  private Optional<String> callSid = Optional.empty();
  private Optional<Link> line = Optional.empty();
  private Optional<BridgeHost> bridge = Optional.empty();
  private Optional<CallReport> report = Optional.empty();
  private int session;
  private int begun;
  private long lastArrival;

  /// What cannot be asked for in full, because of what went wrong.
  enum Leniency {
    /// Words that a process had only in its memory when it died.
    WORDS,
    /// A turn without words: nobody could write it down.
    TRANSCRIPT,
    /// The model was away for longer than its audio is kept.
    MODEL,
    /// What the caller hears of Twilio itself when a function fails.
    FUNCTION,
    LINE,
    BRIDGE
  }

  /// @param moments is told as they come
  /// @param violations is told of what must not be
  CallFacts(
      World world, CallerPlan plan, Consumer<Moment> moments, Consumer<Violation> violations) {
    this.world = world;
    this.plan = plan;
    this.moments = moments;
    this.violations = violations;
    this.silence = new Silence(world, this::lastReached, this::troubled, this::tooLong);
  }

  /// Whether the end of the sentence that began last came to a bridge.
  private boolean lastReached() {
    if (arrivals.isEmpty() || begun == 0) {
      return begun == 0;
    }
    var frames = arrivals.getOrDefault(begun, new long[AUDIBLE]);
    return lastOf(frames, frames.length - AUDIBLE, frames.length) > 0;
  }

  private boolean troubled() {
    return isLenient(Leniency.FUNCTION);
  }

  private void tooLong(Duration silent, Duration limit) {
    violations.accept(
        new Violation(
            "silence",
            plan.call(),
            "Ava was silent for %d ms when she was due, %d ms are allowed, until %d ms"
                .formatted(silent.toMillis(), limit.toMillis(), world.now() / 1_000_000)));
  }

  // what happens

  @Override
  public void observed(Observation observation) {
    if (observation instanceof Observation.OnLine seen) {
      world.trace().note(world.now(), world.anybody(), "call " + plan.call(), seen.toString());
      begun += seen instanceof Observation.CallerStarts ? 1 : 0;
      silence.observed(seen);
      moment(seen).ifPresent(moments);
    }
  }

  private static Optional<Moment> moment(Observation.OnLine seen) {
    return switch (seen) {
      case Observation.StreamStarted _ -> Optional.of(Moment.JOINED);
      case Observation.CallerStarts _ -> Optional.of(Moment.CALLER_SPEAKS);
      case Observation.CallerStops _ -> Optional.of(Moment.CALLER_STOPS);
      case Observation.AvaStarts _ -> Optional.of(Moment.AVA_SPEAKS);
      case Observation.AvaStops _ -> Optional.of(Moment.AVA_STOPS);
      case Observation.Cleared _ -> Optional.of(Moment.CLEARED);
      case Observation.StreamEnded _ -> Optional.of(Moment.LEFT);
      default -> Optional.empty();
    };
  }

  /// A frame of the caller's came to a bridge.
  void reached(Stamp stamp, BridgeHost host, Link over) {
    lastArrival = world.now();
    bridge = Optional.of(host);
    if (line.filter(over::equals).isEmpty()) {
      line = Optional.of(over);
      over.label("call " + call());
    }
    if (stamp.sentence() > 0) {
      var frames = arrivals.computeIfAbsent(stamp.sentence(), _ -> new long[stamp.total()]);
      if (stamp.index() < frames.length && frames[stamp.index()] == 0) {
        frames[stamp.index()] = world.now();
      }
    }
  }

  void placed(String sid) {
    callSid = Optional.of(sid);
    LogCatcher.of(sid, this::logged);
  }

  private void logged(LogCatcher.Line said) {
    log.add(said);
    world.trace().note(world.now(), world.anybody(), "call " + call(), "log: " + said);
  }

  void reported(CallReport over) {
    report = Optional.of(over);
  }

  void mailed(WorldMail.Taken mail) {
    mails.add(mail);
  }

  void servedBy(int modelSession) {
    session = modelSession;
    world.trace().note(world.now(), world.anybody(), "call " + call(), "session " + session);
  }

  void lenient(Leniency how) {
    leniencies.computeIfAbsent(how, _ -> new ArrayList<>()).add(world.now());
  }

  // what is known

  CallerPlan plan() {
    return plan;
  }

  int call() {
    return plan.call();
  }

  String callSid() {
    return callSid.orElse("");
  }

  Silence silence() {
    return silence;
  }

  Optional<Link> line() {
    return line.filter(link -> !link.over());
  }

  Optional<BridgeHost> bridge() {
    return bridge;
  }

  Optional<CallReport> report() {
    return report;
  }

  /// Whether a bridge heard anything of the caller's line.
  boolean taken() {
    return lastArrival > 0;
  }

  /// The newest session that heard the caller, 0 for none.
  int session() {
    return session;
  }

  List<LogCatcher.Line> log() {
    return log;
  }

  List<WorldMail.Taken> mails() {
    return mails;
  }

  boolean isLenient(Leniency how) {
    return leniencies.containsKey(how);
  }

  /// A word that must not be lost.
  ///
  /// @param arrivedAt when the last of it reached a bridge
  record Finished(String word, long arrivedAt) {}

  /// The words that reached a bridge whole, with a while behind them.
  List<Finished> finishedWords() {
    var finished = new ArrayList<Finished>();
    for (var utterance : plan.utterances()) {
      var frames = arrivals.getOrDefault(utterance.number(), new long[0]);
      for (var word = 0; word < utterance.words().size(); word++) {
        var from = word * utterance.framesPerWord();
        var last = lastOf(frames, from, from + utterance.framesPerWord());
        if (last > 0 && last + GRACE.toNanos() <= lastArrival) {
          finished.add(new Finished(utterance.words().get(word), last));
        }
      }
    }
    return finished;
  }

  /// When the last of these frames arrived; 0 when one did not, or long behind the others.
  private static long lastOf(long[] frames, int from, int to) {
    var last = 0L;
    for (var index = from; index < to; index++) {
      var torn = index < frames.length && last > 0 && frames[index] - last > TORN.toNanos();
      if (index >= frames.length || frames[index] == 0 || torn) {
        return 0;
      }
      last = Math.max(last, frames[index]);
    }
    return last;
  }

  /// Whether a leniency began within a time around a moment.
  boolean lenientAround(Leniency how, long moment, Duration before, Duration behind) {
    return leniencies.getOrDefault(how, List.of()).stream()
        .anyMatch(at -> at >= moment - before.toNanos() && at <= moment + behind.toNanos());
  }
}
