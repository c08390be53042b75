package ava.bridge.openai;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Server events of the Realtime API, as far as Ava reads them. Without what is required here an
/// event says nothing; everything else may be null or absent.
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "type",
    visible = true,
    defaultImpl = ServerEvent.Unknown.class)
sealed interface ServerEvent {

  @JsonTypeName("session.created")
  record SessionCreated(@Nullable Session session) implements ServerEvent {}

  @JsonTypeName("session.updated")
  record SessionUpdated(@Nullable Session session) implements ServerEvent {}

  /// @param expiresAt epoch seconds; 0 when it is not said
  record Session(long expiresAt, @Nullable Audio audio, @Nullable List<@Nullable Tool> tools) {
    static final Session UNSAID = new Session(0, null, null);

    record Audio(@Nullable Direction input, @Nullable Direction output) {}

    /// @param voice its name, or an object with the id of a voice that was made
    record Direction(@Nullable Format format, @Nullable JsonNode voice) {}

    record Format(@Nullable String type) {}

    record Tool(@Nullable String name) {}
  }

  /// @param audioStartMs in all audio that the session was given, a bit before he speaks
  @JsonTypeName("input_audio_buffer.speech_started")
  record SpeechStarted(String itemId, @Nullable Long audioStartMs) implements ServerEvent {
    public SpeechStarted {
      requireNonNull(itemId);
    }
  }

  /// @param audioEndMs in all audio that the session was given, the silence that told it included
  @JsonTypeName("input_audio_buffer.speech_stopped")
  record SpeechStopped(String itemId, @Nullable Long audioEndMs) implements ServerEvent {
    public SpeechStopped {
      requireNonNull(itemId);
    }
  }

  @JsonTypeName("input_audio_buffer.committed")
  record Committed(String itemId, @Nullable String previousItemId) implements ServerEvent {
    public Committed {
      requireNonNull(itemId);
    }
  }

  @JsonTypeName("conversation.item.added")
  record ItemAdded(Item item, @Nullable String previousItemId) implements ServerEvent {
    public ItemAdded {
      requireNonNull(item);
    }
  }

  /// An item of the conversation: a message, a tool call or its output.
  record Item(
      @Nullable String id,
      @Nullable String type,
      @Nullable String status,
      @Nullable String role,
      @Nullable String callId,
      @Nullable String name,
      @Nullable String arguments) {}

  @JsonTypeName("conversation.item.input_audio_transcription.delta")
  record TranscriptDelta(String itemId, @Nullable String delta) implements ServerEvent {
    public TranscriptDelta {
      requireNonNull(itemId);
    }
  }

  @JsonTypeName("conversation.item.input_audio_transcription.completed")
  record Transcribed(String itemId, @Nullable String transcript, @Nullable Transcription usage)
      implements ServerEvent {
    public Transcribed {
      requireNonNull(itemId);
    }
  }

  @JsonTypeName("conversation.item.input_audio_transcription.failed")
  record TranscriptionFailed(String itemId) implements ServerEvent {
    public TranscriptionFailed {
      requireNonNull(itemId);
    }
  }

  @JsonTypeName("response.created")
  record ResponseCreated(@Nullable Response response) implements ServerEvent {}

  @JsonTypeName("response.output_audio.delta")
  record AudioDelta(String responseId, String itemId, int contentIndex, String delta)
      implements ServerEvent {
    public AudioDelta {
      requireNonNull(responseId);
      requireNonNull(itemId);
      requireNonNull(delta);
    }
  }

  @JsonTypeName("response.output_audio.done")
  record AudioDone(String responseId, String itemId, int contentIndex) implements ServerEvent {
    public AudioDone {
      requireNonNull(responseId);
      requireNonNull(itemId);
    }
  }

  @JsonTypeName("response.output_audio_transcript.delta")
  record TextDelta(String responseId, String itemId, int contentIndex, String delta)
      implements ServerEvent {
    public TextDelta {
      requireNonNull(responseId);
      requireNonNull(itemId);
      requireNonNull(delta);
    }
  }

  @JsonTypeName("response.output_audio_transcript.done")
  record TextDone(String responseId, String itemId, int contentIndex, String transcript)
      implements ServerEvent {
    public TextDone {
      requireNonNull(responseId);
      requireNonNull(itemId);
      requireNonNull(transcript);
    }
  }

  /// An answer that is written and not spoken.
  @JsonTypeName("response.output_text.delta")
  record WrittenDelta(String responseId, String itemId, String delta) implements ServerEvent {
    public WrittenDelta {
      requireNonNull(responseId);
      requireNonNull(itemId);
      requireNonNull(delta);
    }
  }

  @JsonTypeName("response.output_text.done")
  record WrittenDone(String responseId, String itemId, String text) implements ServerEvent {
    public WrittenDone {
      requireNonNull(responseId);
      requireNonNull(itemId);
      requireNonNull(text);
    }
  }

  @JsonTypeName("response.output_item.done")
  record OutputItemDone(String responseId, Item item) implements ServerEvent {
    public OutputItemDone {
      requireNonNull(responseId);
      requireNonNull(item);
    }
  }

  @JsonTypeName("response.done")
  record ResponseDone(@Nullable Response response) implements ServerEvent {}

  record Response(
      @Nullable String id,
      @Nullable String status,
      @Nullable StatusDetails statusDetails,
      @Nullable List<@Nullable Item> output,
      @Nullable Tokens usage,
      @Nullable JsonNode metadata) {
    static final Response UNSAID = new Response(null, null, null, null, null, null);

    /// Whether we asked for it beside the conversation, in place of another voice.
    boolean standsIn() {
      return metadata != null
          && metadata.path(Commands.PURPOSE).asString("").equals(Commands.STAND_IN);
    }

    record StatusDetails(@Nullable String reason, @Nullable Problem error) {}
  }

  /// Cached tokens are part of the input tokens.
  record Tokens(
      long inputTokens,
      long outputTokens,
      @Nullable InputDetails inputTokenDetails,
      @Nullable Split outputTokenDetails) {
    record InputDetails(
        long textTokens,
        long audioTokens,
        long cachedTokens,
        @Nullable Split cachedTokensDetails) {}

    record Split(long textTokens, long audioTokens) {}
  }

  /// What a transcript is charged by: seconds, or tokens of which ten are a second.
  record Transcription(double seconds, Tokens.@Nullable Split inputTokenDetails) {
    double length() {
      return inputTokenDetails == null ? seconds : inputTokenDetails.audioTokens() / 10.0;
    }
  }

  @JsonTypeName("error")
  record Failure(@Nullable Problem error) implements ServerEvent {}

  /// @param eventId the client event that caused it
  record Problem(
      @Nullable String type,
      @Nullable String code,
      @Nullable String message,
      @Nullable String eventId) {
    static final Problem UNSAID = new Problem(null, null, null, null);

    String codeOrType() {
      return code != null ? code : type != null ? type : "unknown";
    }
  }

  /// An event that Ava has no use for, one of the future, or no event at all.
  record Unknown(@JsonProperty("type") @Nullable String type) implements ServerEvent {}
}
