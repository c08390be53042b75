package ava.dashboard;

import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// Lets no other page act in the owner's name. None has his token, which no browser adds by itself;
/// should one ever come by it, what changes something needs a header of ours, which a foreign page
/// may not send without being asked for leave, and must come from the page's own origin.
final class Gate {
  static final String HEADER = "x-ava";

  private static final Set<String> ONLY_READ = Set.of("GET", "HEAD");
  private static final String REFUSAL = "Cette demande ne vient pas de la page d’Ava.";

  private Gate() {}

  /// Whether a request changes nothing, by its method.
  static boolean reads(WebRequest request) {
    return ONLY_READ.contains(request.method());
  }

  /// Why a request may not pass; empty when it may.
  static Optional<WebReply> refuse(WebRequest request) {
    if (reads(request)) {
      return Optional.empty();
    }
    if (!request.header(HEADER).equals("1") || !fromHere(request)) {
      return Optional.of(Problem.NOT_OURS.reply(REFUSAL));
    }
    return request.header("content-type").startsWith("application/json") || request.body().isEmpty()
        ? Optional.empty()
        : Optional.of(Problem.NOT_JSON.reply("Le corps doit être du JSON."));
  }

  /// A browser says where a request comes from; another client says nothing.
  private static boolean fromHere(WebRequest request) {
    var site = request.header("sec-fetch-site");
    var origin = request.header("origin");
    return (site.isEmpty() || site.equals("same-origin"))
        && (origin.isEmpty() || host(origin).equals(request.header("host")));
  }

  private static String host(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getRawAuthority()).orElse("");
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
