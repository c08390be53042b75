package ava.simulator.twilio;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The form fields of a call's webhooks. Source: Twilio, "TwiML Voice", request parameters.
record CallFields(String accountSid, String callSid, String from, String to) {
  /// Those of every request.
  Map<String, String> of(String status) {
    var fields = new TreeMap<String, String>();
    fields.put("CallSid", callSid);
    fields.put("AccountSid", accountSid);
    fields.put("ApiVersion", "2010-04-01");
    fields.put("Direction", "inbound");
    fields.put("CallStatus", status);
    for (var side : List.of("From", "Caller")) {
      fields.put(side, from);
    }
    for (var side : List.of("To", "Called")) {
      fields.put(side, to);
    }
    for (var side : List.of("From", "To", "Caller", "Called")) {
      fields.put(side + "Country", "FR");
      fields.put(side + "City", "");
      fields.put(side + "State", "");
      fields.put(side + "Zip", "");
    }
    return fields;
  }

  /// Those of the number's status callback.
  Map<String, String> completed(Duration length, Instant now) {
    var seconds = Math.max(1, length.toSeconds());
    var fields = of("completed");
    fields.put("CallDuration", Long.toString(seconds));
    fields.put("Duration", Long.toString((seconds + 59) / 60));
    fields.put("Timestamp", rfc1123(now));
    fields.put("CallbackSource", "call-progress-events");
    fields.put("SequenceNumber", "0");
    return fields;
  }

  /// Those of the leg to a colleague, which is a call of its own.
  Map<String, String> ofChild(String childSid, String shown, String called) {
    var child = new CallFields(accountSid, childSid, shown, called).of("in-progress");
    child.put("ParentCallSid", callSid);
    child.put("Direction", "outbound-dial");
    return child;
  }

  /// What `<Record>` tells of a recording.
  ///
  /// @param base where recordings are kept
  Map<String, String> ofRecording(String recordingSid, URI base, Duration length) {
    var fields = new TreeMap<String, String>();
    fields.put("RecordingSid", recordingSid);
    fields.put(
        "RecordingUrl",
        base + "/2010-04-01/Accounts/" + accountSid + "/Recordings/" + recordingSid);
    fields.put("RecordingDuration", Long.toString(Math.max(1, length.toSeconds())));
    return fields;
  }

  /// Those of a recording's status callback.
  ///
  /// @param absent why there is none; empty when it can be fetched
  Map<String, String> ofRecordingStatus(
      Map<String, String> recording, Optional<LineFault.AbsentRecording> absent, Instant now) {
    var fields = new TreeMap<>(recording);
    fields.put("CallSid", callSid);
    fields.put("AccountSid", accountSid);
    fields.put("RecordingStatus", absent.isPresent() ? "absent" : "completed");
    fields.put("RecordingChannels", "1");
    fields.put("RecordingSource", "RecordVerb");
    fields.put("RecordingStartTime", rfc1123(now));
    absent.ifPresent(fault -> {
      fields.put("ErrorCode", Integer.toString(fault.errorCode()));
      fields.put("RecordingDuration", "0");
    });
    return fields;
  }

  /// Those of a stream's status callback.
  ///
  /// @param error empty without
  Map<String, String> ofStream(String streamSid, String event, String error, Instant now) {
    var fields = new TreeMap<String, String>();
    fields.put("AccountSid", accountSid);
    fields.put("CallSid", callSid);
    fields.put("StreamSid", streamSid);
    fields.put("StreamName", streamSid);
    fields.put("StreamEvent", event);
    fields.put("Timestamp", now.toString());
    if (!error.isEmpty()) {
      fields.put("StreamError", error);
    }
    return fields;
  }

  private static String rfc1123(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }
}
