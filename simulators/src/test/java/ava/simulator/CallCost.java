package ava.simulator;

import ava.shared.loop.Dialer.Dialled;
import ava.shared.loop.TextSocket;
import ava.shared.settings.Secret;
import ava.simulator.model.ModelFaults;
import ava.simulator.model.ModelServer;
import ava.simulator.model.Pace;
import ava.simulator.model.ScenarioScript;
import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Checks;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Scenario;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.When;
import ava.simulator.twilio.Account;
import ava.simulator.twilio.CallPlan;
import ava.simulator.twilio.TelephoneNetwork;
import ava.simulator.wire.Fetcher;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/// Measures what a call of some 20 s costs in both simulators, with as little as possible between
/// them. To be run by hand.
final class CallCost {
  private static final String UPDATE =
      """
      {"type":"session.update","session":{"type":"realtime","audio":{
        "input":{"format":{"type":"audio/pcmu"},"transcription":{"model":"gpt-transcribe","language":"fr"},
          "turn_detection":{"type":"server_vad","silence_duration_ms":500}},
        "output":{"format":{"type":"audio/pcmu"}}}}}
      """;

  private CallCost() {}

  public static void main(String[] arguments) {
    var checks = Checks.valueOf(arguments[0]);
    var threads = ManagementFactory.getThreadMXBean();
    for (var round = 0; round < Integer.parseInt(arguments[1]); round++) {
      var before = threads.getCurrentThreadCpuTime();
      var frames = 0L;
      var calls = 50;
      for (var call = 0; call < calls; call++) {
        frames += call(checks, call);
      }
      var ms = (threads.getCurrentThreadCpuTime() - before) / 1e6 / calls;
      System.out.printf("%.2f ms a call of %d frames%n", ms, frames / calls);
    }
  }

  private static long call(Checks checks, int seed) {
    var world = new SteppedWorld();
    var model =
        new ModelServer(world, SCRIPT, Pace.USUAL, new ModelFaults(), CallObserver.NOBODY, checks);
    var twilio =
        new TelephoneNetwork(
            new TelephoneNetwork.Ports(world, world, world),
            Account.simulated(Secret.of("token")),
            new SplittableRandom(seed),
            checks);
    world.door(
        "/v1/realtime",
        (uri, headers, open) ->
            switch (model.admit(uri, headers)) {
              case ModelServer.Entry.Refused(var status, var body) ->
                  new Dialled.Refused(status, body);
              case ModelServer.Entry.Welcome(var session) -> open.apply(session);
            });
    world.door("/media-stream", (_, _, open) -> open.apply(socket -> new Relay(world, socket)));
    world.page(
        "/twiml",
        _ ->
            new Fetcher.Answer(
                200,
                "<Response><Connect><Stream url=\"wss://ava.example/media-stream\"/></Connect></Response>"));
    world.page("/call-status", _ -> new Fetcher.Answer(204, ""));
    var report = twilio.place(CallPlan.of(URI.create("https://ava.example"), SCENARIO)).report();
    world.run(Duration.ofMinutes(5));
    var done = report.join();
    if (!done.how().equals("CALLER") || model.conversation(1).size() < 6) {
      throw new IllegalStateException(done.how() + " " + model.conversation(1));
    }
    return done.counts().framesSent();
  }

  private static final Scenario SCENARIO =
      new Scenario(
          "test",
          "t",
          "+33612345678",
          "+33199001234",
          "b",
          List.of(
              ava("Bonjour, ici Ava, une intelligence artificielle. Que puis-je faire ?"),
              caller(
                  "Bonjour, je voudrais un rendez-vous.", new When.After(Duration.ofMillis(100))),
              ava("Bien sûr, je note cela pour vous tout de suite, pour quel jour ?"),
              caller("Mardi matin.", new When.After(Duration.ofMillis(600))),
              ava(
                  "C'est noté, on vous rappelle dans la matinée. Je vous souhaite une bonne journée."),
              caller("Non, laissez.", new When.Interrupt(Duration.ofMillis(2_000))),
              new Step.CallerHangsUp(new When.After(Duration.ofMillis(100)))),
          List.of(),
          "CALLER_HUNG_UP");

  private static final ScenarioScript SCRIPT = new ScenarioScript(SCENARIO);

  private static Step ava(String text) {
    return new Step.AvaSays(text, Optional.empty(), List.of(), List.of());
  }

  private static Step caller(String text, When when) {
    return new Step.CallerSays(text, Clip.hum(text), when, Optional.empty());
  }

  /// Audio both ways, and nothing else.
  private static final class Relay implements SteppedWorld.Ear {
    private final TextSocket twilio;
    private final SteppedWorld world;
    private Optional<TextSocket> model = Optional.empty();
    private String sid = "";

    private Relay(SteppedWorld world, TextSocket twilio) {
      this.world = world;
      this.twilio = twilio;
    }

    @Override
    public void text(String text) {
      if (text.startsWith("{\"event\":\"media\"") && model.isPresent()) {
        var from = text.indexOf("\"payload\":\"") + 11;
        model
            .get()
            .send(
                "{\"type\":\"input_audio_buffer.append\",\"audio\":\""
                    + text.substring(from, text.length() - 3)
                    + "\"}");
      } else if (text.startsWith("{\"event\":\"start\"")) {
        var from = text.indexOf("\"streamSid\":\"") + 13;
        sid = text.substring(from, from + 34);
        world.dial(
            URI.create("wss://model.example/v1/realtime?model=m"),
            Map.of("Authorization", "Bearer k"),
            Duration.ofSeconds(5),
            new FromModel(),
            dialled -> {
              model = Optional.of(((Dialled.Open) dialled).socket());
              model.get().send(UPDATE);
              model.get().send("{\"type\":\"response.create\"}");
            });
      }
    }

    @Override
    public void closed(OptionalInt code) {
      model.ifPresent(TextSocket::close);
    }

    private final class FromModel implements SteppedWorld.Ear {
      @Override
      public void text(String text) {
        if (text.startsWith("{\"type\":\"response.output_audio.delta\"")) {
          var from = text.indexOf("\"delta\":\"") + 9;
          twilio.send(
              "{\"event\":\"media\",\"streamSid\":\""
                  + sid
                  + "\",\"media\":{\"payload\":\""
                  + text.substring(from, text.length() - 2)
                  + "\"}}");
        } else if (text.startsWith("{\"type\":\"input_audio_buffer.speech_started\"")) {
          twilio.send("{\"event\":\"clear\",\"streamSid\":\"" + sid + "\"}");
        }
      }
    }
  }
}
