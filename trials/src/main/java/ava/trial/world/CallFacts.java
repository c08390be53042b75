package ava.trial.world;

import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Observation;
import ava.simulator.twilio.CallReport;
import ava.trial.soak.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What is known of one call, from all sides.
final class CallFacts implements CallObserver {
  /// Until a process knows that a session has failed, and until he hears what came before.
  private static final Duration UNDER_WAY = Duration.ofMillis(200);

  private final World world;
  private final CallerPlan plan;
  private final boolean patient;
  private final Silence silence;
  private final Consumer<Moment> moments;
  private final Consumer<Violation> violations;
  private final HeardFrames frames = new HeardFrames();
  private final HeardAnswers answers;
  private final List<LogCatcher.Line> log = new ArrayList<>();
  private final List<WorldMail.Taken> mails = new ArrayList<>();
  private final Leniencies leniencies = new Leniencies();
  private final Timeline timeline = new Timeline();
  private Optional<String> callSid = Optional.empty();
  private Optional<Link> line = Optional.empty();
  private Optional<BridgeHost> bridge = Optional.empty();
  private Optional<CallReport> report = Optional.empty();
  private final List<String> met = new ArrayList<>();
  private int tools;
  private boolean unanswered;
  private long servedSince;
  private int session;
  private int begun;

  /// What cannot be asked for in full, because of what went wrong.
  enum Leniency {
    /// Words that a process had only in its memory when it died.
    WORDS,
    /// A turn whose words nobody wrote down, or too late: it is named as inaudible.
    TRANSCRIPT,
    /// A turn in which the model heard nothing.
    UNHEARD,
    /// The model was away, or deaf, for longer than its audio is kept.
    AWAY,
    /// A session of the model did something wrong.
    MODEL,
    /// The line is not quiet: a turn ends when the noise does.
    NOISE,
    /// What the caller hears of Twilio itself when a function fails.
    FUNCTION,
    LINE,
    BRIDGE
  }

  /// Where a call takes place.
  record Surroundings(World world, Cast cast, Tolerance tolerance, Plot.Setting setting) {}

  /// @param moments is told as they come
  /// @param violations is told of what must not be
  CallFacts(
      Surroundings around,
      CallerPlan plan,
      Consumer<Moment> moments,
      Consumer<Violation> violations) {
    this.world = around.world();
    this.plan = plan;
    this.patient = around.tolerance().hearsAnswersWhole(around.setting());
    this.moments = moments;
    this.violations = violations;
    this.answers =
        new HeardAnswers(
            world,
            around.cast(),
            around.tolerance().gap(around.setting()),
            (rule, what) -> violations.accept(new Violation(rule, plan.call(), what)));
    this.silence =
        new Silence(world, around.tolerance(), this::lastReached, this::troubled, this::tooLong);
  }

  /// Whether the end of the sentence that began last came to a bridge.
  private boolean lastReached() {
    return begun == 0 || frames.endOf(begun);
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
      tool(seen);
      timeline.seen(seen, world.now()).ifPresent(moments);
    }
  }

  @Override
  public void hears(byte[] frame) {
    var excused = !patient || isLenient(Leniency.MODEL) || isLenient(Leniency.BRIDGE);
    answers.hears(frame, isLenient(Leniency.LINE), excused);
  }

  /// The model is told how much of an answer was heard.
  void takenBack(Utterance answer, long heardMs) {
    if (!isLenient(Leniency.MODEL)) {
      answers.takenBack(answer, heardMs);
    }
  }

  /// The model is told how many words of an answer were heard.
  void wordsTakenBack(Utterance answer, int heard) {
    if (!isLenient(Leniency.MODEL)) {
      answers.wordsTakenBack(answer, heard);
    }
  }

  void toolCalled() {
    tools++;
  }

  void toolAnswered() {
    tools = Math.max(0, tools - 1);
  }

  /// A call that goes on elsewhere leaves behind what a tool would have answered.
  private void tool(Observation.OnLine seen) {
    switch (seen) {
      case Observation.StreamEnded _ -> {
        unanswered = tools > 0;
        tools = 0;
      }
      case Observation.StreamStarted _ -> {
        if (unanswered) {
          met.add(Rarity.TOOL_UNANSWERED.sign());
        }
        unanswered = false;
      }
      default -> {}
    }
  }

  /// A frame of the caller's came to a bridge.
  void reached(Stamp stamp, BridgeHost host, Link over) {
    bridge = Optional.of(host);
    if (line.filter(over::equals).isEmpty()) {
      line = Optional.of(over);
      over.label("call " + call());
      silence.excuse(host.actor().pausedFrom(), host.actor().pausedUntil());
    }
    frames.reached(stamp, over, world.now());
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
    servedSince = world.now();
    world.trace().note(world.now(), world.anybody(), "call " + call(), "session " + session);
  }

  void lenient(Leniency how) {
    lenient(how, Duration.ZERO);
  }

  /// @param length how long it lasts from now on
  void lenient(Leniency how, Duration length) {
    leniencies.add(how, world.now(), length);
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
    return frames.any();
  }

  /// When the newest session began to hear the caller, since the beginning; 0 before.
  long servedSince() {
    return servedSince;
  }

  /// The newest session that heard the caller, 0 for none.
  int session() {
    return session;
  }

  /// What was met of which nobody writes a log.
  List<String> met() {
    return met;
  }

  List<LogCatcher.Line> log() {
    return log;
  }

  List<WorldMail.Taken> mails() {
    return mails;
  }

  boolean isLenient(Leniency how) {
    return leniencies.have(how);
  }

  /// The words that must not be lost.
  List<HeardFrames.Finished> finishedWords() {
    return frames.finished(plan.utterances());
  }

  /// Whether a leniency was there within a time around a moment.
  boolean lenientAround(Leniency how, long moment, Duration before, Duration behind) {
    return leniencies.around(how, moment, before, behind);
  }

  /// Whether a session failed within a time behind a moment, and had answered since then: what was
  /// answered is not heard again, or it would be answered twice.
  boolean failedHavingAnswered(long moment, Duration within) {
    return leniencies
        .beginnings(Leniency.MODEL)
        .filter(failed -> failed >= moment && failed <= moment + within.toNanos())
        .anyMatch(failed -> timeline.has(Moment.AVA_SPEAKS, moment, failed + UNDER_WAY.toNanos()));
  }

  /// Whether his stream ended within a time behind a moment.
  boolean leftWithin(long moment, Duration behind) {
    return timeline.has(Moment.LEFT, moment, moment + behind.toNanos());
  }
}
