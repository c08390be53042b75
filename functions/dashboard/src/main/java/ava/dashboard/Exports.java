package ava.dashboard;

import ava.shared.call.CallCost;
import ava.shared.call.CallSid;
import ava.shared.call.FiledCall;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Timestamps;
import ava.shared.message.DeskJson;
import ava.shared.table.Retention;
import ava.shared.web.WebReply;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Calls to take away: one or all of a caller as JSON, all as a table. Each leaves a line in the
/// audit trail first. Safe for use by several threads.
final class Exports {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// A spreadsheet takes a cell that begins so for a formula.
  private static final Pattern FORMULA = Pattern.compile("[=+@\t\r-].*", Pattern.DOTALL);

  private static final List<String> COLUMNS =
      List.of(
          "appel", "reçu", "fin", "numéro", "nom", "motif", "état", "échéance", "note", "coût €");

  private final Desk desk;
  private final OneCall calls;

  Exports(Desk desk, OneCall calls) {
    this.desk = desk;
    this.calls = calls;
  }

  WebReply call(CallSid callSid) {
    return calls
        .find(callSid)
        .map(call -> {
          desk.audit().write(Desk.by(), "EXPORT", callSid.value(), "");
          return file(
              "application/json", "appel-" + callSid + ".json", calls.whole(call).toString());
        })
        .orElseGet(() -> Problem.NOT_FOUND.reply("Cet appel est inconnu ou n’est plus conservé."));
  }

  /// `{"calls":[{"call":{…},"turns":[…],…}]}`
  WebReply caller(String number) {
    var caller = new PhoneNumber(number);
    if (!caller.dialable()) {
      return Problem.BAD_REQUEST.reply("Indiquez un numéro complet, de la forme +33612345678.");
    }
    var answer = JSON.createObjectNode();
    var list = answer.putArray("calls");
    for (var call : Days.from(desk, caller)) {
      desk.audit().write(Desk.by(), "EXPORT", call.call().callSid().value(), "caller");
      list.add(calls.whole(call));
    }
    return file("application/json", "appelant.json", answer.toString());
  }

  /// All calls that are kept, latest first, as spreadsheets of French offices read them.
  WebReply table() {
    desk.audit().write(Desk.by(), "EXPORT", "", "table");
    var rows =
        Days.latest(desk, Retention.MOST_DAYS + 1).reversed().stream()
            .flatMap(day -> day.calls().stream())
            .map(Exports::row);
    var csv =
        Stream.concat(Stream.of(String.join(";", COLUMNS)), rows)
            .collect(Collectors.joining("\r\n", "\ufeff", "\r\n"));
    return file("text/csv; charset=utf-8", "appels.csv", csv);
  }

  private static String row(FiledCall filed) {
    var call = filed.call();
    var brief = DeskJson.call(filed).path("brief");
    return Stream.of(
            call.callSid().value(),
            Timestamps.format(call.startedAt()),
            call.endedAt().map(Timestamps::format).orElse(""),
            call.from().displayed(),
            brief.path("name").asString(""),
            brief.path("reason").asString(""),
            filed.followUp().state().words(),
            filed.followUp().due().map(Timestamps::format).orElse(""),
            filed.followUp().note(),
            String.format(Locale.FRANCE, "%.4f", CallCost.of(call).total()))
        .map(Exports::cell)
        .collect(Collectors.joining(";"));
  }

  private static String cell(String text) {
    var safe = FORMULA.matcher(text).matches() ? "'" + text : text;
    return "\"" + safe.replace("\"", "\"\"") + "\"";
  }

  private static WebReply file(String type, String name, String content) {
    return new WebReply(
        200,
        Map.of(
            "Content-Type", type, "Content-Disposition", "attachment; filename=\"" + name + "\""),
        content);
  }
}
