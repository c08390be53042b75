package ava.dashboard;

import ava.shared.call.CallSid;
import ava.shared.call.FiledCall;
import ava.shared.call.FollowUp;
import ava.shared.call.FollowUp.Decision;
import ava.shared.call.FollowUp.State;
import ava.shared.message.DeskJson;
import ava.shared.table.FollowUps.Outcome;
import ava.shared.table.FollowUps.Wish;
import ava.shared.table.Retention;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the owner decides about a call: `PUT …/follow-up` with the whole state, and with the
/// version that he saw in `If-Match`. Safe for use by several threads.
final class Decisions {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

  private final Desk desk;

  Decisions(Desk desk) {
    this.desk = desk;
  }

  /// The version of a call's state, as `ETag` and `If-Match` write it.
  static String tag(FiledCall call) {
    return "\"" + call.followUp().version() + "\"";
  }

  /// Takes `{"state":"CALLED_BACK","due":"…","note":"…"}` and answers with the call as it is then.
  WebReply decide(CallSid callSid, WebRequest request) {
    var seen = VERSION.matcher(request.header("if-match"));
    if (!seen.matches()) {
      return Problem.UNSEEN.reply(
          "La demande doit dire quelle version de l’appel elle modifie (If-Match).");
    }
    var body = body(request);
    if (body.isEmpty()) {
      return Problem.BAD_REQUEST.reply("Le corps de la demande n’est pas un objet JSON.");
    }
    var errors = new TreeMap<String, String>();
    var wish = wish(body.get(), errors);
    if (!errors.isEmpty()) {
      var problem = Problem.INVALID.body("Certaines valeurs ne conviennent pas.");
      problem.set("champs", JSON.valueToTree(errors));
      return Problem.INVALID.reply(problem);
    }
    var by = new Decision(Desk.by(), desk.clock().instant());
    return reply(desk.followUps().decide(callSid, Long.parseLong(seen.group(1)), wish, by));
  }

  private WebReply reply(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(var call, var noted) -> {
        if (noted) {
          remember(call);
        }
        yield found(call);
      }
      case Outcome.Overtaken(var call) -> overtaken(call);
      case Outcome.Spent(var call) -> overtaken(call);
      case Outcome.Unknown() ->
          Problem.NOT_FOUND.reply("Cet appel est inconnu ou n’est plus conservé.");
    };
  }

  /// Makes the note findable, and no longer the one before.
  private void remember(FiledCall call) {
    var expiry = call.expiresAt().orElseGet(() -> Retention.STANDARD.until(desk.clock().instant()));
    desk.search()
        .note(call.call().callSid(), call.call().startedAt(), call.followUp().note(), expiry);
  }

  private static WebReply found(FiledCall call) {
    return new WebReply(
        200,
        Map.of("Content-Type", "application/json; charset=utf-8", "ETag", tag(call)),
        DeskJson.call(call).toString());
  }

  private static WebReply overtaken(FiledCall call) {
    var problem = Problem.OVERTAKEN.body("Cet appel a été modifié entre-temps.");
    problem.set("actuel", DeskJson.call(call));
    return Problem.OVERTAKEN.reply(problem);
  }

  private static Optional<JsonNode> body(WebRequest request) {
    try {
      return request.text().map(JSON::readTree).filter(JsonNode::isObject);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Wish wish(JsonNode body, Map<String, String> errors) {
    return new Wish(state(body, errors), due(body, errors), note(body, errors));
  }

  private static State state(JsonNode body, Map<String, String> errors) {
    try {
      return State.valueOf(body.path("state").asString(""));
    } catch (IllegalArgumentException _) {
      errors.put("state", "L’état doit être l’un de ceux que l’API décrit.");
      return State.NOTHING;
    }
  }

  private static Optional<Instant> due(JsonNode body, Map<String, String> errors) {
    var due = body.path("due").asString("");
    try {
      return due.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(due));
    } catch (DateTimeParseException _) {
      errors.put("due", "L’échéance doit être un instant de la forme 2026-11-22T09:00:00Z.");
      return Optional.empty();
    }
  }

  private static String note(JsonNode body, Map<String, String> errors) {
    var note = body.path("note").asString("");
    if (note.length() > FollowUp.LONGEST_NOTE) {
      errors.put("note", "La note compte au plus 2 000 caractères.");
      return "";
    }
    return note;
  }
}
