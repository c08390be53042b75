package ava.trial.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedSes.Mail;
import ava.shared.call.CallRecord;
import ava.shared.call.Turn;
import ava.simulator.model.ModelFault;
import ava.simulator.model.ModelFaults;
import ava.simulator.model.ModelServer;
import ava.simulator.model.Pace;
import ava.simulator.model.Remembered;
import ava.simulator.model.ScenarioScript;
import ava.simulator.scenario.Scenario;
import ava.simulator.scenario.Step;
import ava.simulator.twilio.CallPlan;
import ava.simulator.twilio.LineFault;
import ava.simulator.twilio.ScriptedCaller;
import ava.trial.script.Conversations;
import ava.trial.script.ScriptLines;
import ava.trial.world.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Ava between the two simulators, in a world of her own. [#close] makes the check that every
/// script shares: all calls are over, neither simulator refused a message of the bridge, no turn is
/// missing, no function threw, nothing is left.
final class Ava implements AutoCloseable {
  /// Longer than any call, and than the tries to fetch a recording that is not there; the time is
  /// the world's.
  private static final Duration PATIENCE = Duration.ofHours(4);

  /// Refusals that two messages bring about which cross on their way.
  private static final Set<String> CROSSED =
      Set.of("response_cancel_not_active", "conversation_already_has_active_response");

  private static final Instant MONDAY = Instant.parse("2026-01-05T09:00:00Z");

  private final Scenario scenario;
  private final Stage stage;
  private final Watch watch = new Watch(this::passes);
  private final List<Call> placed = new ArrayList<>();
  private final List<Instant> begun = new ArrayList<>();
  private Stage.Bridge bridge;
  private boolean mayCross;

  private Ava(Plan plan) {
    this.scenario = plan.scenario();
    var settings = new HashMap<>(plan.settings());
    settings.putIfAbsent("AVA_GREETING_MESSAGE", ScriptLines.GREETING);
    this.stage =
        new Stage(
            new Stage.Play(
                Scripted.NAME.orElse(""),
                plan.beginning(),
                settings,
                new ScenarioScript(scenario),
                plan.pace(),
                watch));
    plan.faults().accept(stage.faults());
    this.bridge = stage.startBridge();
  }

  /// What to start.
  record Plan(
      Scenario scenario,
      Pace pace,
      Map<String, String> settings,
      Consumer<ModelFaults> faults,
      Instant beginning) {
    Plan with(String name, String value) {
      var more = new HashMap<>(settings);
      more.put(name, value);
      return new Plan(scenario, pace, more, faults, beginning);
    }

    Plan pace(Pace changed) {
      return new Plan(scenario, changed, settings, faults, beginning);
    }

    Plan at(Instant changed) {
      return new Plan(scenario, pace, settings, faults, changed);
    }

    /// Failures that are there before the bridge starts.
    Plan failing(Consumer<ModelFaults> changed) {
      return new Plan(scenario, pace, settings, changed, beginning);
    }

    Plan failing(ModelFault fault) {
      return failing(faults -> faults.once(fault));
    }

    Ava start() {
      return new Ava(this);
    }
  }

  static Plan playing(Step... steps) {
    var settings = Map.of("AVA_VOICE", EachVoice.VOICE.orElse("openai:marin"));
    return new Plan(ScriptLines.of(steps), Pace.FAST, settings, _ -> {}, MONDAY);
  }

  /// Lets time pass until something is so; false when it never was.
  boolean passes(BooleanSupplier until) {
    return stage.pass(until, PATIENCE);
  }

  /// Messages to the model and from it may cross.
  void mayCross() {
    mayCross = true;
  }

  Stage stage() {
    return stage;
  }

  /// Another bridge, which takes the streams from now on.
  Stage.Bridge startBridge() {
    bridge = stage.startBridge();
    return bridge;
  }

  Stage.Bridge bridge() {
    return bridge;
  }

  ModelServer model() {
    return stage.model();
  }

  /// The failures of the model, changeable at any time.
  ModelFaults faults() {
    return stage.faults();
  }

  /// What the model hears and says.
  Watch inModel() {
    return watch;
  }

  /// Places a call that plays the script.
  Call call(LineFault... faults) {
    return call(plan -> plan.withFaults(faults));
  }

  /// Places a call of a caller who does something else.
  Call callOf(Step.OfCaller... steps) {
    return place(
        CallPlan.to(
            Stage.BASE, ScriptLines.CALLER, scenario.called(), new ScriptedCaller(List.of(steps))),
        List.of(),
        Set.of());
  }

  Call call(UnaryOperator<CallPlan> change, Integer... expected) {
    return place(change.apply(CallPlan.of(Stage.BASE, scenario)), List.of(expected), Set.of());
  }

  /// Places a call in which Twilio may complain of this, as often as it likes.
  Call callExcusing(Set<Integer> codes, LineFault... faults) {
    var plan = CallPlan.of(Stage.BASE, scenario).withFaults(faults);
    return place(plan, List.of(), codes);
  }

  private Call place(CallPlan plan, List<Integer> expected, Set<Integer> excused) {
    var line = new Watch(this::passes);
    var call =
        new Call(
            stage.place(plan.withoutWaiting().withObserver(line)),
            line,
            expected,
            excused,
            this::passes);
    placed.add(call);
    begun.add(now());
    return call;
  }

  /// Lets a call pass in which the greeting is recorded.
  void recordGreeting() {
    assertThat(callOf(ScriptLines.hangsUp()).how()).isEqualTo("CALLER");
  }

  /// The call in the table, as soon as it is like this.
  CallRecord record(Call call, Predicate<CallRecord> like) {
    assertThat(passes(() -> stage.record(call.sid()).filter(like).isPresent()))
        .as("waited too long, call is %s", stage.record(call.sid()))
        .isTrue();
    return stage.record(call.sid()).orElseThrow();
  }

  /// The call in the table once its end is written.
  CallRecord ended(Call call) {
    call.report();
    return record(call, seen -> seen.endedAt().isPresent());
  }

  /// Lets time pass until nothing is left to do; the mails about a call.
  List<Mail> mails(Call call) {
    call.report();
    assertThat(passes(stage::settled)).as("all is done").isTrue();
    return stage.mails(call.sid());
  }

  /// What the calendar shows.
  Instant now() {
    return stage.clock().instant();
  }

  Instant placedAt(Call call) {
    return begun.get(placed.indexOf(call));
  }

  List<Turn> turns(Call call) {
    return stage.turns(call.sid());
  }

  /// The whole conversation in the table, each turn as `CALLER …` or `AVA …`.
  List<String> said(Call call) {
    return Conversations.said(turns(call));
  }

  /// What the latest session that knows these words knows to have been said, each item as `user:
  /// …`.
  List<String> memoryOf(String words) {
    return Conversations.memoryOf(words, model().sessions(), model()::conversation);
  }

  /// All that any session knows.
  Stream<Remembered> remembered() {
    return IntStream.rangeClosed(1, model().sessions())
        .boxed()
        .flatMap(n -> model().conversation(n).stream());
  }

  @Override
  public void close() {
    placed.forEach(call -> {
      call.placed().hangUp();
      call.report();
    });
    try (stage) {
      assertThat(passes(stage::settled)).as("nothing is left").isTrue();
      assertThat(stage.problems()).isEmpty();
      assertThat(model().refused())
          .as("refused by the model")
          .filteredOn(
              refusal -> !(mayCross && refusal.code().filter(CROSSED::contains).isPresent()))
          .isEmpty();
      placed.forEach(this::isLegal);
    }
  }

  private void isLegal(Call call) {
    assertThat(call.refused()).as("refused by Twilio").isEqualTo(call.expected());
    var turns = turns(call).stream().filter(turn -> turn.seq() != Turn.VOICEMAIL).toList();
    assertThat(turns)
        .extracting(Turn::seq)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, turns.size()).boxed().toList());
  }
}
