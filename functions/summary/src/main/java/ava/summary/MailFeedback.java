package ava.summary;

import ava.shared.aws.Metrics;
import ava.shared.call.CallSid;
import ava.shared.call.MailRefusal;
import ava.shared.call.Printable;
import ava.shared.table.CallStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What SES tells about mails that it had taken: accepted is not delivered. News come at least once
/// and in any order. Source: AWS, "Amazon SES event publishing", contents of the notifications.
/// Safe for use by several threads.
final class MailFeedback {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Logger LOG = LoggerFactory.getLogger(MailFeedback.class);

  private final CallStore store;
  private final Metrics metrics;

  MailFeedback(CallStore store, Metrics metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  /// @param message what SES published; what it cannot be read from is SES's own test and ignored
  /// @throws ava.shared.aws.OutOfReach when the table is away: to be told again
  void take(String message) {
    try {
      var event = JSON.readTree(message);
      var type = event.path("eventType").asString(event.path("notificationType").asString(""));
      switch (type) {
        case "Bounce" -> refused(event, event.path("bounce"), "bouncedRecipients", type);
        case "Complaint" -> refused(event, event.path("complaint"), "complainedRecipients", type);
        case "Reject", "Rendering Failure" ->
            refused(event, event.path("mail"), "destination", type);
        default -> LOG.atInfo().addKeyValue("event", type).log("news of a mail");
      }
    } catch (JacksonException | DateTimeException e) {
      LOG.atWarn().addKeyValue("error", e.getClass().getSimpleName()).log("no news of a mail");
    }
  }

  private void refused(JsonNode event, JsonNode told, String recipients, String type) {
    var at = Instant.parse(told.path("timestamp").asString());
    var kind =
        Stream.of(
                type,
                told.path("bounceType").asString(""),
                told.path("bounceSubType").asString(""),
                told.path("complaintSubType").asString(""))
            .filter(word -> !word.isBlank())
            .collect(Collectors.joining(" "));
    var call = callSid(event).filter(sid -> store.find(sid).isPresent());
    call.ifPresent(sid ->
        addresses(event, told.path(recipients))
            .forEach(address -> store.refused(sid, new MailRefusal(at, address, kind))));
    metrics.put(
        "EmailFailures",
        1,
        Metrics.Unit.COUNT,
        Map.of("callSid", call.map(CallSid::value).orElse("unknown"), "error", kind));
  }

  private static Optional<CallSid> callSid(JsonNode event) {
    return CallSid.parse(event.at("/mail/tags/callSid/0").asString(""));
  }

  /// Some complaints do not say whose they are: then it may be anybody's.
  private static List<String> addresses(JsonNode event, JsonNode told) {
    var named = read(told);
    return named.isEmpty() ? read(event.at("/mail/destination")) : named;
  }

  private static List<String> read(JsonNode list) {
    return list.valueStream()
        .map(entry -> entry.isString() ? entry.asString() : entry.path("emailAddress").asString(""))
        .map(address -> Printable.line(address).replace(" ", ""))
        .filter(address -> !address.isEmpty())
        .toList();
  }
}
