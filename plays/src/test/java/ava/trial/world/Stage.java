package ava.trial.world;

import ava.bridge.call.Patience;
import ava.bridge.speech.SpeechClients;
import ava.embedded.EmbeddedSes.Mail;
import ava.shared.call.CallRecord;
import ava.shared.call.Turn;
import ava.shared.settings.Secret;
import ava.simulator.model.ModelFaults;
import ava.simulator.model.ModelServer;
import ava.simulator.model.Pace;
import ava.simulator.model.Script;
import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Checks;
import ava.simulator.scenario.Clip;
import ava.simulator.twilio.Account;
import ava.simulator.twilio.CallPlan;
import ava.simulator.twilio.PlacedCall;
import ava.simulator.twilio.TelephoneNetwork;
import ava.simulator.voice.ElevenLabsFaults;
import ava.simulator.voice.ElevenLabsServer;
import ava.simulator.voice.PollyFaults;
import ava.trial.world.WorldDialer.Answer;
import ava.trial.world.WorldDialer.Door;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A world for a script: the real bridges and functions between the two simulators. Nothing is
/// drawn but where the order of two things at the same time is; time passes only while the script
/// waits for something. Thread: the script's.
public final class Stage implements AutoCloseable {
  /// Where the webhooks are.
  public static final URI BASE = WorldSettings.BASE;

  private static final Seed SEED = new Seed(1);
  private static final Duration ONE_WAY = Duration.ofMillis(20);
  private static final int BUFFERS = 1 << 18;
  private static final int LARGEST_FRAME = 64 << 10;
  private static final int LARGEST_EVENT = 16 << 20;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(118);

  private final World world;
  private final Accidents accidents;
  private final WorldAws aws;
  private final FunctionsHost functions;
  private final ModelFaults faults = new ModelFaults();
  private final ModelServer model;
  private final Actor modelsDoor;
  private final Actor twilio;
  private final Actor balancer;
  private final TelephoneNetwork network;
  private final WorldPolly polly = new WorldPolly(Clip::hum);
  private final WorldElevenLabs eleven;
  private final BridgeHost.Around around;
  private final List<Bridge> bridges = new ArrayList<>();
  private final List<WorldMail.Taken> mails = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, List<LogCatcher.Line>> logs = new HashMap<>();

  /// What is played.
  ///
  /// @param name from which the SIDs of its calls are drawn
  /// @param beginning what the calendar shows
  /// @param settings beside the world's own
  public record Play(
      String name,
      Instant beginning,
      Map<String, String> settings,
      Script script,
      Pace pace,
      CallObserver inModel) {
    public Play {
      settings = Map.copyOf(settings);
    }
  }

  public Stage(Play play) {
    LogCatcher.listen();
    this.world = new World(SEED, play.beginning());
    this.accidents = new Accidents(world);
    this.aws = new WorldAws(world, accidents, WorldAws.Requests.SHORT, this::delivered, mails::add);
    var settings = settings(play);
    this.functions =
        new FunctionsHost(
            world,
            aws,
            settings,
            new WorldWeb(world, new WebFate(world)).client(),
            accidents,
            (function, why) -> problems.add(function + " threw " + why));
    this.model =
        new ModelServer(
            world.actor("model"),
            play.script(),
            play.pace(),
            faults,
            play.inModel(),
            Checks.SCHEMA);
    this.modelsDoor = world.actor("models-door");
    this.eleven = new WorldElevenLabs(world, Clip::hum);
    var modelFate = new ModelFate(world, model);
    this.around =
        new BridgeHost.Around(
            aws,
            settings,
            Patience.USUAL,
            uri ->
                WorldElevenLabs.isAt(uri)
                    ? eleven.door(uri)
                    : new Door(modelsDoor, headers -> modelFate.admit(uri, headers)),
            quality(LARGEST_EVENT),
            actor -> new SpeechClients(_ -> polly.client(actor), eleven.http()));
    this.balancer = world.actor("balancer");
    this.twilio = world.actor("twilio");
    this.network =
        new TelephoneNetwork(
            new TelephoneNetwork.Ports(
                twilio,
                new WorldDialer(twilio, quality(LARGEST_FRAME), _ -> door()),
                new WorldFetcher(twilio, functions::answer)),
            Account.simulated(Secret.of(WorldSettings.AUTH_TOKEN)),
            SEED.stream("sids of " + play.name(), 0),
            Checks.SCHEMA);
  }

  private static Map<String, String> settings(Play play) {
    var usual =
        new Plot.Setting(
            1,
            false,
            true,
            false,
            false,
            new Plot.Setting.Ways(ONE_WAY, ONE_WAY),
            Duration.ofMillis(1),
            Plot.Setting.MODELS_OWN);
    var settings = new HashMap<>(WorldSettings.of(usual));
    settings.remove("AVA_TRANSFER_NUMBER");
    settings.putAll(play.settings());
    return settings;
  }

  private static Link.Quality quality(int largest) {
    return new Link.Quality(ONE_WAY, Duration.ZERO, BUFFERS, largest);
  }

  private Door door() {
    var host = bridges.getLast().host;
    return host.actor().gone()
        ? new Door(balancer, _ -> new Answer.Refusal(502, "target gone"))
        : new Door(host.actor(), host::knock);
  }

  private void delivered(WorldQueue.Delivery delivery) {
    var begun = world.now();
    functions.summarise(delivery, done -> aws.sqs().settled(delivery, done, begun));
  }

  // time

  /// Lets time pass.
  public void pass(Duration length) {
    world.run(Duration.ofNanos(world.now()).plus(length));
  }

  /// Lets time pass until something is so.
  ///
  /// @return whether it is
  public boolean pass(BooleanSupplier until, Duration atMost) {
    return world.run(Duration.ofNanos(world.now()).plus(atMost), until);
  }

  public Clock clock() {
    return world.clock();
  }

  // who is there

  /// Places a call and returns at once.
  public PlacedCall place(CallPlan plan) {
    var call = network.place(plan);
    var lines = new ArrayList<LogCatcher.Line>();
    logs.put(call.callSid(), lines);
    LogCatcher.of(call.callSid(), lines::add);
    return call;
  }

  public ModelServer model() {
    return model;
  }

  /// The failures of all sessions of the model.
  public ModelFaults faults() {
    return faults;
  }

  /// The failures of the voice that reads out what the model writes.
  public PollyFaults voiceFaults() {
    return polly.faults();
  }

  /// The same for ElevenLabs.
  public ElevenLabsFaults elevenFaults() {
    return eleven.faults();
  }

  /// ElevenLabs, and what it was asked.
  public ElevenLabsServer elevenLabs() {
    return eleven.server();
  }

  /// The texts that Polly spoke, or began.
  public List<String> readOut() {
    return polly.spoken();
  }

  public Accidents accidents() {
    return accidents;
  }

  /// Another bridge, which takes the streams from now on.
  public Bridge startBridge() {
    var host = new BridgeHost(world.actor("bridge-" + (bridges.size() + 1)), around);
    var bridge = new Bridge(host);
    bridges.add(bridge);
    return bridge;
  }

  /// A process of the bridge.
  public static final class Bridge {
    private final BridgeHost host;

    private Bridge(BridgeHost host) {
      this.host = host;
    }

    /// It is told to end.
    public void drain() {
      host.drain(STOP_WITHIN);
    }

    /// It is gone from one moment to the next, with all its sockets.
    public void kill() {
      host.actor().kill();
    }

    public boolean gone() {
      return host.actor().gone();
    }

    /// How many calls are here, those included that are over and not wholly written.
    public int calls() {
      return gone() ? 0 : host.calls();
    }

    /// The whole process stops for a while.
    public void pause(Duration length) {
      host.actor().pause(length);
    }

    public void clockOff(Duration by) {
      host.actor().clockOff(by);
    }
  }

  // what goes wrong between them

  /// Nothing arrives at the model or from it for a while; then all of it does.
  public void stallModel(Duration length) {
    modelsDoor.links().forEach(link -> link.stall(length));
  }

  /// Nothing arrives at the model or from it any more, and nobody is told.
  public void halfOpenModel() {
    modelsDoor.links().forEach(Link::halfOpen);
  }

  /// The sweep that finishes what nobody announced.
  public void sweep() {
    functions.sweep();
  }

  // what is known

  public Optional<CallRecord> record(String callSid) {
    return aws.call(callSid);
  }

  public List<Turn> turns(String callSid) {
    return aws.turns(callSid);
  }

  /// The mails about a call, in their order.
  public List<Mail> mails(String callSid) {
    return mails.stream()
        .filter(taken -> taken.callSid().equals(callSid))
        .map(WorldMail.Taken::mail)
        .toList();
  }

  /// What is logged of a call at ERROR, each with its fields.
  public List<String> errors(String callSid) {
    return logs.getOrDefault(callSid, List.of()).stream()
        .filter(LogCatcher.Line::error)
        .map(line -> line.message() + " " + line.fields())
        .toList();
  }

  /// The messages that nobody could do anything with.
  public List<String> deadLetters() {
    return aws.sqs().dead().stream().map(WorldQueue.Message::body).toList();
  }

  /// What no function may do: throw.
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /// Whether all is done: no call is anywhere, no message, nothing that waits.
  public boolean settled() {
    return aws.sqs().left() == 0
        && world.fibers() == 0
        && network.calls().isEmpty()
        && bridges.stream().allMatch(bridge -> bridge.calls() == 0);
  }

  @Override
  public void close() {
    world.end();
    aws.close();
    logs.keySet().forEach(LogCatcher::forget);
  }

  static Duration ms(long ms) {
    return Duration.ofMillis(ms);
  }
}
