package ava.bridge.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.Schemas;
import ava.bridge.call.Effect;
import ava.bridge.call.Memory;
import ava.bridge.tools.Toolbox;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Speaker;
import ava.shared.settings.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ModelCodecTest {
  @Test
  void everyServerEventHasAnExampleThatBecomesIt() {
    var met =
        Schemas.realtimeExamples().stream()
            .map(JsonMapper.shared()::readTree)
            .filter(line -> line.get("direction").stringValue().equals("server"))
            .map(line -> ModelCodec.decode(line.get("event").toString()))
            .map(Object::getClass)
            .collect(Collectors.toSet());

    assertThat(met)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(ServerEvent.class.getPermittedSubclasses()));
  }

  @Test
  void fieldsKeepTheirValues() {
    assertThat(
            ModelCodec.decode(
                """
                {"type":"response.output_audio.delta","event_id":"e16","response_id":"resp_1",
                "item_id":"item_A1","output_index":0,"content_index":0,"delta":"//7+"}\
                """))
        .isEqualTo(new ServerEvent.AudioDelta("resp_1", "item_A1", 0, "//7+"));
    assertThat(
            ModelCodec.decode(
                """
                {"type":"input_audio_buffer.committed","previous_item_id":null,"item_id":"u1"}\
                """))
        .isEqualTo(new ServerEvent.Committed("u1", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "null",
        "[]",
        "{}",
        "{\"type\":\"response.of.tomorrow\",\"x\":1}",
        "{\"type\":\"response.output_audio.delta\"}",
        "{\"type\":7}"
      })
  void whatIsNoEventIsUnknown(String text) {
    assertThat(ModelCodec.decode(text)).isInstanceOf(ServerEvent.Unknown.class);
  }

  @Test
  void everyClientEventIsValidAgainstTheSchemaAndHasItsOwnId() {
    var sent = everyCommand();

    assertThat(effects().stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(Effect.ToModel.class.getPermittedSubclasses());
    assertThat(sent.stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(ClientEvent.class.getPermittedSubclasses());
    var schema = Schemas.toModel();
    sent.forEach(event -> schema.assertValid(ModelCodec.encode(event)));
    assertThat(
            sent.stream()
                .map(event -> JsonMapper.shared().readTree(ModelCodec.encode(event)))
                .map(event -> event.get("event_id").stringValue()))
        .doesNotHaveDuplicates();
  }

  @Test
  void onlyAReasoningModelIsToldHowToReason() {
    var reasoning = ModelCodec.encode(new Commands().configure(settings("gpt-realtime-2.1-mini")));
    var plain = ModelCodec.encode(new Commands().configure(settings("gpt-realtime-1.5")));

    assertThat(reasoning).contains("\"reasoning\"", "\"parallel_tool_calls\":false");
    assertThat(plain).doesNotContain("reasoning", "parallel_tool_calls");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-transcribe, true",
    "gpt-live-transcribe, true",
    "gpt-transcribe-2026-10-01, true",
    "gpt-4o-transcribe, false",
    "gpt-4o-mini-transcribe, false",
    "gpt-4o-transcribe-diarize, false",
    "whisper-1, false",
    "gpt-realtime-whisper, false",
    "gpt-x, false"
  })
  void onlyATranscriptionThatTakesKeywordsIsToldThem(String transcription, boolean told) {
    var settings = settings("gpt-realtime-2.1", transcription);

    assertThat(ModelCodec.encode(new Commands().configure(settings)).contains("\"keywords\""))
        .isEqualTo(told);
  }

  @Test
  void theAddressOfTheSessionComesFromTheAddressOfTheApi() {
    assertThat(settings("gpt-realtime-2.1").realtimeUrl())
        .isEqualTo(URI.create("wss://api.openai.com/v1/realtime?model=gpt-realtime-2.1"));
  }

  /// Every client event that Ava sends.
  static List<ClientEvent> everyCommand() {
    var commands = new Commands();
    var sent = new ArrayList<ClientEvent>();
    for (var model : List.of("gpt-realtime-2.1", "gpt-realtime-1.5")) {
      sent.add(commands.configure(settings(model)));
    }
    effects().forEach(effect -> sent.add(commands.command(effect)));
    sent.addAll(
        commands.replay(
            List.of(
                new Memory.Said(Speaker.AVA, "Bonjour."),
                new Memory.Said(Speaker.CALLER, "Bonjour, c'est Mme Petit."),
                new Memory.UsedTool("call_9", "noter_message", "{}", "{\"ok\":true}"),
                new Memory.Fact("L'appel a été coupé."))));
    return sent;
  }

  private static SessionSettings settings(String model) {
    return settings(model, "gpt-transcribe");
  }

  private static SessionSettings settings(String model, String transcription) {
    return new SessionSettings(
        URI.create("https://api.openai.com/v1"),
        Secret.of("sk-test"),
        model,
        new SessionSettings.Transcription(transcription, List.of("cabinet Durand", "Ava")),
        new SessionSettings.Voice("marin", false),
        "Tu es Ava.",
        Toolbox.with(Optional.of(new PhoneNumber("+33142000000"))).definitions());
  }

  private static List<Effect.ToModel> effects() {
    return List.of(
        new Effect.Append("fn5+"),
        new Effect.AppendSilence(20),
        new Effect.EndTurn(),
        new Effect.TakeTurns(),
        new Effect.Ask(Optional.of("Dis bonjour.")),
        new Effect.StandIn("Dis au revoir."),
        new Effect.SpeakYourself(true),
        new Effect.SpeakYourself(false),
        new Effect.PutHeard("item_A1", "Bonjour."),
        new Effect.Forget("item_A1"),
        new Effect.Cancel("resp_1"),
        new Effect.Truncate("item_A1", 0, 1480),
        new Effect.RecallGreeting("greeting", "Bonjour."),
        new Effect.Inform("Le cabinet ferme à 18 h."),
        new Effect.AnswerTool("call_9", "{\"ok\":true}"),
        new Effect.SettleTool("call_8", Effect.SettleTool.Settled.LATE));
  }
}
