package ava.trial.world;

import ava.bridge.AwsClients;
import ava.bridge.BridgeConfig;
import ava.bridge.Exchange;
import ava.bridge.call.Patience;
import ava.bridge.speech.SpeechClients;
import ava.bridge.twilio.StreamDoor;
import ava.shared.aws.AwsWaits;
import ava.shared.aws.Metrics;
import ava.shared.settings.Secret;
import ava.shared.settings.Settings;
import ava.trial.world.WorldDialer.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One process of the bridge: the real one, from its sockets inwards.
final class BridgeHost {
  /// The bridge's own.
  private static final AwsWaits WAITS =
      new AwsWaits(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5));

  private final Actor actor;
  private final Exchange exchange;
  private int names;
  private boolean empty;

  /// What surrounds all bridges.
  ///
  /// @param patience Ava's
  /// @param model where the model is reached
  /// @param toModel what the way there is like
  /// @param speech the services that speak, for each process
  record Around(
      WorldAws aws,
      Map<String, String> settings,
      Patience patience,
      WorldDialer.Directory model,
      Link.Quality toModel,
      Function<Actor, SpeechClients> speech) {}

  BridgeHost(Actor actor, Around around) {
    this.actor = actor;
    var config =
        BridgeConfig.from(new Settings(around.settings(), Secret::of)).with(around.patience());
    var aws = new AwsClients(around.aws().table(WAITS), around.aws().queue(WAITS));
    this.exchange =
        new Exchange(
            config,
            aws,
            Metrics.none(),
            new Exchange.Around(
                actor,
                new WorldDialer(actor, around.toModel(), around.model()),
                new WorldBeside(actor),
                this::name),
            around.speech().apply(actor));
    actor.execute(() -> exchange.open(() -> {}));
  }

  private String name() {
    names++;
    return actor.name() + "-" + names;
  }

  Actor actor() {
    return actor;
  }

  /// A handshake of Twilio's, on this process's turn.
  Answer knock(Map<String, String> headers) {
    var handshake =
        new StreamDoor.Handshake(
            Optional.ofNullable(headers.get(StreamDoor.SIGNATURE)), Optional.of("websocket"));
    var status = exchange.door().answer(handshake);
    return status == StreamDoor.UPGRADED
        ? new Answer.Taken(exchange.door()::open)
        : new Answer.Refusal(status, "");
  }

  /// The process is told to end: it does so when its calls are gone, or after the time that a
  /// container has.
  void drain(Duration patience) {
    actor.execute(() -> exchange.drain(this::close));
    actor.after(patience, actor::kill);
  }

  /// Keeps nothing ready any more.
  void close() {
    exchange.close();
    empty = true;
  }

  boolean draining() {
    return exchange.draining();
  }

  /// Whether it has drained and was closed.
  boolean empty() {
    return empty;
  }

  int calls() {
    return exchange.active();
  }
}
