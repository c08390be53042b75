package ava.shared.table;

import static ava.shared.table.CallItem.number;
import static ava.shared.table.CallItem.text;
import static ava.shared.table.CallItem.time;

import ava.shared.call.FollowUp;
import ava.shared.call.FollowUp.Decision;
import ava.shared.call.FollowUp.State;
import ava.shared.call.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A follow-up as attributes of its call's item. Two of them place the call in the index `open`,
/// and only while it is to be called back: urgent ones first, then by what is due, then by age.
final class FollowUpItem {
  static final String OPEN = "OPEN";

  /// Sorts behind every instant.
  private static final String NEVER = "9999";

  private FollowUpItem() {}

  static FollowUp of(Map<String, AttributeValue> item) {
    return new FollowUp(
        string(item, "followUp").map(State::valueOf).orElse(State.NOTHING),
        Optional.ofNullable(item.get("urgent")).map(AttributeValue::bool).orElse(false),
        string(item, "dueAt").map(Instant::parse),
        string(item, "note").orElse(""),
        Optional.ofNullable(item.get("followUpVersion")).map(v -> Long.parseLong(v.n())).orElse(0L),
        string(item, "decidedAt")
            .map(at -> new Decision(string(item, "decidedBy").orElse(""), Instant.parse(at))));
  }

  /// All attributes of a follow-up; those that must not be there are empty.
  static Map<String, Optional<AttributeValue>> attributes(FollowUp followUp, Instant startedAt) {
    var all = new LinkedHashMap<String, Optional<AttributeValue>>();
    all.put("followUp", Optional.of(text(followUp.state().name())));
    all.put("urgent", Optional.of(AttributeValue.fromBool(followUp.urgent())));
    all.put("dueAt", followUp.due().map(CallItem::time));
    all.put("note", Optional.of(followUp.note()).filter(n -> !n.isEmpty()).map(CallItem::text));
    all.put("followUpVersion", Optional.of(number(followUp.version())));
    all.put("decidedBy", followUp.latest().map(decision -> text(decision.by())));
    all.put("decidedAt", followUp.latest().map(decision -> time(decision.at())));
    var place = Optional.of(followUp).filter(FollowUp::open);
    all.put("openPk", place.map(_ -> text(OPEN)));
    all.put("openSk", place.map(open -> text(place(open, startedAt))));
    return all;
  }

  static String place(FollowUp followUp, Instant startedAt) {
    return (followUp.urgent() ? "0#" : "1#")
        + followUp.due().map(Timestamps::format).orElse(NEVER)
        + "#"
        + Timestamps.format(startedAt);
  }

  private static Optional<String> string(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }
}
