package ava.bridge;

import ava.bridge.call.Call;
import ava.bridge.call.CallFlow;
import ava.bridge.call.CallerLine;
import ava.bridge.call.Event;
import ava.bridge.call.ModelLines;
import ava.bridge.call.Opening;
import ava.bridge.call.Voices;
import ava.bridge.record.DynamoJournal;
import ava.bridge.record.EarlierCalls;
import ava.bridge.record.MessageCard;
import ava.bridge.tools.CallTools;
import ava.bridge.tools.Toolbox;
import ava.bridge.twilio.StreamStart;
import ava.bridge.twilio.Switchboard;
import ava.shared.call.CallSid;
import ava.shared.loop.Loop;
import ava.shared.table.LiveTalk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a call of each stream and knows the calls that are here. Thread: the loop's, except
/// [#active].
final class CallDesk implements Switchboard {
  private static final Logger LOG = LoggerFactory.getLogger(CallDesk.class);

  private final Exchange.Around around;
  private final Loop loop;
  private final Shared shared;
  private final int maxCalls;
  private final LoopLag lag;
  private final LiveWords words;

  private final Map<CallSid, Here> calls = new LinkedHashMap<>();
  private final AtomicInteger active = new AtomicInteger();
  private final List<Runnable> drained = new ArrayList<>();
  private boolean draining;

  /// @param lag of the loop, watched by others
  CallDesk(Exchange.Around around, Shared shared, int maxCalls, LoopLag lag) {
    this.around = around;
    this.loop = around.loop();
    this.shared = shared;
    this.maxCalls = maxCalls;
    this.lag = lag;
    this.words = new LiveWords(around, shared.talk(), this::talks);
  }

  /// A call that is here.
  ///
  /// @param journal is done when nothing of the call is left to do here
  private record Here(Call call, DynamoJournal journal) {}

  /// What all calls share.
  record Shared(
      CallFlow flow,
      Speakers speakers,
      Toolbox toolbox,
      DynamoJournal.Stores stores,
      LiveTalk talk,
      EarlierCalls earlier,
      CallMetrics metrics) {}

  /// Who speaks in a call.
  ///
  /// @param voice provider and name, for the record
  record Speakers(ModelLines models, Voices voices, String voice) {}

  @Override
  public Admission admission() {
    if (draining) {
      return Admission.DRAINING;
    }
    return lag.isTooMuch() || streaming() >= maxCalls ? Admission.FULL : Admission.OPEN;
  }

  /// A call whose stream is over still writes, and takes no room: it may be about to come back.
  private long streaming() {
    return calls.values().stream().filter(here -> here.call().isStreaming()).count();
  }

  @Override
  public Optional<Consumer<Event>> take(StreamStart start, CallerLine line) {
    var before = Optional.ofNullable(calls.get(start.callSid()));
    if (before.filter(here -> here.call().isStreaming()).isPresent()
        || admission() != Admission.OPEN) {
      return Optional.empty();
    }
    var journal =
        new DynamoJournal(
            start.callSid(),
            new DynamoJournal.WhoCalled(start.from(), start.to(), loop.now()),
            around.ids().get(),
            shared.stores(),
            loop,
            around.beside());
    var call = call(start, line, journal);
    var here = new Here(call, journal);
    calls.put(start.callSid(), here);
    changed(1);
    journal.whenDone(() -> gone(start.callSid(), here));
    journal.claim(start.token(), line::letGo);
    LOG.atInfo()
        .addKeyValue("callSid", start.callSid().value())
        .addKeyValue("from", start.from().masked())
        .addKeyValue("resumed", start.resumed())
        .log("call taken");
    open(start, call, before, journal);
    words.begin();
    return Optional.of(call::on);
  }

  private List<LiveTalk.Talk> talks() {
    return calls.entrySet().stream()
        .filter(here -> here.getValue().call().isStreaming())
        .map(here -> new LiveTalk.Talk(here.getKey(), here.getValue().call().underWay()))
        .toList();
  }

  /// Tells nobody any more what is being said.
  void close() {
    words.close();
  }

  /// How many calls are here, on any thread.
  int active() {
    return active.get();
  }

  /// Takes no more calls and asks those that are here to end or go elsewhere.
  ///
  /// @param gone runs once all are gone
  void drain(Runnable gone) {
    draining = true;
    drained.add(gone);
    List.copyOf(calls.values()).forEach(here -> here.call().on(new Event.Drain()));
    tellWhenDrained();
  }

  private void tellWhenDrained() {
    if (draining && active.get() == 0) {
      drained.forEach(loop::execute);
      drained.clear();
    }
  }

  boolean draining() {
    return draining;
  }

  /// A new call waits for nothing; one that is taken up again first learns what was said.
  private void open(StreamStart start, Call call, Optional<Here> before, DynamoJournal journal) {
    var now = loop.now();
    var greeting = shared.stores().greetings().recording();
    if (!start.resumed()) {
      journal.answered(shared.speakers().voice());
      var opening = new Opening(start.from(), now, Optional.empty(), greeting);
      loop.execute(() -> call.on(new Event.CallerJoined(opening)));
      return;
    }
    shared
        .earlier()
        .read(
            start.callSid(),
            start.transferFailed(),
            before.map(Here::journal),
            earlier ->
                call.on(
                    new Event.CallerJoined(
                        new Opening(
                            start.from(),
                            earlier.startedAt().orElse(now),
                            Optional.of(earlier.resumption()),
                            greeting))));
  }

  private Call call(StreamStart start, CallerLine line, DynamoJournal journal) {
    var callSid = start.callSid();
    var events = new CallEvents();
    var timers = new LoopTimers(loop, events);
    var card =
        new MessageCard(
            callSid, shared.stores().calls(), what -> loop.execute(() -> journal.hold(what)));
    var tools =
        new CallTools(
            callSid, shared.toolbox(), card::note, loop, around.beside(), CallTools.DEADLINE);
    var watcher = new CallWatcher(callSid, shared.metrics(), loop, timers::cancelAll);
    var speakers = shared.speakers();
    var ports =
        new Call.Ports(line, speakers.models(), speakers.voices(), journal, tools, timers, watcher);
    return events.to(new Call(shared.flow(), ports, loop.steadyClock()));
  }

  /// Takes the timers' events to the call, which is made with its timers.
  private static final class CallEvents implements Consumer<Event> {
    private Optional<Call> call = Optional.empty();

    Call to(Call made) {
      call = Optional.of(made);
      return made;
    }

    @Override
    public void accept(Event event) {
      call.ifPresent(to -> to.on(event));
    }
  }

  private void gone(CallSid callSid, Here here) {
    calls.remove(callSid, here);
    changed(-1);
    tellWhenDrained();
  }

  private void changed(int by) {
    active.addAndGet(by);
    shared.metrics().activeChanged(by);
  }
}
