package ava.simulator.model;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The responses of a session: one at a time in the conversation, any number beside it. Belongs to
/// the loop.
final class Responses {
  private final CallerTurns.Session session;
  private final int number;
  private Optional<Answer> active = Optional.empty();

  /// @param number of the session
  Responses(CallerTurns.Session session, int number) {
    this.session = session;
    this.number = number;
  }

  /// The client's `response.create`.
  ///
  /// @param spoken how long the caller has spoken so far
  void create(JsonNode request, String eventId, Duration spoken) {
    var refused = session.faults().take(ModelFault.RefuseResponse.class);
    if (refused.isPresent()) {
      session.wire().sendError(Refusal.onPurpose(number, refused.get().code()), eventId);
      return;
    }
    var answer = new Answer(session, request, tokens(spoken));
    check(answer, request);
    if (session.faults().take(ModelFault.ForgetResponse.class).isPresent()) {
      return;
    }
    if (answer.inConversation()) {
      active = Optional.of(answer);
    }
    var instructions = request.path("instructions").asString("");
    answer.begin(session.player().replies(instructions, session.settings().tools(request)));
  }

  private void check(Answer answer, JsonNode request) {
    if (answer.inConversation() && active.isPresent()) {
      throw RefusedException.of(
          "conversation_already_has_active_response",
          "Conversation already has an active response in progress: "
              + active.get().id()
              + ". Wait until the response is finished before creating a new one.");
    }
    if (answer.speaks() && session.settings().mouth(request).isEmpty()) {
      throw RefusedException.of(
          "invalid_value", "This server has no such voice.", "response.audio");
    }
  }

  private ResponseCost tokens(Duration spoken) {
    var letters = session.conversation().letters();
    return new ResponseCost(letters + session.settings().instructions().length(), spoken);
  }

  /// The client's `response.cancel`.
  ///
  /// @param id empty for the active one
  void cancel(String id) {
    var running = active.filter(answer -> id.isEmpty() || answer.id().equals(id));
    if (running.isEmpty()) {
      throw RefusedException.of(
          "response_cancel_not_active", "Cancellation failed: no active response found");
    }
    running.get().cancel("client_cancelled");
  }

  /// The caller begins to speak.
  void spokenOver() {
    if (session.settings().interruptsResponse()) {
      active.ifPresent(answer -> answer.cancel("turn_detected"));
    }
  }

  /// The caller's turn is over.
  void turnEnded(Duration spoken) {
    if (session.settings().createsResponse() && active.isEmpty()) {
      create(JsonMapper.shared().createObjectNode(), "", spoken);
    }
  }

  void ended(Answer answer) {
    active = active.filter(running -> running != answer);
  }
}
