package ava.dashboard;

import ava.shared.web.WebReply;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What went wrong, told in French. Each has a URI that never changes and a title. Source: RFC
/// 9457, "Problem Details for HTTP APIs".
enum Problem {
  BAD_REQUEST(400, "demande-invalide", "Demande invalide"),
  UNKNOWN(401, "non-identifie", "Identification requise"),
  NOT_ALLOWED(403, "non-permis", "Action non permise"),
  NOT_OURS(403, "autre-origine", "Demande venue d’ailleurs"),
  NOT_FOUND(404, "introuvable", "Introuvable"),
  BUSY(409, "pas-encore", "Pas encore possible"),
  OVERTAKEN(412, "modifie-entre-temps", "Modifié entre-temps"),
  TOO_LONG(413, "trop-long", "Trop long"),
  NOT_JSON(415, "type-inattendu", "Type de contenu inattendu"),
  INVALID(422, "valeurs-invalides", "Valeurs invalides"),
  UNSEEN(428, "version-absente", "Version absente"),
  AWAY(503, "indisponible", "Indisponible pour l’instant");

  private static final JsonMapper JSON = JsonMapper.shared();

  private final int status;
  private final String type;
  private final String title;

  Problem(int status, String type, String title) {
    this.status = status;
    this.type = type;
    this.title = title;
  }

  /// @param detail this case, in French
  WebReply reply(String detail) {
    return reply(body(detail));
  }

  /// The members of the answer, to which others may be added.
  ObjectNode body(String detail) {
    return JSON.createObjectNode()
        .put("type", "/problemes/" + type)
        .put("title", title)
        .put("status", status)
        .put("detail", detail);
  }

  WebReply reply(ObjectNode body) {
    return new WebReply(
        status, Map.of("Content-Type", "application/problem+json"), body.toString());
  }
}
