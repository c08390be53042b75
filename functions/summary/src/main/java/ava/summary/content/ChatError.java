package ava.summary.content;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// An answer of the model's service that is no summary.
///
/// @param code OpenAI's error code or type, or nothing
record ChatError(int status, String code) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> NO_CREDIT =
      Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active");

  static ChatError of(int status, String body) {
    return new ChatError(status, code(body));
  }

  private static String code(String body) {
    try {
      var error = JSON.readTree(body).path("error");
      var code = error.path("code").asString("");
      return code.isEmpty() ? error.path("type").asString("") : code;
    } catch (JacksonException e) {
      // a gateway before the service answers in HTML
      return "";
    }
  }

  /// Whether the same request may work later.
  ///
  /// @param asked the header `x-should-retry`
  boolean again(@Nullable String asked) {
    if ("true".equals(asked) || "false".equals(asked)) {
      return "true".equals(asked);
    }
    return switch (status) {
      case 408, 409 -> true;
      case 429 -> !NO_CREDIT.contains(code);
      default -> status >= 500;
    };
  }

  SummaryUnavailable toException() {
    return new SummaryUnavailable(reason(), "HTTP " + status + " " + code);
  }

  private String reason() {
    return switch (status) {
      case 401, 403 -> "l’accès au service est refusé";
      case 404 -> "le modèle demandé n’existe pas";
      case 429 ->
          NO_CREDIT.contains(code) ? "le crédit du service est épuisé" : "le service est surchargé";
      default -> status >= 500 ? "le service est en panne" : "la demande n’a pas été acceptée";
    };
  }
}
