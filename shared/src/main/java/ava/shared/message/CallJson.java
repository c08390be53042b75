package ava.shared.message;

import ava.shared.call.CallCost;
import ava.shared.call.CallRecord;
import ava.shared.call.Recording;
import ava.shared.call.Timestamps;
import ava.shared.call.Turn;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Calls and turns as the dashboard's page reads them: the same JSON whether it asks for them or
/// they are pushed to it. Fields that are not known yet are left out. Telephone numbers are whole:
/// this is for the owner's eyes, not for logs.
public final class CallJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private CallJson() {}

  /// `{"seq":1,"speaker":"AVA","text":"…","startedAt":"…","endedAt":"…","interrupted":false}`
  public static ObjectNode turn(Turn turn) {
    return JSON.createObjectNode()
        .put("seq", turn.seq())
        .put("speaker", turn.speaker().name())
        .put("text", turn.text())
        .put("startedAt", Timestamps.format(turn.startedAt()))
        .put("endedAt", Timestamps.format(turn.endedAt()))
        .put("interrupted", turn.interrupted());
  }

  /// The call without its turns and without the text of its summary; `day` is the day in Paris.
  public static ObjectNode call(CallRecord call) {
    var node =
        JSON.createObjectNode()
            .put("callSid", call.callSid().value())
            .put("from", call.from().value())
            .put("fromDisplayed", call.from().displayed())
            .put("to", call.to().value())
            .put("day", call.startedAt().atZone(Timestamps.PARIS).toLocalDate().toString())
            .put("startedAt", Timestamps.format(call.startedAt()))
            .put("resumes", call.resumes().size());
    node.set("cost", cost(CallCost.of(call)));
    call.answeredAt().ifPresent(at -> node.put("answeredAt", Timestamps.format(at)));
    call.endedAt().ifPresent(at -> node.put("endedAt", Timestamps.format(at)));
    call.endReason().ifPresent(reason -> node.put("endReason", reason.name()));
    call.voicemailUrl().ifPresent(url -> node.put("voicemailUrl", url));
    call.recording().filter(Recording::kept).ifPresent(_ -> node.put("recordingKept", true));
    call.voice().ifPresent(voice -> voice(node, voice, call.usage().speech().characters()));
    call.summary().ifPresent(summary -> summary(node, summary));
    var message = node.putObject("message");
    call.message().fields().forEach((field, value) -> message.put(field.key(), value));
    return node;
  }

  /// `{"model":0.61,"speech":0.0,"telephone":0.04,"total":0.65,"rateOf":"2026-11-25"}`, in euros
  private static ObjectNode cost(CallCost cost) {
    return JSON.createObjectNode()
        .put("model", cost.model())
        .put("speech", cost.speech())
        .put("telephone", cost.telephone())
        .put("total", cost.total())
        .put("rateOf", cost.rateOf().toString());
  }

  private static void voice(ObjectNode node, CallRecord.Voice voice, long characters) {
    node.put("voice", voice.name());
    if (voice.failed()) {
      node.put("voiceFailed", true);
    }
    if (characters > 0) {
      node.put("voiceCharacters", characters);
    }
  }

  private static void summary(ObjectNode node, CallRecord.Summary summary) {
    node.put("summaryState", summary.state().name());
    if (!summary.refused().isEmpty()) {
      var refused = node.putArray("mailRefused");
      summary
          .refused()
          .forEach(refusal ->
              refused
                  .addObject()
                  .put("address", refusal.address())
                  .put("at", Timestamps.format(refusal.at()))
                  .put("kind", refusal.kind()));
    }
  }
}
