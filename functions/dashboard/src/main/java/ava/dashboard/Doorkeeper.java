package ava.dashboard;

import ava.shared.table.AuditTrail;
import ava.shared.table.SignIns;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Lets those in whom the API's authorizer let through, unless they signed out since; and lets
/// nobody change anything who may only read. Safe for use by several threads.
final class Doorkeeper {
  /// Not read by its method, but by what it does.
  private static final String TICKET = "POST /api/live-ticket";

  private final SignIns signIns;
  private final AuditTrail audit;

  Doorkeeper(SignIns signIns, AuditTrail audit) {
    this.signIns = signIns;
    this.audit = audit;
  }

  /// @param claims of the token, as API Gateway hands them over; empty when it did not
  /// @param answer asked for while [Desk#ASKING] says who asks
  WebReply admit(Map<String, String> claims, WebRequest request, Supplier<WebReply> answer) {
    var visitor = Visitor.of(claims).flatMap(claimed -> claimed.knownBy(signIns));
    if (visitor.isEmpty()) {
      return Problem.UNKNOWN.reply("Votre session est terminée. Identifiez-vous de nouveau.");
    }
    return refusal(visitor.get(), request)
        .orElseGet(() -> ScopedValue.where(Desk.ASKING, visitor.get()).call(answer::get));
  }

  private Optional<WebReply> refusal(Visitor visitor, WebRequest request) {
    var route = request.method() + " " + request.path();
    var reads = Gate.reads(request) || route.equals(TICKET);
    if (visitor.role() == Visitor.Role.OWNER || (visitor.role() == Visitor.Role.READER && reads)) {
      return Gate.refuse(request);
    }
    audit.write(visitor.name(), "REFUSED", "", request.method());
    return Optional.of(
        Problem.NOT_ALLOWED.reply(
            visitor.role() == Visitor.Role.READER
                ? "Votre rôle, «\u00a0lecture\u00a0», ne permet que de lire."
                : "Votre compte n’a pas encore de rôle\u00a0: demandez-le au titulaire."));
  }
}
