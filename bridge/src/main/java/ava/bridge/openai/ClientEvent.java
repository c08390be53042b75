package ava.bridge.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Client events of the Realtime API that Ava sends. An unknown field makes the model drop the
/// whole event. The `event_id` comes back in the error that the event causes.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
sealed interface ClientEvent {

  @JsonTypeName("session.update")
  record SessionUpdate(String eventId, Session session) implements ClientEvent {}

  /// What is absent stays as it is.
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Session(
      String type,
      Optional<List<String>> outputModalities,
      Optional<String> instructions,
      Optional<Audio> audio,
      Optional<Reasoning> reasoning,
      Optional<List<JsonNode>> tools,
      Optional<String> toolChoice,
      Optional<Boolean> parallelToolCalls,
      Optional<Truncation> truncation) {

    /// A change of nothing but how turns are taken.
    static Session turns(TurnDetection turns) {
      var input = new Input(Optional.empty(), Optional.empty(), Optional.empty(), turns);
      return change(Optional.empty(), Optional.of(new Audio(input, Optional.empty())));
    }

    /// A change of nothing but whether answers are spoken or written.
    static Session modalities(List<String> modalities) {
      return change(Optional.of(modalities), Optional.empty());
    }

    private static Session change(Optional<List<String>> modalities, Optional<Audio> audio) {
      return new Session(
          "realtime",
          modalities,
          Optional.empty(),
          audio,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Audio(Input input, Optional<Output> output) {}

  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Input(
      Optional<Kind> format,
      Optional<Transcription> transcription,
      Optional<Kind> noiseReduction,
      TurnDetection turnDetection) {}

  record Output(Kind format, String voice) {}

  record Kind(String type) {}

  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Transcription(String model, String language, Optional<List<String>> keywords) {}

  record TurnDetection(
      String type,
      double threshold,
      int prefixPaddingMs,
      int silenceDurationMs,
      boolean createResponse,
      boolean interruptResponse) {}

  record Reasoning(String effort) {}

  record Truncation(String type, double retentionRatio) {}

  @JsonTypeName("input_audio_buffer.append")
  record AppendAudio(String eventId, String audio) implements ClientEvent {}

  /// Makes a turn of what was heard since the one before. No answer follows by itself.
  @JsonTypeName("input_audio_buffer.commit")
  record CommitAudio(String eventId) implements ClientEvent {}

  /// @param previousItemId `root` for the beginning; absent for the end
  @JsonTypeName("conversation.item.create")
  record CreateItem(String eventId, Optional<String> previousItemId, Item item)
      implements ClientEvent {}

  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Item(
      Optional<String> id,
      String type,
      Optional<String> role,
      Optional<List<Content>> content,
      Optional<String> callId,
      Optional<String> name,
      Optional<String> arguments,
      Optional<String> output) {

    static Item message(String id, String role, String contentType, String text) {
      return new Item(
          Optional.of(id),
          "message",
          Optional.of(role),
          Optional.of(List.of(new Content(contentType, text))),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    static Item toolCall(String id, String callId, String name, String arguments) {
      return new Item(
          Optional.of(id),
          "function_call",
          Optional.empty(),
          Optional.empty(),
          Optional.of(callId),
          Optional.of(name),
          Optional.of(arguments),
          Optional.empty());
    }

    static Item toolOutput(String id, String callId, String output) {
      return new Item(
          Optional.of(id),
          "function_call_output",
          Optional.empty(),
          Optional.empty(),
          Optional.of(callId),
          Optional.empty(),
          Optional.empty(),
          Optional.of(output));
    }
  }

  record Content(String type, String text) {}

  @JsonTypeName("conversation.item.truncate")
  record TruncateItem(String eventId, String itemId, int contentIndex, int audioEndMs)
      implements ClientEvent {}

  @JsonTypeName("response.create")
  record CreateResponse(String eventId, Optional<Response> response) implements ClientEvent {}

  /// @param instructions in place of the session's, for this response alone
  /// @param conversation `none` for a response beside the conversation
  /// @param input what such a response reads in place of the conversation
  /// @param metadata comes back with the response
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Response(
      String instructions,
      String toolChoice,
      Optional<String> conversation,
      Optional<List<String>> outputModalities,
      Optional<List<JsonNode>> input,
      Optional<Map<String, String>> metadata) {
    static Response exactly(String instructions) {
      return new Response(
          instructions,
          "none",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    /// Spoken beside the conversation, which has these words already.
    static Response spokenBeside(String instructions, Map<String, String> metadata) {
      return new Response(
          instructions,
          "none",
          Optional.of("none"),
          Optional.of(List.of("audio")),
          Optional.of(List.of()),
          Optional.of(metadata));
    }
  }

  @JsonTypeName("conversation.item.delete")
  record DeleteItem(String eventId, String itemId) implements ClientEvent {}

  @JsonTypeName("response.cancel")
  record CancelResponse(String eventId, String responseId) implements ClientEvent {}
}
