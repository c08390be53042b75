package ava.dashboard;

import ava.shared.call.FiledCall;
import ava.shared.call.SearchText;
import ava.shared.call.Timestamps;
import ava.shared.message.DeskJson;
import ava.shared.table.AllAtOnce;
import ava.shared.table.CallLists;
import ava.shared.table.SearchEntries.Hit;
import ava.shared.web.FormFields;
import ava.shared.web.WebReply;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Lists of calls: what is to be called back, a day, what a search finds. Safe for use by several
/// threads.
final class Lists {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PAGE = 50;
  private static final int MOST_FOUND = 50;

  private final Desk desk;

  Lists(Desk desk) {
    this.desk = desk;
  }

  /// `{"calls":[…],"next":"…"}`
  WebReply inbox(FormFields query) {
    return page(JSON.createObjectNode(), query, after -> desk.lists().open(PAGE, after));
  }

  /// `{"day":"2026-11-22","calls":[…],"next":"…"}`
  WebReply day(FormFields query) {
    LocalDate day;
    try {
      day = query.find("day").map(LocalDate::parse).orElseGet(this::today);
    } catch (DateTimeParseException _) {
      return Problem.BAD_REQUEST.reply("Le jour doit être une date de la forme 2026-11-22.");
    }
    return page(
        JSON.createObjectNode().put("day", day.toString()),
        query,
        after -> desk.lists().onDay(day, PAGE, after));
  }

  /// `{"calls":[{…,"around":"…"}]}`, at most fifty
  WebReply search(FormFields query) {
    var asked = SearchText.of(query.get("q"));
    if (asked.isEmpty()) {
      return Problem.BAD_REQUEST.reply("Indiquez un nom, un numéro ou un mot à chercher.");
    }
    desk.audit().write(Desk.by(), "SEARCH", "", "");
    var answer = JSON.createObjectNode();
    var list = answer.putArray("calls");
    var hits = desk.search().find(asked.get(), desk.months(), MOST_FOUND);
    AllAtOnce.each(hits, this::found).forEach(call -> call.ifPresent(list::add));
    return WebReply.json(answer.toString());
  }

  private Optional<ObjectNode> found(Hit hit) {
    return desk.followUps()
        .find(hit.callSid())
        .filter(call -> !call.expired(desk.clock().instant()))
        .map(call -> DeskJson.call(call).put("around", hit.around()));
  }

  private static WebReply page(
      ObjectNode answer, FormFields query, Function<Optional<String>, CallLists.Page> lists) {
    CallLists.Page page;
    try {
      page = lists.apply(query.find("after").filter(after -> !after.isEmpty()));
    } catch (IllegalArgumentException _) {
      return Problem.BAD_REQUEST.reply("Cette suite de liste n’existe pas.");
    }
    var list = answer.putArray("calls");
    page.calls().stream().map((FiledCall call) -> DeskJson.call(call)).forEach(list::add);
    page.next().ifPresent(next -> answer.put("next", next));
    return WebReply.json(answer.toString());
  }

  private LocalDate today() {
    return desk.clock().instant().atZone(Timestamps.PARIS).toLocalDate();
  }
}
