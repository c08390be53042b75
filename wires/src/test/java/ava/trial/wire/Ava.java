package ava.trial.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.Bridge;
import ava.bridge.call.Patience;
import ava.bridge.call.Wait;
import ava.shared.aws.Metrics;
import ava.shared.call.CallRecord;
import ava.shared.call.Turn;
import ava.shared.table.CallStore;
import ava.simulator.model.ModelFault;
import ava.simulator.model.ModelFaults;
import ava.simulator.model.Pace;
import ava.simulator.model.ScenarioScript;
import ava.simulator.scenario.Scenario;
import ava.simulator.scenario.Step;
import ava.simulator.socket.RealtimeSimulator;
import ava.simulator.socket.TwilioSimulator;
import ava.simulator.twilio.CallPlan;
import ava.simulator.twilio.LineFault;
import ava.simulator.twilio.ScriptedCaller;
import ava.trial.fleet.Surroundings;
import ava.trial.script.Conversations;
import ava.trial.script.ScriptLines;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Ava between the two simulators. [#close] makes the check that every script shares: all calls are
/// over, neither simulator refused a message of the bridge, no turn is missing.
final class Ava implements AutoCloseable {
  static final String TOKEN = "twilio-token";
  static final String STREAM_SECRET = "stream-secret";

  private static final Duration SETTLED = Duration.ofSeconds(60);
  private static final Duration LONGEST_CALL = Duration.ofMinutes(2);

  private final Scenario scenario;
  private final Map<String, String> settings;
  private final CallStore calls;
  private final Watch watch = new Watch();
  private final RealtimeSimulator model;
  private final TwilioSimulator twilio;
  private final Front front = new Front();
  private final List<Bridge> bridges = new ArrayList<>();
  private final List<Call> placed = new CopyOnWriteArrayList<>();

  private Ava(Plan plan) {
    this.scenario = plan.scenario();
    this.twilio = plan.aws().twilio();
    var table = plan.aws().newTable();
    this.calls = new CallStore(plan.aws().aws().table(), table, Clock.systemUTC());
    this.model = RealtimeSimulator.start(new ScenarioScript(scenario), plan.pace(), watch);
    plan.faults().accept(model.faults());
    this.settings = new HashMap<>(plan.settings());
    settings.putIfAbsent("AVA_GREETING_MESSAGE", ScriptLines.GREETING);
    settings.put("CALLS_TABLE", table);
    settings.put("CALL_ENDED_QUEUE_URL", plan.aws().aws().queueUrl());
    settings.put("TWILIO_AUTH_TOKEN", TOKEN);
    settings.put("STREAM_TOKEN_SECRET", STREAM_SECRET);
    settings.put("OPENAI_API_KEY", "simulator");
    settings.put("OPENAI_BASE_URL", model.baseUrl().toString());
    startBridge();
  }

  /// Whoever plays on a busy machine is late, which says nothing of his line or of his model.
  private static Patience patient() {
    var waits =
        Set.of(
            Wait.MODEL_AT_FIRST,
            Wait.MODEL_AFTER_GREETING,
            Wait.MODEL_BACK,
            Wait.ANSWER_BEGINS,
            Wait.ANSWER_HEARD,
            Wait.ANSWER_HEARD_AT_LAST,
            Wait.NEXT_FRAME,
            Wait.SAVED);
    var patience = Patience.USUAL;
    for (var wait : waits) {
      patience = patience.scaled(wait, 10);
    }
    return patience;
  }

  /// What to start.
  record Plan(
      EmbeddedAws aws,
      Scenario scenario,
      Pace pace,
      Map<String, String> settings,
      Consumer<ModelFaults> faults) {
    Plan with(String name, String value) {
      var more = new HashMap<>(settings);
      more.put(name, value);
      return new Plan(aws, scenario, pace, more, faults);
    }

    Plan pace(Pace changed) {
      return new Plan(aws, scenario, changed, settings, faults);
    }

    /// Failures that are there before the bridge starts.
    Plan failing(Consumer<ModelFaults> changed) {
      return new Plan(aws, scenario, pace, settings, changed);
    }

    Plan failing(ModelFault fault) {
      return failing(faults -> faults.once(fault));
    }

    Ava start() {
      return new Ava(this);
    }
  }

  static Plan playing(EmbeddedAws aws, Step... steps) {
    return new Plan(aws, ScriptLines.of(steps), Pace.FAST, Map.of(), _ -> {});
  }

  /// Another bridge, which takes the streams from now on.
  Bridge startBridge() {
    var port = Surroundings.freePort();
    settings.put("PORT", Integer.toString(port));
    settings.put("BRIDGE_URL", "ws://127.0.0.1:" + port + "/media-stream");
    var bridge =
        Bridge.start(
            settings,
            request -> request.response().setStatusCode(404).end(),
            Metrics.none(),
            patient());
    bridges.add(bridge);
    front.serve(settings);
    return bridge;
  }

  Bridge bridge() {
    return bridges.getLast();
  }

  /// A bridge is gone from one moment to the next, with all its sockets.
  void kill(Bridge bridge) {
    bridges.remove(bridge);
    bridge.close();
  }

  URI streamUrl() {
    return URI.create(settings.getOrDefault("BRIDGE_URL", ""));
  }

  RealtimeSimulator model() {
    return model;
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
            front.base(),
            ScriptLines.CALLER,
            scenario.called(),
            new ScriptedCaller(List.of(steps))),
        List.of(),
        false);
  }

  Call call(UnaryOperator<CallPlan> change, Integer... expected) {
    return place(change.apply(CallPlan.of(front.base(), scenario)), List.of(expected), false);
  }

  /// Places a call whose socket is closed while much is still on its way, which may reset it.
  Call callThatMayBreak(UnaryOperator<CallPlan> change, Integer... expected) {
    return place(change.apply(CallPlan.of(front.base(), scenario)), List.of(expected), true);
  }

  private Call place(CallPlan plan, List<Integer> expected, boolean mayBreak) {
    var line = new Watch();
    var call =
        new Call(
            twilio.place(plan.withoutWaiting().withPatience(LONGEST_CALL).withObserver(line)),
            line,
            expected,
            mayBreak);
    placed.add(call);
    return call;
  }

  /// Lets a call pass in which the greeting is recorded.
  void recordGreeting() {
    assertThat(callOf(ScriptLines.hangsUp()).how()).isEqualTo("CALLER");
  }

  /// The call in the table, as soon as it is like this.
  CallRecord record(Call call, Predicate<CallRecord> like) {
    var until = System.nanoTime() + SETTLED.toNanos();
    var record = calls.find(call.sid());
    while (record.filter(like).isEmpty()) {
      assertThat(System.nanoTime()).as("waited too long, call is %s", record).isLessThan(until);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      record = calls.find(call.sid());
    }
    return record.get();
  }

  /// The call in the table once its end is written.
  CallRecord ended(Call call) {
    call.report();
    return record(call, seen -> seen.endedAt().isPresent());
  }

  List<Turn> turns(Call call) {
    return calls.turns(call.sid());
  }

  /// The whole conversation in the table, each turn as `CALLER …` or `AVA …`.
  List<String> said(Call call) {
    return Conversations.said(turns(call));
  }

  /// What the latest session that knows these words knows to have been said, each item as `user:
  /// …`.
  List<String> memoryOf(String words) {
    return Conversations.memoryOf(words, model.sessions(), model::conversation);
  }

  @Override
  public void close() {
    placed.forEach(call -> {
      call.placed().hangUp();
      call.report();
    });
    var gone = bridges.stream().map(bridge -> bridge.drain(SETTLED)).toList();
    bridges.forEach(Bridge::close);
    front.close();
    model.close();
    assertThat(gone).as("calls are over").doesNotContain(false);
    assertThat(model.refused()).as("refused by the model").isEmpty();
    for (var call : placed) {
      assertThat(call.refused()).as("refused by Twilio").isEqualTo(call.expected());
      var turns = turns(call);
      assertThat(turns)
          .extracting(Turn::seq)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, turns.size()).boxed().toList());
    }
  }
}
