package ava.bridge.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ava.bridge.call.Event;
import ava.bridge.call.Event.ModelLost.Cause;
import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.call.Speaker;
import ava.shared.call.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterTest {
  private final Interpreter interpreter =
      new Interpreter(Prices.of("gpt-realtime-2.1", "gpt-transcribe"), true);

  @Test
  void aCallersMessageIsPlacedOnce() {
    var committed =
        """
        {"type":"input_audio_buffer.committed","previous_item_id":"a1","item_id":"u1"}\
        """;
    var added =
        """
        {"type":"conversation.item.added","previous_item_id":"a1",
        "item":{"id":"u1","type":"message","role":"user"}}\
        """;

    assertThat(events(committed, added))
        .containsExactly(new Event.ItemPlaced("u1", Optional.of("a1"), Speaker.CALLER));
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "',\"audio_start_ms\":100', 2900", "',\"audio_start_ms\":3200', 0"})
  void whenHeBeganIsReckonedInTheAudioThatTheSessionWasGiven(String start, long ago) {
    interpreter.given(16_000);
    interpreter.given(8_000);
    var speech = "{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":\"u1\"" + start + "}";

    assertThat(events(speech))
        .containsExactly(new Event.SpeechStarted("u1", Duration.ofMillis(ago)));
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "',\"audio_end_ms\":2600', 400", "',\"audio_end_ms\":3200', 0"})
  void whenHeEndedIsReckonedInTheAudioThatTheSessionWasGiven(String end, long ago) {
    interpreter.given(24_000);
    var speech = "{\"type\":\"input_audio_buffer.speech_stopped\",\"item_id\":\"u1\"" + end + "}";

    assertThat(events(speech))
        .containsExactly(new Event.SpeechStopped("u1", Duration.ofMillis(ago)));
  }

  @Test
  void toolItemsAndMemoriesDoNotStandBetweenMessages() {
    var events =
        events(
            item("mem_1", null, "message", "assistant"),
            item("a1", "mem_1", "message", "assistant"),
            item("f1", "a1", "function_call", null),
            item("o1", "f1", "function_call_output", null),
            item("a2", "o1", "message", "assistant"));

    assertThat(events)
        .containsExactly(
            new Event.ItemPlaced("a1", Optional.empty(), Speaker.AVA),
            new Event.ItemPlaced("a2", Optional.of("a1"), Speaker.AVA));
  }

  @Test
  void aToolIsCalledOnceAndOnlyWhenItsCallIsWhole() {
    var whole = toolCall("completed");
    var cut = toolCall("incomplete");

    assertThat(events(cut, whole, whole))
        .containsExactly(
            new Event.ResponseStarted("r1"),
            new Event.ToolCalled("r1", "call_9", "raccrocher", "{}"));
  }

  @ParameterizedTest
  @CsvSource({
    "completed,,COMPLETED",
    "cancelled,,CANCELLED",
    "incomplete,,INCOMPLETE",
    "failed,rate_limit_exceeded,FAILED",
    "failed,server_error,FAILED",
    "failed,insufficient_quota,REFUSED",
    "unheard_of,,FAILED"
  })
  void aResponseEndsAsItsStatusSays(String status, @Nullable String code, Outcome outcome) {
    var error = code == null ? "null" : "{\"error\":{\"code\":\"" + code + "\"}}";
    var done =
        """
        {"type":"response.done","response":{"id":"r1","status":"%s","status_details":%s}}\
        """
            .formatted(status, error);

    assertThat(events(done)).containsExactly(new Event.ResponseEnded("r1", outcome, Usage.NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'duration','seconds':30}",
        "{'type':'tokens','input_tokens':310,'input_token_details':{'text_tokens':10,'audio_tokens':300}}"
      })
  void aTranscriptHasItsPrice(String usage) {
    var written =
        transcript("u1", "Bonjour.").replace("}", ",\"usage\":" + usage.replace('\'', '"') + "}");

    var heard = (Event.CallerTranscript) events(written).getFirst();

    assertThat(heard.usage().costUsd()).isCloseTo(0.00225, within(1e-9));
    assertThat(heard.usage().inputTokens()).isZero();
  }

  @Test
  void usageHasItsPrice() {
    var done =
        """
        {"type":"response.done","response":{"id":"r1","status":"completed","usage":{
        "input_tokens":1000,"output_tokens":300,
        "input_token_details":{"text_tokens":600,"audio_tokens":400,"cached_tokens":500,
        "cached_tokens_details":{"text_tokens":400,"audio_tokens":100}},
        "output_token_details":{"text_tokens":100,"audio_tokens":200}}}}\
        """;

    var ended = (Event.ResponseEnded) events(done).getFirst();

    assertThat(ended.usage())
        .usingRecursiveComparison()
        .ignoringFields("costUsd")
        .isEqualTo(new Usage(600, 400, 400, 100, 100, 200, 0));
    // 200·4 + 400·0.4 + 300·32 + 100·0.4 + 100·24 + 200·64, per million
    assertThat(ended.usage().costUsd()).isCloseTo(0.0258, within(1e-9));
  }

  @Test
  void aRunningResponseRefusesAnother() {
    assertThat(events(error("conversation_already_has_active_response")))
        .containsExactly(new Event.AnswerRefused());
  }

  @ParameterizedTest
  @CsvSource({
    "session_expired,TRANSIENT",
    "insufficient_quota,REFUSED",
    "invalid_api_key,REFUSED",
    "model_not_found,REFUSED",
    "beta_api_shape_disabled,REFUSED"
  })
  void someErrorsEndTheSession(String code, Cause cause) {
    assertThat(events(error(code))).containsExactly(new Event.ModelLost(cause, code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "response_cancel_not_active",
        "item_truncate_invalid_item_id",
        "input_audio_buffer_commit_empty",
        "invalid_value"
      })
  void otherErrorsLeaveItOpen(String code) {
    assertThat(events(error(code))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ask-7,rate_limit_exceeded,AskFailed",
    "ask-7,server_error,AskFailed",
    "ask-7,unheard_of,AskFailed",
    "turns-3,invalid_value,ModelLost",
    "truncate-4,invalid_value,''",
    "cancel-5,response_cancel_not_active,''",
    "item-6,invalid_value,''",
    "greeting-2,invalid_value,''",
    "audio-9,invalid_value,''",
    "somebody else's,rate_limit_exceeded,''"
  })
  void aRefusedCommandOfOursMeansWhatItsKindMeans(String id, String code, String kind) {
    var error =
        """
        {"type":"error","error":{"type":"x","code":"%s","message":"no","event_id":"%s"}}\
        """
            .formatted(code, id);

    var names = events(error).stream().map(event -> event.getClass().getSimpleName()).toList();
    assertThat(String.join(",", names)).isEqualTo(kind);
  }

  @Test
  void aToolWithoutAStatusIsCalledAndOneThatOnlyTheEndTellsOfAsWell() {
    var bare =
        """
        {"type":"response.output_item.done","response_id":"r1",
        "item":{"id":"f1","type":"function_call","name":"raccrocher","call_id":"c1"}}\
        """;
    var done =
        """
        {"type":"response.done","response":{"id":"r1","status":"completed","output":[
        {"type":"function_call","name":"raccrocher","call_id":"c1","arguments":"{}"},
        {"type":"function_call","name":"noter_message","call_id":"c2","arguments":"{}"}]}}\
        """;

    assertThat(events(bare, done))
        .containsExactly(
            new Event.ResponseStarted("r1"),
            new Event.ToolCalled("r1", "c1", "raccrocher", "{}"),
            new Event.ToolCalled("r1", "c2", "noter_message", "{}"),
            new Event.ResponseEnded("r1", Outcome.COMPLETED, Usage.NONE));
  }

  @Test
  void aResponseWithoutANameIsTheOneThatRuns() {
    var audio =
        """
        {"type":"response.output_audio.delta","response_id":"r1","item_id":"a1","delta":"AAAA"}\
        """;

    assertThat(
            events(
                "{\"type\":\"response.created\",\"response\":null}",
                audio,
                "{\"type\":\"response.done\",\"response\":{}}",
                audio))
        .containsExactly(
            new Event.ResponseStarted("r1"),
            new Event.AnswerAudio("r1", "a1", 0, "AAAA"),
            new Event.ResponseEnded("r1", Outcome.COMPLETED, Usage.NONE),
            new Event.AnswerAudio("r1", "a1", 0, "AAAA"));
  }

  @Test
  void aTranscriptGrowsWithoutItsNoise() {
    var delta =
        """
        {"type":"conversation.item.input_audio_transcription.delta","item_id":"u1","delta":"%s"}\
        """;

    assertThat(
            events(
                delta.formatted("Bonjour. "), delta.formatted("Sous-titrage Société Radio-Canada")))
        .containsExactly(
            new Event.CallerWords("u1", "Bonjour."), new Event.CallerWords("u1", "Bonjour."));
  }

  @Test
  void wordsThatNobodySaidAreNoWords() {
    assertThat(
            events(
                transcript("u1", "Bonjour, c'est Mme Petit."),
                transcript("u2", "Sous-titres réalisés par la communauté d'Amara.org"),
                transcript("u3", " … ")))
        .containsExactly(
            new Event.CallerTranscript("u1", "Bonjour, c'est Mme Petit.", Usage.NONE),
            new Event.CallerTranscript("u2", "", Usage.NONE),
            new Event.CallerTranscript("u3", "", Usage.NONE));
  }

  private List<Event> events(String... messages) {
    return List.of(messages).stream()
        .map(ModelCodec::decode)
        .flatMap(message -> interpreter.interpret(message).stream())
        .toList();
  }

  private static String item(
      String id, @Nullable String previous, String type, @Nullable String role) {
    return """
    {"type":"conversation.item.added","previous_item_id":%s,
    "item":{"id":"%s","type":"%s","role":%s}}\
    """
        .formatted(quoted(previous), id, type, quoted(role));
  }

  private static String toolCall(String status) {
    return """
    {"type":"response.output_item.done","response_id":"r1","output_index":0,
    "item":{"id":"f1","type":"function_call","status":"%s","name":"raccrocher",
    "call_id":"call_9","arguments":"{}"}}\
    """
        .formatted(status);
  }

  private static String error(String code) {
    return """
    {"type":"error","error":{"type":"invalid_request_error","code":"%s","message":"no"}}\
    """
        .formatted(code);
  }

  private static String transcript(String itemId, String text) {
    return """
    {"type":"conversation.item.input_audio_transcription.completed","item_id":"%s",
    "content_index":0,"transcript":"%s"}\
    """
        .formatted(itemId, text);
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "null" : "\"" + text + "\"";
  }
}
