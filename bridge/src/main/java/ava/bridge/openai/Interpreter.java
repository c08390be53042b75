package ava.bridge.openai;

import ava.bridge.call.Event;
import ava.bridge.call.Event.ModelLost;
import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.Speaker;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns the server events of one session into events of the call. Keeps only what it needs to drop
/// what was said before: tool calls by their id, items by their place.
final class Interpreter {
  /// The beginning of the ids of items that replay what the call already knows.
  static final String MEMORY = "mem_";

  private static final Logger LOG = LoggerFactory.getLogger(Interpreter.class);

  private static final Set<String> FATAL =
      Set.of(
          "insufficient_quota",
          "invalid_api_key",
          "model_not_found",
          "beta_api_shape_disabled",
          "account_deactivated",
          "billing_hard_limit_reached");
  private static final Set<String> HARMLESS =
      Set.of(
          "response_cancel_not_active",
          "item_truncate_invalid_item_id",
          "unsupported_content_type",
          "input_audio_buffer_commit_empty");

  private final Prices prices;
  private final ItemOrder order = new ItemOrder();
  private final Set<String> toolCalls = new HashSet<>();

  Interpreter(Prices prices) {
    this.prices = prices;
  }

  /// What a server event means to the call, if anything.
  Optional<Event> interpret(FromModel message) {
    return switch (message) {
      case FromModel.SpeechStarted(var item) -> Optional.of(new Event.SpeechStarted(item));
      case FromModel.SpeechStopped(var item) -> Optional.of(new Event.SpeechStopped(item));
      case FromModel.Committed(var item, var previous) -> placed(item, previous, Speaker.CALLER);
      case FromModel.ItemAdded(var item, var previous) -> added(item, previous);
      case FromModel.Transcribed(var item, var text, var usage) ->
          Optional.of(
              new Event.CallerTranscript(
                  item, TranscriptNoise.without(text == null ? "" : text), prices.usage(usage)));
      case FromModel.TranscriptionFailed(var item) -> Optional.of(new Event.TranscriptFailed(item));
      case FromModel.ResponseCreated(var response) ->
          Optional.of(new Event.ResponseStarted(response.id()));
      case FromModel.AudioDelta(var response, var item, var audio) ->
          Optional.of(new Event.AnswerAudio(response, item, audio));
      case FromModel.AudioDone(var response, var item) ->
          Optional.of(new Event.AnswerAudioDone(response, item));
      case FromModel.TextDelta(var response, var item, var delta) ->
          Optional.of(new Event.AnswerText(response, item, delta));
      case FromModel.TextDone(var response, var item, var text) ->
          Optional.of(new Event.AnswerTextDone(response, item, text));
      case FromModel.OutputItemDone(var response, var item) -> toolCalled(response, item);
      case FromModel.ResponseDone(var response) -> Optional.of(ended(response));
      case FromModel.Failure(var problem) -> failed(problem);
      case FromModel.SessionCreated _, FromModel.SessionUpdated _, FromModel.Unknown _ ->
          Optional.empty();
    };
  }

  private Optional<Event> added(FromModel.Item item, @Nullable String previous) {
    var id = item.id();
    if (id == null) {
      return Optional.empty();
    }
    var spoken = "message".equals(item.type()) && !id.startsWith(MEMORY);
    if (spoken && "user".equals(item.role())) {
      return placed(id, previous, Speaker.CALLER);
    }
    if (spoken && "assistant".equals(item.role())) {
      return placed(id, previous, Speaker.AVA);
    }
    order.skip(id, previous);
    return Optional.empty();
  }

  private Optional<Event> placed(String itemId, @Nullable String previous, Speaker speaker) {
    return order.place(itemId)
        ? Optional.of(new Event.ItemPlaced(itemId, order.before(previous), speaker))
        : Optional.empty();
  }

  private Optional<Event> toolCalled(String responseId, FromModel.Item item) {
    if (!"function_call".equals(item.type()) || !"completed".equals(item.status())) {
      return Optional.empty();
    }
    var callId = item.callId();
    var name = item.name();
    if (callId == null || name == null || !toolCalls.add(callId)) {
      return Optional.empty();
    }
    var arguments = item.arguments() == null ? "{}" : item.arguments();
    return Optional.of(new Event.ToolCalled(responseId, callId, name, arguments));
  }

  private Event ended(FromModel.Response response) {
    return new Event.ResponseEnded(
        response.id(), outcome(response), prices.usage(response.usage()));
  }

  private static Outcome outcome(FromModel.Response response) {
    return switch (response.status() == null ? "" : response.status()) {
      case "completed" -> Outcome.COMPLETED;
      case "cancelled" -> Outcome.CANCELLED;
      case "incomplete" -> Outcome.INCOMPLETE;
      default -> failure(response);
    };
  }

  private static Outcome failure(FromModel.Response response) {
    var details = response.statusDetails();
    var error = details == null ? null : details.error();
    var code = error == null ? "unknown" : error.codeOrType();
    LOG.atWarn().addKeyValue("code", code).log("response failed");
    return FATAL.contains(code) ? Outcome.REFUSED : Outcome.FAILED;
  }

  private static Optional<Event> failed(FromModel.Problem problem) {
    var code = problem.codeOrType();
    if (code.equals("conversation_already_has_active_response")) {
      return Optional.of(new Event.AnswerRefused());
    }
    if (code.equals("session_expired") || FATAL.contains(code)) {
      return Optional.of(new ModelLost(cause(code), code));
    }
    var message = problem.message() == null ? "" : problem.message();
    var harmless = HARMLESS.contains(code) || message.contains("already shorter than");
    (harmless ? LOG.atDebug() : LOG.atWarn())
        .addKeyValue("code", code)
        .addKeyValue("problem", message.substring(0, Math.min(message.length(), 200)))
        .addKeyValue("clientEvent", problem.eventId() == null ? "" : problem.eventId())
        .log("model error");
    return Optional.empty();
  }

  /// Whether a code is worth another session.
  static ModelLost.Cause cause(String code) {
    return FATAL.contains(code) ? ModelLost.Cause.REFUSED : ModelLost.Cause.TRANSIENT;
  }
}
