package ava.shared.message;

import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.call.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The message on the queue that starts the summary of a call. The bridge sends it when the
/// conversation is over; Twilio's callbacks send it again, delayed, in case the bridge is gone. The
/// callbacks cannot know whether the call goes on in a new stream: who reads the message ignores it
/// when the call has not ended in the table and was resumed later than one second before
/// [#endedAt]. A call left by `TRANSFER` or `VOICEMAIL` is announced when that is over.
///
/// @param endedAt when its sender saw the end: the end of the call unless the table knows better
/// @param reason likewise
/// @param heard what the bridge knows of the call, so that nothing depends on the table alone;
///   empty when a callback sends the message
/// @param left what a callback knows of the voicemail, for the same reason
public record CallEnded(
    CallSid callSid,
    Instant endedAt,
    EndReason reason,
    Optional<Heard> heard,
    Optional<Left> left) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String LEFT = "voicemail";

  /// What SQS takes of a message at the least, in bytes of UTF-8.
  public static final int LARGEST = 256 * 1024;

  /// What a callback says.
  public CallEnded(CallSid callSid, Instant endedAt, EndReason reason) {
    this(callSid, endedAt, reason, Optional.empty(), Optional.empty());
  }

  /// What the bridge says.
  public CallEnded(CallSid callSid, Instant endedAt, EndReason reason, Heard heard) {
    this(callSid, endedAt, reason, Optional.of(heard), Optional.empty());
  }

  /// What the bridge heard of a call.
  ///
  /// @param startedAt when the bridge took the call first
  /// @param turns how many turns it numbered: the call is whole when they all stand in the table
  /// @param spoke whether the caller said or keyed anything
  /// @param unwritten what the table did not take
  public record Heard(
      PhoneNumber from,
      PhoneNumber to,
      Instant startedAt,
      int turns,
      boolean spoke,
      Unwritten unwritten) {}

  /// The same message with as much of what is unwritten as SQS takes.
  public CallEnded fitting() {
    return within(LARGEST);
  }

  CallEnded within(int bytes) {
    return heard.map(what -> carrying(what, fitting(what, bytes))).orElse(this);
  }

  private Unwritten fitting(Heard what, int bytes) {
    var bare = carrying(what, Unwritten.NOTHING).toJson();
    return what.unwritten().within(bytes - bare.getBytes(StandardCharsets.UTF_8).length);
  }

  private CallEnded carrying(Heard what, Unwritten unwritten) {
    var carried =
        new Heard(what.from(), what.to(), what.startedAt(), what.turns(), what.spoke(), unwritten);
    return new CallEnded(callSid, endedAt, reason, Optional.of(carried), left);
  }

  /// What was left on the voicemail.
  ///
  /// @param recording at a [Recording#trusted] address, or at none
  /// @param from who called; withheld when the callback does not say
  public record Left(Recording recording, PhoneNumber from, PhoneNumber to) {}

  public String toJson() {
    var node =
        JSON.createObjectNode()
            .put("callSid", callSid.value())
            .put("endedAt", Timestamps.format(endedAt.truncatedTo(ChronoUnit.MILLIS)))
            .put("reason", reason.name());
    heard.ifPresent(what -> {
      node.put("from", what.from().value())
          .put("to", what.to().value())
          .put("startedAt", Timestamps.format(what.startedAt().truncatedTo(ChronoUnit.MILLIS)))
          .put("turns", what.turns())
          .put("spoke", what.spoke());
      what.unwritten().writeTo(node);
    });
    left.ifPresent(what -> write(what, node.putObject(LEFT)));
    return node.toString();
  }

  private static void write(Left what, ObjectNode node) {
    node.put("url", what.recording().url())
        .put("sid", what.recording().sid())
        .put("account", what.recording().account())
        .put("from", what.from().value())
        .put("to", what.to().value());
    what.recording().status().ifPresent(status -> node.put("status", status.word()));
  }

  /// @throws IllegalArgumentException when the text is not such a message
  public static CallEnded fromJson(String text) {
    try {
      var node = JSON.readTree(text);
      return new CallEnded(
          new CallSid(string(node, "callSid")),
          Instant.parse(string(node, "endedAt")),
          EndReason.valueOf(string(node, "reason")),
          node.hasNonNull("turns") ? Optional.of(heard(node)) : Optional.empty(),
          Optional.of(node.path(LEFT)).filter(JsonNode::isObject).flatMap(CallEnded::left));
    } catch (JacksonException | DateTimeException e) {
      throw new IllegalArgumentException("not a call-ended message", e);
    }
  }

  private static Heard heard(JsonNode node) {
    return new Heard(
        new PhoneNumber(node.path("from").asString("")),
        new PhoneNumber(node.path("to").asString("")),
        Instant.parse(string(node, "startedAt")),
        node.path("turns").asInt(0),
        node.path("spoke").asBoolean(false),
        Unwritten.readFrom(node));
  }

  /// A recording at an address that is not Twilio's is left out.
  private static Optional<Left> left(JsonNode node) {
    var recording =
        new Recording(
            node.path("url").asString(""),
            node.path("sid").asString(""),
            node.path("account").asString(""),
            Recording.Status.parse(node.path("status").asString("")));
    return recording.url().isEmpty() || recording.trusted()
        ? Optional.of(
            new Left(
                recording,
                new PhoneNumber(node.path("from").asString("")),
                new PhoneNumber(node.path("to").asString(""))))
        : Optional.empty();
  }

  private static String string(JsonNode node, String field) {
    var value = node.get(field);
    if (value == null || !value.isString()) {
      throw new IllegalArgumentException("call-ended message without " + field);
    }
    return value.stringValue();
  }
}
