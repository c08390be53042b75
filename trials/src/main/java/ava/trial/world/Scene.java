package ava.trial.world;

import ava.bridge.speech.SpeechClients;
import ava.shared.call.CallRecord;
import ava.shared.call.SummaryState;
import ava.simulator.model.ModelFaults;
import ava.simulator.model.ModelServer;
import ava.simulator.model.Pace;
import ava.simulator.scenario.CallObserver;
import ava.trial.soak.Stamp;
import ava.trial.world.WorldDialer.Door;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// One world with all that is in it, played from its plot to its end.
final class Scene {
  private static final Duration STEP = Duration.ofMinutes(1);

  /// Behind all deliveries of the queue, and two sweeps which live.
  private static final Duration LONGEST = Duration.ofMinutes(260);

  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
  private static final int LARGEST_EVENT = 16 << 20;

  private final Plot plot;
  private final World world;
  private final Cast cast;
  private final Map<Integer, CallFacts> facts = new TreeMap<>();
  private final List<Violation> violations = new ArrayList<>();
  private final Fates fates;
  private final WorldAws aws;
  private final ModelServer model;
  private final WorldPolly polly;
  private final BridgeGroup bridges;
  private final FunctionsHost functions;
  private final WebFate web;
  private final Mayhem mayhem;
  private int lostWords;

  Scene(Plot plot) {
    this(plot, Wiring.STRAIGHT);
  }

  /// @param wiring what stands between Ava and the rest
  Scene(Plot plot, Wiring wiring) {
    this.plot = plot;
    this.world = new World(plot.seed(), plot.beginning());
    this.cast = new Cast(plot.callers());
    this.polly = new WorldPolly(text -> cast.reading(text).sound());
    this.fates = new Fates(world, plot.faults(), this::happens);
    var surroundings = new CallFacts.Surroundings(world, cast, plot.tolerance(), plot.setting());
    for (var caller : plot.callers()) {
      facts.put(
          caller.call(),
          new CallFacts(
              surroundings,
              caller,
              moment -> fates.moment(caller.call(), moment),
              violations::add));
    }
    var cloud = new CloudFate(world, this::asked);
    var requests = plot.setting().requests();
    this.aws = new WorldAws(world, cloud, requests, this::delivered, this::mailed, wiring);
    this.web = new WebFate(world);
    var functionFate = new FunctionFate();
    var settings = WorldSettings.of(plot.setting());
    this.functions =
        new FunctionsHost(
            world, aws, settings, new WorldWeb(world, web).client(), functionFate, this::threw);
    this.model = model();
    var modelFate = new ModelFate(world, model);
    var modelActor = world.actor("models-door");
    var eleven = new WorldElevenLabs(world, text -> cast.reading(text).sound());
    var around =
        new BridgeHost.Around(
            aws,
            settings,
            plot.tolerance().patience(),
            uri ->
                WorldElevenLabs.isAt(uri)
                    ? eleven.door(uri)
                    : new Door(
                        modelActor,
                        headers -> modelFate.admit(uri, headers).heardBy(wiring::model)),
            Link.Quality.of(plot.setting().ways().toModel(), LARGEST_EVENT),
            actor -> new SpeechClients(_ -> polly.client(actor), eleven.http()));
    this.bridges =
        new BridgeGroup(
            world, plot.setting().bridges(), actor -> new BridgeHost(actor, around), this::reached);
    this.mayhem =
        new Mayhem(
            facts,
            plot.tolerance(),
            bridges,
            modelFate,
            new VoiceFate(world, polly.faults(), eleven.faults()),
            cloud,
            functionFate,
            web);
    var telephones =
        new WorldTelephones(
            plot,
            world,
            fates,
            new WorldTelephones.Ways(_ -> bridges.door(), functions::answer, wiring::twilio));
    facts.values().forEach(telephones::placeLater);
    sweepLater();
  }

  private ModelServer model() {
    var usual = Pace.USUAL;
    var pace =
        new Pace(
            plot.setting().think(),
            usual.delta(),
            usual.chunk(),
            usual.transcribe(),
            usual.lifetime());
    return new ModelServer(
        world.actor("model"),
        new WorldScript(world, cast, new Overheard(facts, fates, violations::add)),
        pace,
        new ModelFaults(),
        CallObserver.NOBODY,
        plot.setting().checks());
  }

  private void sweepLater() {
    var first = new Draws(plot.seed(), "sweeps", 0).between(Duration.ZERO, BETWEEN_SWEEPS);
    sweepAt(first.toNanos());
  }

  private void sweepAt(long ns) {
    world.at(
        world.anybody(),
        ns,
        () -> {
          functions.sweep();
          sweepAt(ns + BETWEEN_SWEEPS.toNanos());
        });
  }

  // what comes together here

  private void happens(Fault fault) {
    mayhem.happens(fault);
  }

  private void reached(Stamp stamp, BridgeHost host, Link over) {
    Optional.ofNullable(facts.get(stamp.source())).ifPresent(f -> f.reached(stamp, host, over));
  }

  private void delivered(WorldQueue.Delivery delivery) {
    var begun = world.now();
    functions.summarise(delivery, done -> aws.sqs().settled(delivery, done, begun));
  }

  private void mailed(WorldMail.Taken mail) {
    bySid(mail.callSid(), fact -> fact.mailed(mail));
  }

  private void asked(String callSid, Moment moment) {
    bySid(callSid, fact -> fates.moment(fact.call(), moment));
  }

  private void bySid(String callSid, Consumer<CallFacts> use) {
    facts.values().stream().filter(f -> f.callSid().equals(callSid)).findFirst().ifPresent(use);
  }

  private void threw(String function, RuntimeException why) {
    violations.add(new Violation("fault of ours", 0, function + " threw " + why));
  }

  // the play

  /// Lets the trace be told from now on.
  void tell(Consumer<String> listener) {
    world.trace().tell(listener);
  }

  /// Plays it to the end, on a virtual thread: fibers take turns with it a few million times, which
  /// costs a platform thread ten times as much.
  Outcome play() {
    LogCatcher.listen();
    var thread = Thread.ofVirtual().unstarted(this::playOut);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return Outcome.of(this);
  }

  private void playOut() {
    try {
      plot.patience()
          .forEach(
              stretch -> world.trace().note(0, world.anybody(), "patience", stretch.toString()));
      var longest = longest();
      for (var until = STEP; until.compareTo(longest) < 0; until = until.plus(STEP)) {
        world.run(until);
        if (settled()) {
          break;
        }
      }
      lostWords = new Invariants(this).check();
    } catch (RuntimeException | Error e) {
      violations.add(new Violation("fault of ours", 0, told(e)));
    } finally {
      world.end();
      aws.close();
      facts.values().forEach(fact -> LogCatcher.forget(fact.callSid()));
    }
  }

  /// Each summary that is to die may be a sweep.
  private Duration longest() {
    var dying = plot.faults().stream().filter(fault -> fault.mischief() == Mischief.SUMMARY_DIES);
    return LONGEST.plus(BETWEEN_SWEEPS.multipliedBy(dying.count()));
  }

  private static String told(Throwable e) {
    var place = e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    return e + place;
  }

  private boolean settled() {
    return facts.values().stream().allMatch(fact -> fact.report().isPresent())
        && world.fibers() == 0
        && aws.sqs().left() == 0
        && polly.running() == 0
        && bridges.all().stream().allMatch(host -> host.actor().gone() || host.calls() == 0)
        && facts.values().stream().allMatch(this::finished);
  }

  private boolean finished(CallFacts fact) {
    return record(fact)
        .flatMap(CallRecord::summary)
        .map(CallRecord.Summary::state)
        .filter(state -> state == SummaryState.SENT || state == SummaryState.SKIPPED)
        .isPresent();
  }

  /// The call as the table knows it.
  Optional<CallRecord> record(CallFacts fact) {
    return aws.call(fact.callSid());
  }

  Plot plot() {
    return plot;
  }

  World world() {
    return world;
  }

  Cast cast() {
    return cast;
  }

  List<CallFacts> facts() {
    return List.copyOf(facts.values());
  }

  Fates fates() {
    return fates;
  }

  WorldAws aws() {
    return aws;
  }

  ModelServer modelServer() {
    return model;
  }

  /// The voice that reads out what the model writes.
  WorldPolly polly() {
    return polly;
  }

  BridgeGroup bridges() {
    return bridges;
  }

  /// How many words that somebody finished stand nowhere, once it was played.
  int lostWords() {
    return lostWords;
  }

  List<Violation> violations() {
    return violations;
  }
}
