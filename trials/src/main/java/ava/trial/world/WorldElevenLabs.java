package ava.trial.world;

import ava.bridge.speech.HttpQuestion;
import ava.simulator.scenario.Clip;
import ava.simulator.voice.ElevenLabsFaults;
import ava.simulator.voice.ElevenLabsServer;
import ava.trial.world.WorldDialer.Answer;
import ava.trial.world.WorldDialer.Door;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// ElevenLabs in the world, at an address of its own.
final class WorldElevenLabs {
  static final String VOICE = "Charlotte";
  private static final URI BASE = URI.create("https://eleven.world.invalid");

  private final ElevenLabsFaults faults = new ElevenLabsFaults();
  private final Actor actor;
  private final ElevenLabsServer server;

  /// @param mouth the sound of a text
  WorldElevenLabs(World world, Function<String, Clip> mouth) {
    this.actor = world.actor("elevenlabs");
    this.server = new ElevenLabsServer(actor, faults, List.of(VOICE), mouth);
  }

  /// What a bridge must be set to.
  static Map<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "ELEVENLABS_BASE_URL",
            BASE.toString(),
            "ELEVENLABS_API_KEY",
            "elevens-key-of-the-world"));
  }

  /// Whether it answers there.
  static boolean isAt(URI address) {
    return BASE.getHost().equals(address.getHost());
  }

  Door door(URI address) {
    return new Door(
        actor,
        headers ->
            switch (server.admit(address, headers)) {
              case ElevenLabsServer.Entry.Refused(var status, var body) ->
                  new Answer.Refusal(status, body);
              case ElevenLabsServer.Entry.Silence() -> new Answer.Silence();
              case ElevenLabsServer.Entry.Welcome(var session) -> new Answer.Taken(session);
            });
  }

  /// Answers at once, on the turn of who asks.
  HttpQuestion http() {
    return (address, headers) -> server.about(address, headers).status();
  }

  /// The failures to make.
  ElevenLabsFaults faults() {
    return faults;
  }

  ElevenLabsServer server() {
    return server;
  }
}
