package ava.summary.content;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// An answer of the model's service that is no summary.
///
/// @param code OpenAI's error code or type, or nothing
/// @param parameter what of the request was refused, or nothing
record ChatError(int status, String code, String parameter) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern QUOTED = Pattern.compile("'([a-z_.]+)'");
  private static final Set<String> UNSUPPORTED =
      Set.of("unsupported_value", "unsupported_parameter", "unknown_parameter");
  private static final Set<String> NO_CREDIT =
      Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active");

  static ChatError of(int status, String body) {
    try {
      var error = JSON.readTree(body).path("error");
      var code = error.path("code").asString("");
      var named = error.path("param").asString("");
      return new ChatError(
          status,
          code.isEmpty() ? error.path("type").asString("") : code,
          named.isEmpty() ? quoted(error.path("message").asString("")) : named);
    } catch (JacksonException e) {
      // a gateway before the service answers in HTML
      return new ChatError(status, "", "");
    }
  }

  /// « Unsupported parameter: 'reasoning_effort' is not supported with this model. »
  private static String quoted(String message) {
    var found = QUOTED.matcher(message);
    return found.find() ? found.group(1) : "";
  }

  /// A part of the request that this model does not know.
  Optional<String> unsupported() {
    return Optional.of(parameter)
        .filter(name -> status == 400 && UNSUPPORTED.contains(code) && !name.isEmpty());
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
