package ava.dashboard;

import ava.shared.call.CallSid;
import ava.shared.call.FiledCall;
import ava.shared.call.PhoneNumber;
import ava.shared.call.SearchText;
import ava.shared.call.Timestamps;
import ava.shared.message.DeskJson;
import ava.shared.settings.Secret;
import ava.shared.table.AuditTrail;
import ava.shared.table.Erasure;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What people who called may ask for: that a call, or all that concerns their number, is erased.
/// Each answer is a receipt: what was erased, and what stays elsewhere and until when. Safe for use
/// by several threads.
final class Rights {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Digits of a number's name in the audit trail: enough to tell it again, too few to find it.
  private static final int NAME_DIGITS = 24;

  private static final List<String> STAYS =
      List.of(
          "Sauvegardes de la base\u00a0: 35 jours au plus après l’effacement, puis elles disparaissent.",
          "Courriels déjà envoyés\u00a0: chez leurs destinataires, à supprimer par eux.",
          "Journal technique\u00a0: un résumé dont le courriel n’a pu partir y reste jusqu’à la fin de sa"
              + " durée de conservation (LogRetentionDays).",
          "Journal des accès\u00a0: un an, sans parole, sans nom et sans numéro.");

  private final Desk desk;
  private final Secret secret;

  /// @param secret names numbers in the audit trail
  Rights(Desk desk, Secret secret) {
    this.desk = desk;
    this.secret = secret;
  }

  /// Erases one call that the owner saw as it is.
  WebReply erase(CallSid callSid, WebRequest request) {
    var found = desk.followUps().find(callSid);
    if (found.isEmpty()) {
      return Problem.NOT_FOUND.reply("Cet appel est inconnu ou n’est plus conservé.");
    }
    var call = found.get();
    if (request.header("if-match").isEmpty()) {
      return Problem.UNSEEN.reply("La demande doit dire quelle version elle efface (If-Match).");
    }
    if (!request.header("if-match").equals(Decisions.tag(call))) {
      var problem = Problem.OVERTAKEN.body("Cet appel a été modifié entre-temps.");
      problem.set("actuel", DeskJson.call(call));
      return Problem.OVERTAKEN.reply(problem);
    }
    if (!desk.erasure().settled(call)) {
      return Problem.BUSY.reply(
          "Cet appel est en cours, ou son résumé n’est pas encore écrit. Recommencez dans quelques"
              + " minutes.");
    }
    desk.audit().write(Desk.by(), "ERASE", callSid.value(), "");
    return receipt("appel " + callSid, desk.erasure().erase(call), 0);
  }

  /// Erases all calls from a number, and those in which it was given: `{"number":"+33612345678"}`.
  WebReply eraseNumber(WebRequest request) {
    var number = number(request);
    if (number.isEmpty()) {
      return Problem.INVALID.reply("Indiquez un numéro complet, de la forme +33612345678.");
    }
    var name = name(number.get());
    desk.audit().write(Desk.by(), "ERASE_NUMBER", name, "");
    var count = Erasure.Count.NONE;
    var calls = concerning(number.get());
    for (var call : calls.values()) {
      if (desk.erasure().settled(call)) {
        count = count.plus(desk.erasure().erase(call));
      }
    }
    return receipt("numéro " + name, count, calls.size() - count.calls());
  }

  private Map<CallSid, FiledCall> concerning(PhoneNumber number) {
    var calls = new LinkedHashMap<CallSid, FiledCall>();
    Days.from(desk, number).forEach(call -> calls.put(call.call().callSid(), call));
    SearchText.of(number.value())
        .map(asked -> desk.search().find(asked, desk.months(), Integer.MAX_VALUE))
        .orElse(List.of())
        .forEach(hit ->
            desk.followUps().find(hit.callSid()).ifPresent(c -> calls.put(hit.callSid(), c)));
    return calls;
  }

  /// @param left calls that could not be erased yet
  private WebReply receipt(String subject, Erasure.Count count, int left) {
    var receipt =
        JSON.createObjectNode()
            .put("subject", subject)
            .put("at", Timestamps.format(desk.clock().instant()))
            .put("by", Desk.by());
    receipt
        .putObject("erased")
        .put("calls", count.calls())
        .put("turns", count.turns())
        .put("recordings", count.recordings())
        .put("decisions", count.decisions());
    var stays = receipt.putArray("stays");
    STAYS.forEach(stays::add);
    if (count.elsewhere() > 0) {
      stays.add(
          counted(count.elsewhere(), "enregistrement")
              + " encore chez Twilio\u00a0: à supprimer dans sa console.");
    }
    if (left > 0) {
      stays.add(
          counted(left, "appel")
              + " en cours ou sans résumé\u00a0: recommencez dans quelques minutes.");
    }
    return WebReply.json(receipt.toString());
  }

  private static String counted(int count, String noun) {
    return count + "\u00a0" + noun + (count < 2 ? "" : "s");
  }

  private static Optional<PhoneNumber> number(WebRequest request) {
    try {
      return request
          .text()
          .map(JSON::readTree)
          .map((JsonNode body) -> new PhoneNumber(body.path("number").asString("")))
          .filter(PhoneNumber::dialable);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// A name for a number that only we can make.
  private String name(PhoneNumber number) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
      var bytes = mac.doFinal(("number " + number.value()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes).substring(0, NAME_DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /// Who did what in the month that runs, latest first: `{"lines":[…]}`.
  WebReply trail() {
    var month = desk.months().getFirst();
    var answer = JSON.createObjectNode().put("month", month.toString());
    var lines = answer.putArray("lines");
    desk.audit().of(month).forEach(line -> lines.add(line(line)));
    return WebReply.json(answer.toString());
  }

  private static ObjectNode line(AuditTrail.Line line) {
    return JSON.createObjectNode()
        .put("at", Timestamps.format(line.at()))
        .put("by", line.by())
        .put("what", line.what())
        .put("subject", line.subject())
        .put("detail", line.detail());
  }
}
