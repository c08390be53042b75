package ava.summary.content;

import ava.shared.call.Timestamps;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A finished call and its summary as JSON, for the webhook and for the log.
public final class SummaryJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SummaryJson() {}

  public static ObjectNode of(WholeCall call, Summary summary) {
    var record = call.record();
    var json = JSON.createObjectNode();
    json.put("callSid", record.callSid().value());
    json.put("from", record.from().value());
    json.put("to", record.to().value());
    json.put("startedAt", Timestamps.format(record.startedAt()));
    json.put("endedAt", record.endedAt().map(Timestamps::format).orElse(null));
    json.put("endReason", record.endReason().map(Enum::name).orElse(null));
    json.set("summary", JSON.valueToTree(summary));
    var message = json.putObject("message");
    record.message().fields().forEach((field, value) -> message.put(field.key(), value));
    record.voicemailUrl().ifPresent(url -> json.put("voicemailUrl", url));
    var turns = json.putArray("turns");
    for (var turn : call.turns()) {
      turns
          .addObject()
          .put("seq", turn.seq())
          .put("speaker", turn.speaker().name().toLowerCase(Locale.ROOT))
          .put("text", turn.text())
          .put("startedAt", Timestamps.format(turn.startedAt()))
          .put("endedAt", Timestamps.format(turn.endedAt()))
          .put("interrupted", turn.interrupted());
    }
    return json;
  }
}
