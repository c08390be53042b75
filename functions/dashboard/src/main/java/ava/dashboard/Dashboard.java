package ava.dashboard;

import ava.shared.call.CallSid;
import ava.shared.call.Timestamps;
import ava.shared.settings.Secret;
import ava.shared.table.Viewers.Viewer;
import ava.shared.web.FormFields;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.json.JsonMapper;

/// The page, and the paths behind the door: lists of calls, one call, what is decided about it, the
/// ticket for the live socket. [Desk#ASKING] says who asks. Safe for use by several threads.
final class Dashboard {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String CALL = "/api/calls/{callSid}";

  /// What leaves a line even when it finds nothing.
  private static final Set<String> NOTED = Set.of("GET /api/search", "GET /api/export.csv");

  private final Desk desk;
  private final Page page;
  private final Lists lists;
  private final OneCall call;
  private final Decisions decisions;
  private final Rights rights;
  private final Exports exports;
  private final Figures figures;
  private final Optional<URI> liveApi;
  private final List<Answer> answers =
      List.of(
          new Answer("GET /", (_, request) -> page(request)),
          new Answer("GET /dashboard", (_, request) -> page(request)),
          new Answer("GET /api/inbox", (_, request) -> lists().inbox(query(request))),
          new Answer("GET /api/calls", (_, request) -> lists().day(query(request))),
          new Answer("GET /api/search", (_, request) -> lists().search(query(request))),
          new Answer("POST /api/live-ticket", (_, _) -> liveTicket()),
          new Answer("GET /api/audit", (_, _) -> rights().trail()),
          new Answer("GET /api/figures", (_, _) -> figures().show()),
          new Answer("GET /api/callers/{number}/export", (name, _) -> exports().caller(name)),
          new Answer("GET /api/export.csv", (_, _) -> exports().table()),
          new Answer("POST /api/erasures", (_, request) -> rights().eraseNumber(request)),
          of("DELETE " + CALL, (sid, r) -> rights().erase(sid, r)),
          of("GET " + CALL + "/export", (sid, _) -> exports().call(sid)),
          of("GET " + CALL, (sid, _) -> call().show(sid)),
          of("GET " + CALL + "/turns", (sid, r) -> call().turns(sid, query(r).get("after"))),
          of("GET " + CALL + "/recording", (sid, r) -> call().recording(sid, r.header("Range"))),
          of("PUT " + CALL + "/follow-up", (sid, r) -> decisions().decide(sid, r)));

  /// A route as an HTTP API names it, and what answers it.
  private record Answer(String route, BiFunction<String, WebRequest, WebReply> reply) {
    String method() {
      return route.substring(0, route.indexOf(' '));
    }

    /// What stands for the one variable of the path, empty text without one; empty when the path is
    /// another.
    Optional<String> match(String path) {
      var ours = route.substring(route.indexOf(' ') + 1).split("/", -1);
      var theirs = path.split("/", -1);
      if (ours.length != theirs.length) {
        return Optional.empty();
      }
      var variable = "";
      for (var part = 0; part < ours.length; part++) {
        if (ours[part].startsWith("{")) {
          variable = theirs[part];
        } else if (!ours[part].equals(theirs[part])) {
          return Optional.empty();
        }
      }
      return Optional.of(variable);
    }
  }

  /// @param secret names numbers that were erased
  Dashboard(Desk desk, Assets assets, Optional<URI> liveApi, Secret secret) {
    this.desk = desk;
    this.page = new Page(assets, liveApi);
    this.lists = new Lists(desk);
    this.call = new OneCall(desk);
    this.decisions = new Decisions(desk);
    this.rights = new Rights(desk, secret);
    this.exports = new Exports(desk, call);
    this.figures = new Figures(desk);
    this.liveApi = liveApi;
  }

  WebReply answer(WebRequest request) {
    var there = answers.stream().filter(a -> a.match(request.path()).isPresent()).toList();
    if (there.isEmpty()) {
      return Problem.NOT_FOUND.reply("Cette page n’existe pas.");
    }
    return there.stream()
        .filter(answer -> answer.method().equals(request.method()))
        .findFirst()
        .map(answer -> answer.reply().apply(answer.match(request.path()).orElseThrow(), request))
        .orElseGet(() ->
            WebReply.wrongMethod(String.join(", ", there.stream().map(Answer::method).toList())));
  }

  /// The routes that are answered here.
  List<String> routes() {
    return answers.stream().map(Answer::route).toList();
  }

  /// Asks for everything once that only reads.
  void rehearse() {
    for (var route : routes()) {
      if (route.startsWith("GET ") && !NOTED.contains(route)) {
        var path =
            route
                .substring("GET ".length())
                .replace("{callSid}", CallSid.NOBODY.value())
                .replace("{number}", "+330");
        answer(WebRequest.of("GET", path, "day=2026-01-01&after=", Map.of(), "", false));
      }
    }
  }

  private static Answer of(String route, BiFunction<CallSid, WebRequest, WebReply> reply) {
    return new Answer(
        route,
        (name, request) ->
            CallSid.parse(name)
                .map(callSid -> reply.apply(callSid, request))
                .orElseGet(() ->
                    Problem.BAD_REQUEST.reply(
                        "L’identifiant d’un appel est «\u00a0CA\u00a0» suivi de 32 chiffres"
                            + " hexadécimaux.")));
  }

  private WebReply page(WebRequest request) {
    return page.reply(request.header("if-none-match"));
  }

  private Lists lists() {
    return lists;
  }

  private OneCall call() {
    return call;
  }

  private Rights rights() {
    return rights;
  }

  private Figures figures() {
    return figures;
  }

  private Exports exports() {
    return exports;
  }

  private Decisions decisions() {
    return decisions;
  }

  private static FormFields query(WebRequest request) {
    return FormFields.parse(request.rawQuery());
  }

  /// `{"url":"wss://…","ticket":"…","until":"…"}`: a socket that it opens is told nothing from then
  /// on.
  private WebReply liveTicket() {
    var visitor = Desk.ASKING.orElse(Visitor.NOBODY);
    var viewer = new Viewer(visitor.sub(), visitor.session(), visitor.until());
    var answer =
        JSON.createObjectNode()
            .put("url", liveApi.map(URI::toString).orElse(""))
            .put("ticket", desk.users().viewers().ticket(viewer))
            .put("until", Timestamps.format(viewer.until()));
    return WebReply.json(answer.toString());
  }
}
