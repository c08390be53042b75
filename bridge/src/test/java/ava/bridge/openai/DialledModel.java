package ava.bridge.openai;

import ava.bridge.SteppedLoop;
import ava.bridge.call.Event;
import ava.bridge.call.Memory;
import ava.bridge.call.ModelLine;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sessions at a model that is dialled in virtual time, and all that their lines tell.
abstract class DialledModel {
  /// Those of [FakeModel], which repeats them.
  static final List<JsonNode> TOOLS =
      Stream.of("noter_message", "raccrocher")
          .map(name ->
              (JsonNode)
                  JsonMapper.shared().createObjectNode().put("type", "function").put("name", name))
          .toList();

  static final Instant NOW = Instant.parse("2026-11-22T09:41:12Z");
  static final Duration A_MOMENT = Duration.ofMillis(500);
  static final String SPEECH =
      "{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":\"u1\"}";

  final SteppedLoop loop = new SteppedLoop(NOW);
  final FakeModel model = new FakeModel(loop);
  final List<Event> events = new ArrayList<>();
  final RealtimeSessions sessions =
      new RealtimeSessions(
          loop,
          model,
          new SessionSettings(
              URI.create("https://model.example/v1"),
              this::key,
              "gpt-realtime-2.1",
              new SessionSettings.Transcription("gpt-transcribe", List.of("Ava")),
              new SessionSettings.Voice("marin", false),
              "Tu es Ava.",
              TOOLS));
  String key = "sk-test";

  String key() {
    return key;
  }

  ModelLine open(List<Memory> conversation) {
    return sessions.open(conversation, events::add);
  }

  ModelLine opened(List<Memory> conversation) {
    var line = open(conversation);
    loop.pass(A_MOMENT);
    return line;
  }
}
