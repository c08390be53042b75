package ava.summary.content;

import ava.summary.content.Summary.Category;
import ava.summary.content.Summary.Urgency;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the model answered, in the form that [ChatRequest] asks for.
record ModelAnswer(
    @JsonUnwrapped Caller caller, @JsonUnwrapped Matter matter, @JsonUnwrapped FollowUp followUp) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  record Caller(
      Optional<String> nom,
      Optional<String> societe,
      Optional<String> telephone,
      Optional<String> adresse,
      Optional<String> courriel) {}

  record Matter(
      String motif,
      Category categorie,
      Urgency urgence,
      Optional<String> phrase_urgence,
      String resume) {}

  record FollowUp(
      List<String> demandes, List<String> promesses, List<Todo> actions, Callback rappel) {}

  record Todo(String quoi, Optional<String> qui, Optional<String> pour_quand, int tour) {}

  record Callback(boolean souhaite, Optional<String> quand) {}

  /// @param body a chat completion
  /// @throws Cut when the answer ends too early
  /// @throws SummaryUnavailable when it is refused or makes no sense
  static ModelAnswer from(String body) {
    try {
      var choice = JSON.readTree(body).path("choices").path(0);
      return from(choice);
    } catch (JacksonException e) {
      throw unreadable("not in the form that was asked for", e);
    }
  }

  private static ModelAnswer from(JsonNode choice) {
    var message = choice.path("message");
    var reason = choice.path("finish_reason").asString("");
    if (reason.equals("length")) {
      throw new Cut();
    }
    if (reason.equals("content_filter") || message.path("refusal").isString()) {
      throw new SummaryUnavailable("le modèle a refusé de répondre", "refused: " + reason);
    }
    if (!reason.equals("stop") || !message.path("content").isString()) {
      throw new SummaryUnavailable("la réponse du modèle est illisible", "finished by " + reason);
    }
    var answer = JSON.readValue(message.path("content").stringValue(), ModelAnswer.class);
    if (answer == null || answer.matter.resume.isBlank() || answer.matter.motif.isBlank()) {
      throw new SummaryUnavailable("la réponse du modèle est vide", "empty summary");
    }
    return answer;
  }

  private static SummaryUnavailable unreadable(String detail, JacksonException e) {
    var unavailable = new SummaryUnavailable("la réponse du modèle est illisible", detail);
    // the cause's message quotes the answer, which holds what was said
    unavailable.setStackTrace(e.getStackTrace());
    return unavailable;
  }

  /// The answer was longer than allowed.
  static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
