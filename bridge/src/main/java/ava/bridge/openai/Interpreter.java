package ava.bridge.openai;

import ava.bridge.call.Event;
import ava.bridge.call.Event.ModelLost;
import ava.bridge.call.Event.ModelLost.Cause;
import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.call.Speaker;
import ava.shared.call.TranscriptNoise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns the server events of one session into events of the call. Keeps only what it needs to drop
/// what was said before, tool calls and responses by their id, items by their place, and the words
/// of transcripts that are still being written.
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
  private static final Set<String> UNFINISHED = Set.of("incomplete", "in_progress");
  private static final Set<String> HARMLESS =
      Set.of(
          "response_cancel_not_active",
          "item_truncate_invalid_item_id",
          "unsupported_content_type",
          "input_audio_buffer_commit_empty");

  private final Prices prices;
  private final boolean written;
  private final ItemOrder order = new ItemOrder();
  private final Set<String> toolCalls = new HashSet<>();
  private final Set<String> responses = new HashSet<>();
  private final Map<String, String> partial = new HashMap<>();
  private Optional<String> running = Optional.empty();
  private long givenBytes;

  /// @param written another voice reads out what the model writes; otherwise that says nothing
  Interpreter(Prices prices, boolean written) {
    this.prices = prices;
    this.written = written;
  }

  /// The session is given some of the caller's audio.
  void given(long audioBytes) {
    givenBytes += audioBytes;
  }

  private Duration since(@Nullable Long atMs) {
    var givenMs = givenBytes / Commands.BYTES_PER_MS;
    return Duration.ofMillis(atMs == null ? 0 : Math.max(0, givenMs - atMs));
  }

  /// What a server event means to the call, if anything.
  List<Event> interpret(ServerEvent message) {
    return switch (message) {
      case ServerEvent.SpeechStarted(var item, var startMs) ->
          List.of(new Event.SpeechStarted(item, since(startMs)));
      case ServerEvent.SpeechStopped(var item, var endMs) ->
          List.of(new Event.SpeechStopped(item, since(endMs)));
      case ServerEvent.Committed(var item, var previous) -> placed(item, previous, Speaker.CALLER);
      case ServerEvent.ItemAdded(var item, var previous) -> added(item, previous);
      case ServerEvent.TranscriptDelta(var item, var delta) -> transcribing(item, delta);
      case ServerEvent.Transcribed(var item, var text, var usage) -> {
        partial.remove(item);
        var words = TranscriptNoise.without(text == null ? "" : text);
        yield List.of(new Event.CallerTranscript(item, words, prices.usage(usage)));
      }
      case ServerEvent.TranscriptionFailed(var item) -> {
        partial.remove(item);
        yield List.of(new Event.TranscriptFailed(item));
      }
      case ServerEvent.ResponseCreated(var response) ->
          response == null || response.id() == null ? List.of() : started(response, response.id());
      case ServerEvent.AudioDelta(var id, var item, var part, var audio) ->
          within(id, new Event.AnswerAudio(id, item, part, audio));
      case ServerEvent.AudioDone(var id, var item, var part) ->
          within(id, new Event.AnswerAudioDone(id, item, part));
      case ServerEvent.TextDelta(var id, var item, var part, var delta) ->
          within(id, new Event.AnswerText(id, item, part, delta));
      case ServerEvent.TextDone(var id, var item, var part, var text) ->
          within(id, new Event.AnswerTextDone(id, item, part, text));
      case ServerEvent.WrittenDelta(var id, var item, var delta) ->
          written ? within(id, new Event.AnswerWritten(id, item, delta)) : List.of();
      case ServerEvent.WrittenDone(var id, var item, var text) ->
          written ? within(id, new Event.AnswerWrittenDone(id, item, text)) : List.of();
      case ServerEvent.OutputItemDone(var id, var item) -> {
        var call = toolCalled(id, item);
        yield call.isEmpty() ? List.of() : within(id, call.get());
      }
      case ServerEvent.ResponseDone(var response) ->
          ended(response == null ? ServerEvent.Response.UNSAID : response);
      case ServerEvent.Failure(var problem) ->
          failed(problem == null ? ServerEvent.Problem.UNSAID : problem);
      case ServerEvent.SessionCreated _, ServerEvent.SessionUpdated _, ServerEvent.Unknown _ ->
          List.of();
    };
  }

  /// A response that says something has begun, even if its beginning was not readable.
  private List<Event> within(String responseId, Event event) {
    var begun = started(responseId);
    return begun.isEmpty() ? List.of(event) : List.of(begun.getFirst(), event);
  }

  private List<Event> started(ServerEvent.Response response, String id) {
    if (response.standsIn()) {
      return responses.add(id) ? List.of(new Event.StandInStarted(id)) : List.of();
    }
    return started(id);
  }

  private List<Event> started(String responseId) {
    if (!responses.add(responseId)) {
      return List.of();
    }
    running = Optional.of(responseId);
    return List.of(new Event.ResponseStarted(responseId));
  }

  private List<Event> transcribing(String itemId, @Nullable String delta) {
    var words = partial.merge(itemId, delta == null ? "" : delta, String::concat);
    return List.of(new Event.CallerWords(itemId, TranscriptNoise.without(words)));
  }

  private List<Event> added(ServerEvent.Item item, @Nullable String previous) {
    var id = item.id();
    if (id == null) {
      return List.of();
    }
    var spoken = "message".equals(item.type()) && !id.startsWith(MEMORY);
    if (spoken && "user".equals(item.role())) {
      return placed(id, previous, Speaker.CALLER);
    }
    if (spoken && "assistant".equals(item.role())) {
      return placed(id, previous, Speaker.AVA);
    }
    order.skip(id, previous);
    return List.of();
  }

  private List<Event> placed(String itemId, @Nullable String previous, Speaker speaker) {
    return order.place(itemId)
        ? List.of(new Event.ItemPlaced(itemId, order.before(previous), speaker))
        : List.of();
  }

  private Optional<Event> toolCalled(String responseId, ServerEvent.Item item) {
    if (!"function_call".equals(item.type()) || UNFINISHED.contains(item.status() + "")) {
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

  /// A response that does not say which it is can only be the one that runs. Tools that were told
  /// of nowhere else are called before its end.
  private List<Event> ended(ServerEvent.Response response) {
    var id = response.id() == null ? running : Optional.of(response.id());
    if (id.isEmpty()) {
      return List.of();
    }
    var events = new ArrayList<Event>();
    if (response.output() != null && "completed".equals(response.status())) {
      for (var item : response.output()) {
        if (item != null) {
          toolCalled(id.get(), item).ifPresent(events::add);
        }
      }
    }
    responses.add(id.get());
    running = running.filter(other -> !other.equals(id.get()));
    events.add(
        new Event.ResponseEnded(id.get(), outcome(response), prices.usage(response.usage())));
    return events;
  }

  /// A status that is not said is taken for the usual one: the call hears whether Ava spoke.
  private static Outcome outcome(ServerEvent.Response response) {
    return switch (response.status() == null ? "completed" : response.status()) {
      case "completed" -> Outcome.COMPLETED;
      case "cancelled" -> Outcome.CANCELLED;
      case "incomplete" -> Outcome.INCOMPLETE;
      default -> failure(response);
    };
  }

  private static Outcome failure(ServerEvent.Response response) {
    var details = response.statusDetails();
    var error = details == null ? null : details.error();
    var code = error == null ? "unknown" : error.codeOrType();
    LOG.atWarn().addKeyValue("code", code).log("response failed");
    return FATAL.contains(code) ? Outcome.REFUSED : Outcome.FAILED;
  }

  private static List<Event> failed(ServerEvent.Problem problem) {
    var code = problem.codeOrType();
    if (code.equals("conversation_already_has_active_response")) {
      return List.of(new Event.AnswerRefused());
    }
    if (code.equals("session_expired") || FATAL.contains(code)) {
      return List.of(new ModelLost(cause(code), code));
    }
    log(problem, code);
    return switch (Commands.kindOf(problem.eventId())) {
      case Commands.ASK -> List.of(new Event.AskFailed());
      // a session that does not take turns would never answer by itself
      case Commands.TURNS -> List.of(new ModelLost(Cause.TRANSIENT, "turns refused: " + code));
      default -> List.of();
    };
  }

  private static void log(ServerEvent.Problem problem, String code) {
    var message = problem.message() == null ? "" : problem.message();
    var harmless = HARMLESS.contains(code) || message.contains("already shorter than");
    (harmless ? LOG.atDebug() : LOG.atWarn())
        .addKeyValue("code", code)
        .addKeyValue("problem", message.substring(0, Math.min(message.length(), 200)))
        .addKeyValue("clientEvent", problem.eventId() == null ? "" : problem.eventId())
        .log("model error");
  }

  /// Whether a code is worth another session.
  static Cause cause(String code) {
    return FATAL.contains(code) ? Cause.REFUSED : Cause.TRANSIENT;
  }
}
