package ava.bridge;

import ava.bridge.call.CallFlow;
import ava.bridge.call.Voices;
import ava.bridge.openai.RealtimeSessions;
import ava.bridge.record.CallEndedQueue;
import ava.bridge.record.DynamoJournal;
import ava.bridge.record.EarlierCalls;
import ava.bridge.record.GreetingStore;
import ava.bridge.speech.ReadingVoices;
import ava.bridge.speech.SpeechClients;
import ava.bridge.twilio.StreamDoor;
import ava.shared.aws.Metrics;
import ava.shared.loop.Beside;
import ava.shared.loop.Dialer;
import ava.shared.loop.Loop;
import ava.shared.table.CallStore;
import ava.shared.table.LiveTalk;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// All of a bridge that lies between its sockets: the door where streams come in, the calls that
/// are here and the sessions with the model. It has no thread, socket, clock or chance of its own,
/// only what is [Around] it, and so lives in a simulation as it does on a server. Once it has
/// drained and is closed it leaves nothing behind: neither a timer on the loop nor an open socket.
/// Thread: the loop, except [#active].
public final class Exchange {
  /// Behind it whoever calls is greeted by the model, as where nobody has called before.
  private static final Duration GREETING_WITHIN = Duration.ofSeconds(1);

  private static final Duration MEMORY_WITHIN = Duration.ofMillis(1500);

  private final BridgeConfig config;
  private final Around around;
  private final SpeechClients speech;
  private final DynamoJournal.Stores stores;
  private final LiveTalk talk;
  private final CallMetrics figures;
  private final RealtimeSessions models;
  private final Optional<ReadingVoices> voices;
  private final CallDesk desk;
  private final StreamDoor door;
  private final LoopLag lag;
  private final boolean first;

  private Optional<Runnable> opening = Optional.empty();
  private Loop.Running opensLate = Loop.Running.OVER;

  public Exchange(BridgeConfig config, AwsClients clients, Metrics metrics, Around around) {
    this(config, clients, metrics, around, SpeechClients.REAL);
  }

  /// @param speech makes the clients of the voices that are chosen
  public Exchange(
      BridgeConfig config,
      AwsClients clients,
      Metrics metrics,
      Around around,
      SpeechClients speech) {
    this(
        config,
        stores(config, clients, around.loop()),
        new LiveTalk(clients.dynamoDb(), config.storage().callsTable(), around.loop().clock()),
        new CallMetrics(metrics),
        around,
        speech,
        true);
  }

  private Exchange(
      BridgeConfig config,
      DynamoJournal.Stores stores,
      LiveTalk talk,
      CallMetrics figures,
      Around around,
      SpeechClients speech,
      boolean first) {
    this.config = config;
    this.around = around;
    this.speech = speech;
    this.first = first;
    this.stores = stores;
    this.talk = talk;
    this.figures = figures;
    this.voices =
        speech.voices(
            config.voice(),
            new SpeechClients.Home(around.loop(), around.dialer(), around.beside()),
            config.rules().fixedTexts());
    this.models = new RealtimeSessions(around.loop(), around.dialer(), config.session());
    var flow = new CallFlow(config.rules());
    var earlier = new EarlierCalls(stores.calls(), around.loop(), around.beside(), MEMORY_WITHIN);
    var shared =
        new CallDesk.Shared(
            flow,
            new CallDesk.Speakers(
                models,
                voices.<Voices>map(v -> v).orElse(Voices.MODELS_OWN),
                config.voice().recorded()),
            config.toolbox(),
            stores,
            talk,
            earlier,
            figures);
    this.lag = new LoopLag(around.loop());
    this.desk = new CallDesk(around, shared, config.service().maxCalls(), lag);
    this.door = new StreamDoor(config.access(), desk, around.loop());
  }

  /// Another exchange of the same process, on another loop: it shares what is known of the table,
  /// the recorded greeting and the figures, and nothing that lives on a loop.
  Exchange onAnotherLoop(Around next) {
    return new Exchange(config, stores, talk, figures, next, speech, false);
  }

  private static DynamoJournal.Stores stores(BridgeConfig config, AwsClients clients, Loop loop) {
    return new DynamoJournal.Stores(
        new CallStore(
            clients.dynamoDb(),
            config.storage().callsTable(),
            config.storage().retention(),
            loop.clock()),
        new CallEndedQueue(clients.sqs(), config.storage().callEndedQueueUrl()),
        new GreetingStore(
            clients.dynamoDb(),
            config.storage().callsTable(),
            config.rules().greeting().text(),
            config.voice().id(),
            config.session().model(),
            loop.clock()),
        DynamoJournal.Stores.STANDARD_PAUSES);
  }

  /// What an exchange needs of the world.
  ///
  /// @param ids names that nobody has used before
  public record Around(Loop loop, Dialer dialer, Beside beside, Supplier<String> ids) {}

  /// Makes ready for calls: looks for the recorded greeting, unless another loop does, and keeps a
  /// session warm.
  ///
  /// @param ready runs once, in a later turn: when calls that come are greeted as they are to be,
  ///   or the table has not told in time how
  public void open(Runnable ready) {
    if (first) {
      opening = Optional.of(ready);
      opensLate = around.loop().after(GREETING_WITHIN, this::greets);
      around
          .beside()
          .run(() -> {
            stores.greetings().load();
            around
                .loop()
                .execute(() -> {
                  opensLate.cancel();
                  greets();
                  voices.ifPresent(this::warm);
                });
          });
    } else {
      voices.ifPresent(ReadingVoices::tryOut);
      around.loop().execute(ready);
    }
    models.keepWarm();
    lag.watch();
  }

  private void greets() {
    var ready = opening;
    opening = Optional.empty();
    ready.ifPresent(Runnable::run);
  }

  /// A voice reads the greeting that it has not recorded yet; otherwise it is only tried.
  private void warm(ReadingVoices voice) {
    if (stores.greetings().recording().isPresent()) {
      voice.tryOut();
      return;
    }
    voice.record(
        config.rules().greeting().text(),
        audio -> around.beside().run(() -> stores.greetings().record(audio)));
  }

  /// Where streams come in.
  public StreamDoor door() {
    return door;
  }

  /// How many calls are here, those included that are over and not wholly written. On any thread.
  public int active() {
    return desk.active();
  }

  /// Puts the number of the process's calls into the figures.
  public void tellActive() {
    figures.tellActive();
  }

  /// Refuses new streams and asks the calls that are here to end or go elsewhere.
  ///
  /// @param gone runs once all are gone and written
  public void drain(Runnable gone) {
    desk.drain(gone);
  }

  public boolean draining() {
    return desk.draining();
  }

  /// The model's key may be another one than before: a session that is kept ready has the present
  /// one.
  public void keyMayHaveChanged() {
    models.keyMayHaveChanged();
  }

  /// Keeps no session ready any more. Calls that are here keep theirs.
  public void close() {
    opensLate.cancel();
    opening = Optional.empty();
    lag.close();
    desk.close();
    models.close();
    voices.ifPresent(ReadingVoices::close);
  }
}
