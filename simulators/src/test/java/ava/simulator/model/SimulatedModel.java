package ava.simulator.model;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Scenario;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.ToolCall;
import ava.simulator.scenario.When;
import ava.simulator.socket.RealtimeSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// A model on a real socket, for tests that talk with it: two lines of hers, two of a caller.
@Timeout(120)
abstract class SimulatedModel {
  static final Duration SILENCE = Duration.ofMillis(700);
  static final Clip FIRST = Clip.hum("bonjour, je voudrais un rendez-vous");
  static final Clip SECOND = Clip.join(List.of(Clip.hum("x"), Clip.hum("non, merci beaucoup")));
  static final String LINE = "Je vous écoute, madame, dites-moi tout ce que je dois noter.";
  static final String CREATE = "{\"type\":\"response.create\",\"event_id\":\"rc\"}";

  final List<Observation> observed = Collections.synchronizedList(new ArrayList<>());
  final RealtimeSimulator model =
      RealtimeSimulator.start(new ScenarioScript(scenario()), Pace.FAST, observed::add);
  Optional<ModelClient> open = Optional.empty();

  static Scenario scenario() {
    var when = new When.After(Duration.ZERO);
    return new Scenario(
        "test",
        "t",
        "+33612345678",
        "+33199001234",
        "b",
        List.of(
            new Step.AvaSays("Bonjour, ici Ava.", Optional.empty(), List.of(), List.of()),
            new Step.CallerSays(
                "Bonjour, je voudrais un rendez-vous.", FIRST, when, Optional.empty()),
            new Step.AvaSays(
                LINE,
                Optional.empty(),
                List.of(new ToolCall("noter_message", "{\"motif\":\"rendez-vous\"}")),
                List.of()),
            new Step.CallerSays("Non, merci beaucoup.", SECOND, when, Optional.empty()),
            new Step.AvaSays(
                "Au revoir.",
                Optional.empty(),
                List.of(),
                List.of(new ToolCall("raccrocher", "{}")))),
        List.of(),
        "GOODBYE");
  }

  @BeforeEach
  void noFaults() {
    model.faults().clear();
  }

  @AfterEach
  void close() {
    open.ifPresent(ModelClient::close);
    model.close();
  }

  ModelClient ready() {
    var client = ModelClient.ready(model);
    open = Optional.of(client);
    return client;
  }

  static String say(String text) {
    return "{\"type\":\"response.create\",\"response\":{\"instructions\":\"Dis exactement : « "
        + text
        + " »\"}}";
  }

  static String item(String role, String type, String text) {
    return "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\""
        + role
        + "\",\"content\":[{\"type\":\""
        + type
        + "\",\"text\":\""
        + text
        + "\"}]}}";
  }

  static byte[] audio(ModelClient client) {
    var audio = new java.io.ByteArrayOutputStream();
    client
        .seen("response.output_audio.delta")
        .forEach(delta -> audio.writeBytes(delta.path("delta").binaryValue()));
    return audio.toByteArray();
  }
}
