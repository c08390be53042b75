package ava.dashboard;

import ava.shared.call.CallSid;
import ava.shared.call.FiledCall;
import ava.shared.call.Timestamps;
import ava.shared.message.CallJson;
import ava.shared.message.DeskJson;
import ava.shared.web.WebReply;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One call with all that is known of it. Whoever reads one leaves a line in the audit trail first.
/// Safe for use by several threads.
final class OneCall {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final WebReply UNKNOWN =
      Problem.NOT_FOUND.reply("Cet appel est inconnu ou n’est plus conservé.");

  private final Desk desk;

  OneCall(Desk desk) {
    this.desk = desk;
  }

  ///
  /// `{"call":{…},"turns":[…],"tools":[…],"summary":{…},"history":[…],"others":[…],"disclosure":{…}}`
  WebReply show(CallSid callSid) {
    return find(callSid)
        .map(call -> {
          desk.audit().write(Desk.by(), "READ", callSid.value(), "");
          return new WebReply(
              200,
              Map.of(
                  "Content-Type", "application/json; charset=utf-8", "ETag", Decisions.tag(call)),
              whole(call).toString());
        })
        .orElse(UNKNOWN);
  }

  /// The turns behind one that is known: `{"turns":[…]}`
  WebReply turns(CallSid callSid, String after) {
    if (!after.matches("\\d{1,6}")) {
      return Problem.BAD_REQUEST.reply(
          "«\u00a0after\u00a0» doit être le numéro d’un tour de parole.");
    }
    return find(callSid)
        .map(_ -> {
          desk.audit().write(Desk.by(), "READ", callSid.value(), "turns");
          var answer = JSON.createObjectNode();
          var turns = answer.putArray("turns");
          desk.calls()
              .turnsAfter(callSid, Integer.parseInt(after))
              .forEach(turn -> turns.add(CallJson.turn(turn)));
          return WebReply.json(answer.toString());
        })
        .orElse(UNKNOWN);
  }

  WebReply recording(CallSid callSid, String range) {
    var audio = desk.calls().recording(callSid);
    if (audio.isEmpty()) {
      return Problem.NOT_FOUND.reply("Aucun message vocal n’est conservé pour cet appel.");
    }
    desk.audit().write(Desk.by(), "LISTEN", callSid.value(), "");
    return AudioReply.of(audio.get(), range)
        .orElseGet(
            () -> Problem.TOO_LONG.reply("Ce message vocal est trop long pour être écouté ici."));
  }

  Optional<FiledCall> find(CallSid callSid) {
    return desk.followUps().find(callSid).filter(call -> !call.expired(desk.clock().instant()));
  }

  /// All that is known of a call.
  ObjectNode whole(FiledCall filed) {
    var call = filed.call();
    var answer = JSON.createObjectNode();
    answer.set("call", DeskJson.call(filed));
    var turns = answer.putArray("turns");
    desk.calls().turns(call.callSid()).forEach(turn -> turns.add(CallJson.turn(turn)));
    var tools = answer.putArray("tools");
    desk.calls()
        .tools(call.callSid())
        .forEach(use ->
            tools.addObject().put("name", use.name()).put("at", Timestamps.format(use.at())));
    DeskJson.summary(call).ifPresent(summary -> answer.set("summary", summary));
    call.disclosure()
        .ifPresent(proof ->
            answer
                .putObject("disclosure")
                .put("text", proof.text())
                .put("heardAt", Timestamps.format(proof.heardAt())));
    var history = answer.putArray("history");
    if (filed.followUp().version() > 0) {
      desk.followUps()
          .history(call.callSid())
          .forEach(decision -> history.add(DeskJson.followUp(decision)));
    }
    var others = answer.putArray("others");
    desk.lists().of(call.from()).stream()
        .filter(other -> !other.call().callSid().equals(call.callSid()))
        .forEach(other -> others.add(DeskJson.call(other)));
    return answer;
  }
}
