package ava.dashboard;

import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.Timestamps;
import ava.shared.message.CallJson;
import ava.shared.table.CallStore;
import ava.shared.twilio.SignedToken;
import ava.shared.web.FormFields;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The paths behind the door: the page, the calls of a day, one call, what was left on its
/// voicemail, the ticket for the live socket. Safe for use by several threads.
final class Dashboard {
  /// How long a ticket opens the live socket; the page asks for a new one each time it connects.
  static final Duration TICKET = Duration.ofMinutes(10);

  /// The subject of a viewer's ticket, as the live function expects it.
  static final String VIEWER = "viewer";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST_CALLS = 500;
  private static final String CALLS = "/api/calls";
  private static final String RECORDING = "/recording";

  private final Page page;
  private final CallStore calls;
  private final SignedToken tickets;
  private final Optional<URI> liveApi;
  private final Clock clock;

  Dashboard(CallStore calls, SignedToken tickets, Optional<URI> liveApi, Clock clock) {
    this.page = Page.of(liveApi);
    this.calls = calls;
    this.tickets = tickets;
    this.liveApi = liveApi;
    this.clock = clock;
  }

  WebReply answer(WebRequest request) {
    if (!request.method().equals("GET")) {
      return WebReply.wrongMethod("GET");
    }
    var path = request.path();
    return switch (path) {
      case "/", "/dashboard" -> page();
      case CALLS -> day(FormFields.parse(request.rawQuery()).find("day"));
      case "/api/live-ticket" -> liveTicket();
      default ->
          path.startsWith(CALLS + "/")
              ? ofCall(path.substring(CALLS.length() + 1), request)
              : error(404, "Cette page n’existe pas.");
    };
  }

  /// Asks for everything once. Only reads.
  void rehearse() {
    var call = CALLS + "/CA" + "0".repeat(32);
    List.of("/", CALLS, call, call + RECORDING, "/api/live-ticket")
        .forEach(path -> answer(WebRequest.of("GET", path, "day=2026-01-01", Map.of(), "", false)));
  }

  private WebReply page() {
    return new WebReply(
        200,
        Map.of(
            "Content-Type", "text/html; charset=utf-8", "Content-Security-Policy", page.policy()),
        page.html());
  }

  private WebReply day(Optional<String> asked) {
    LocalDate day;
    try {
      day = asked.map(LocalDate::parse).orElseGet(this::today);
    } catch (DateTimeParseException _) {
      return error(400, "Le jour doit être une date de la forme 2026-11-22.");
    }
    var answer = JSON.createObjectNode().put("day", day.toString());
    var list = answer.putArray("calls");
    calls.onDay(day, MOST_CALLS).forEach(call -> list.add(CallJson.call(call)));
    return WebReply.json(answer.toString());
  }

  private LocalDate today() {
    return clock.instant().atZone(Timestamps.PARIS).toLocalDate();
  }

  private WebReply ofCall(String path, WebRequest request) {
    var listening = path.endsWith(RECORDING);
    var name = listening ? path.substring(0, path.length() - RECORDING.length()) : path;
    var callSid = CallSid.parse(name);
    if (callSid.isEmpty()) {
      return error(400, "L’identifiant d’un appel est « CA » suivi de 32 chiffres hexadécimaux.");
    }
    return listening ? recording(callSid.get(), request.header("Range")) : call(callSid.get());
  }

  private WebReply call(CallSid callSid) {
    return calls
        .find(callSid)
        .map(call -> WebReply.json(whole(call).toString()))
        .orElseGet(() -> error(404, "Cet appel est inconnu ou n’est plus conservé."));
  }

  private WebReply recording(CallSid callSid, String range) {
    var audio = calls.recording(callSid);
    if (audio.isEmpty()) {
      return error(404, "Aucun message vocal n’est conservé pour cet appel.");
    }
    return AudioReply.of(audio.get(), range)
        .orElseGet(() -> error(413, "Ce message vocal est trop long pour être écouté ici."));
  }

  private ObjectNode whole(CallRecord call) {
    var answer = JSON.createObjectNode();
    answer.set("call", CallJson.call(call));
    var turns = answer.putArray("turns");
    calls.turns(call.callSid()).forEach(turn -> turns.add(CallJson.turn(turn)));
    call.summary()
        .map(CallRecord.Summary::json)
        .filter(json -> !json.isBlank())
        .ifPresent(json -> putSummary(answer, json));
    return answer;
  }

  private static void putSummary(ObjectNode answer, String json) {
    try {
      answer.set("summary", JSON.readTree(json));
    } catch (JacksonException _) {
      answer.putObject("summary").put("text", json);
    }
  }

  private WebReply liveTicket() {
    var answer =
        JSON.createObjectNode()
            .put("url", liveApi.map(URI::toString).orElse(""))
            .put("ticket", tickets.issue(VIEWER, TICKET));
    return WebReply.json(answer.toString());
  }

  private static WebReply error(int status, String sentence) {
    var answer = JSON.createObjectNode().put("error", sentence);
    return new WebReply(
        status, Map.of("Content-Type", "application/json; charset=utf-8"), answer.toString());
  }
}
