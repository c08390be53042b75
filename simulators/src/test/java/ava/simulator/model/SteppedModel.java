package ava.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.loop.Dialer.Dialled;
import ava.shared.loop.TextSocket;
import ava.simulator.SteppedWorld;
import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Checks;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MessageSchemas;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A model in a stepped world with one client, which keeps what comes.
final class SteppedModel implements SteppedWorld.Ear {
  private static final MessageSchemas SCHEMAS = MessageSchemas.fromModel();
  static final URI ADDRESS = URI.create("wss://model.example/v1/realtime?model=gpt-realtime-2.1");
  private static final Map<String, String> KEY = Map.of("Authorization", "Bearer sk-test");

  /// An event, or how the socket ended, and when.
  record Seen(Duration at, JsonNode event) {
    String type() {
      return event.path("type").asString("");
    }
  }

  final SteppedWorld world = new SteppedWorld();
  final ModelFaults faults = new ModelFaults();
  final ModelServer server;
  final List<Seen> seen = new ArrayList<>();
  private final Instant beginning = world.now();
  Optional<TextSocket> socket = Optional.empty();
  Optional<Dialled> refused = Optional.empty();
  int pongs;

  SteppedModel(Script script, Checks checks) {
    server = new ModelServer(world, script, Pace.USUAL, faults, CallObserver.NOBODY, checks);
    world.door(
        "/v1/realtime",
        (uri, headers, open) ->
            switch (server.admit(uri, headers)) {
              case ModelServer.Entry.Refused(var status, var body) ->
                  new Dialled.Refused(status, body);
              case ModelServer.Entry.Welcome(var session) -> open.apply(session);
            });
  }

  /// A client whose session is set up.
  SteppedModel ready() {
    dial(KEY);
    send(ModelClient.SESSION);
    world.run(Duration.ofMillis(100));
    return this;
  }

  void dial(Map<String, String> headers) {
    world.dial(
        ADDRESS,
        headers,
        Duration.ofSeconds(5),
        this,
        dialled -> {
          if (dialled instanceof Dialled.Open(var opened)) {
            socket = Optional.of(opened);
          } else {
            refused = Optional.of(dialled);
          }
        });
    world.run(Duration.ofMillis(50));
  }

  void send(String event) {
    socket.orElseThrow().send(event);
  }

  /// Speaks in real time.
  void speak(Clip clip) {
    var sound = Clip.join(List.of(clip, Clip.silence(Duration.ofSeconds(1))));
    for (var frame = 0; frame < sound.frames(); frame++) {
      var audio = Base64.getEncoder().encodeToString(sound.frame(frame));
      send("{\"type\":\"input_audio_buffer.append\",\"audio\":\"" + audio + "\"}");
      world.run(Duration.ofMillis(20));
    }
  }

  @Override
  public void text(String text) {
    var event = JsonMapper.shared().readTree(text);
    assertThat(SCHEMAS.problems(event)).as(text).isEmpty();
    seen.add(new Seen(elapsed(), event));
  }

  @Override
  public void pong() {
    pongs++;
  }

  @Override
  public void closed(OptionalInt code) {
    var event = JsonMapper.shared().createObjectNode().put("type", "closed");
    code.ifPresent(number -> event.put("code", number));
    seen.add(new Seen(elapsed(), event));
  }

  Duration elapsed() {
    return Duration.between(beginning, world.now());
  }

  List<Seen> seen(String type) {
    return seen.stream().filter(one -> one.type().equals(type)).toList();
  }

  Seen last() {
    return seen.getLast();
  }
}
