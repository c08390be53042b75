package ava.bridge;

import ava.bridge.aws.DynamoJournal;
import ava.bridge.aws.EarlierCalls;
import ava.bridge.aws.MessageTools;
import ava.bridge.call.Call;
import ava.bridge.call.CallFlow;
import ava.bridge.call.CallerLine;
import ava.bridge.call.Event;
import ava.bridge.call.ModelLines;
import ava.bridge.call.Opening;
import ava.bridge.twilio.StreamStart;
import ava.bridge.twilio.Switchboard;
import ava.shared.CallSid;
import io.vertx.core.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a call of each stream and knows the calls that are here. Thread: the context's, except
/// [#active].
final class CallDesk implements Switchboard {
  private static final Logger LOG = LoggerFactory.getLogger(CallDesk.class);

  private final Context context;
  private final Executor onContext;
  private final Shared shared;
  private final int maxCalls;
  private final Clock clock;

  private final Map<CallSid, LiveCall> calls = new HashMap<>();
  private final AtomicInteger active = new AtomicInteger();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private boolean draining;

  CallDesk(Context context, Shared shared, int maxCalls, Clock clock) {
    this.context = context;
    this.onContext = task -> context.runOnContext(_ -> task.run());
    this.shared = shared;
    this.maxCalls = maxCalls;
    this.clock = clock;
  }

  /// What all calls share.
  record Shared(
      CallFlow flow,
      ModelLines models,
      DynamoJournal.Stores stores,
      EarlierCalls earlier,
      CallMetrics metrics) {}

  @Override
  public Admission admission() {
    if (draining) {
      return Admission.DRAINING;
    }
    return active.get() >= maxCalls ? Admission.FULL : Admission.OPEN;
  }

  @Override
  public Optional<Consumer<Event>> take(StreamStart start, CallerLine line) {
    var before = Optional.ofNullable(calls.get(start.callSid()));
    if (before.filter(LiveCall::streaming).isPresent()) {
      return Optional.empty();
    }
    var journal = new DynamoJournal(start.callSid(), shared.stores(), onContext);
    var live = new LiveCall(start.callSid(), line, journal.done());
    calls.put(start.callSid(), live);
    changed(1);
    journal.whenDone(() -> gone(start.callSid(), live));
    LOG.atInfo()
        .addKeyValue("callSid", start.callSid().value())
        .addKeyValue("from", start.from().masked())
        .addKeyValue("resumed", start.resumed())
        .log("call taken");
    open(start, live, call(start, line, live, journal), before, journal);
    return Optional.of(live::on);
  }

  /// How many calls are here, on any thread.
  int active() {
    return active.get();
  }

  /// Takes no more calls and asks those that are here to end or go elsewhere.
  ///
  /// @return completes when all are gone
  CompletableFuture<Void> drain() {
    draining = true;
    List.copyOf(calls.values()).forEach(live -> live.on(new Event.Drain()));
    if (active.get() == 0) {
      drained.complete(null);
    }
    return drained.copy();
  }

  boolean draining() {
    return draining;
  }

  /// A new call waits for nothing; one that is taken up again first learns what was said.
  private void open(
      StreamStart start,
      LiveCall live,
      Call call,
      Optional<LiveCall> before,
      DynamoJournal journal) {
    var now = clock.instant();
    var greeting = shared.stores().greetings().recording();
    if (!start.resumed()) {
      journal.answered(start.from(), start.to(), now);
      var opening = new Opening(start.callSid(), start.from(), now, Optional.empty(), greeting);
      context.runOnContext(_ -> live.open(call, opening));
      return;
    }
    CompletableFuture<?> after =
        before.isPresent() ? before.get().gone() : CompletableFuture.completedFuture(null);
    shared
        .earlier()
        .read(
            start.callSid(),
            start.transferFailed(),
            after,
            earlier ->
                onContext.execute(() ->
                    live.open(
                        call,
                        new Opening(
                            start.callSid(),
                            start.from(),
                            earlier.startedAt().orElse(now),
                            Optional.of(earlier.resumption()),
                            greeting))));
  }

  private Call call(StreamStart start, CallerLine line, LiveCall live, DynamoJournal journal) {
    var callSid = start.callSid();
    var takenAt = clock.instant();
    var timers = new ContextTimers(context.owner(), live::on);
    var tools =
        new MessageTools(callSid, shared.stores().calls(), onContext, MessageTools.DEADLINE);
    Runnable over =
        () -> {
          timers.cancelAll();
          var length = Duration.between(takenAt, clock.instant());
          shared.metrics().callLasted(callSid, length);
          LOG.atInfo()
              .addKeyValue("callSid", callSid.value())
              .addKeyValue("seconds", length.toSeconds())
              .log("call over here");
        };
    return new Call(
        shared.flow(),
        new Call.Ports(
            line,
            shared.models(),
            journal,
            tools,
            timers,
            (metric, value) -> shared.metrics().of(callSid, metric, value),
            over),
        clock);
  }

  private void gone(CallSid callSid, LiveCall live) {
    calls.remove(callSid, live);
    changed(-1);
    if (draining && active.get() == 0) {
      drained.complete(null);
    }
  }

  private void changed(int by) {
    shared.metrics().active(active.addAndGet(by));
  }
}
