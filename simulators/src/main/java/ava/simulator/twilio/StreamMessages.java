package ava.simulator.twilio;

import ava.simulator.scenario.Clip;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The messages that Twilio sends in a stream, with their counters. Belongs to the loop.
final class StreamMessages {
  private final String accountSid;
  private final String callSid;
  private final String streamSid;
  private long sequence;
  private long chunk;

  StreamMessages(String accountSid, String callSid, String streamSid) {
    this.accountSid = accountSid;
    this.callSid = callSid;
    this.streamSid = streamSid;
  }

  String connected() {
    return "{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}";
  }

  String start(Map<String, String> parameters) {
    var message = message("start");
    var start = message.putObject("start");
    start.put("accountSid", accountSid).put("streamSid", streamSid).put("callSid", callSid);
    start.putArray("tracks").add("inbound");
    start
        .putObject("mediaFormat")
        .put("encoding", "audio/x-mulaw")
        .put("sampleRate", 8000)
        .put("channels", 1);
    var custom = start.putObject("customParameters");
    parameters.forEach(custom::put);
    return message.toString();
  }

  /// @param frame its place in the stream, lost ones counted
  String media(byte[] audio, long frame) {
    chunk++;
    sequence++;
    return "{\"event\":\"media\",\"sequenceNumber\":\""
        + sequence
        + "\",\"streamSid\":\""
        + streamSid
        + "\",\"media\":{\"track\":\"inbound\",\"chunk\":\""
        + chunk
        + "\",\"timestamp\":\""
        + frame * Clip.FRAME_MS
        + "\",\"payload\":\""
        + Base64.getEncoder().encodeToString(audio)
        + "\"}}";
  }

  String dtmf(char key) {
    var message = message("dtmf");
    message.putObject("dtmf").put("track", "inbound_track").put("digit", String.valueOf(key));
    return message.toString();
  }

  String mark(String name) {
    var message = message("mark");
    message.putObject("mark").put("name", name);
    return message.toString();
  }

  String stop() {
    var message = message("stop");
    message.putObject("stop").put("accountSid", accountSid).put("callSid", callSid);
    return message.toString();
  }

  private ObjectNode message(String event) {
    sequence++;
    return JsonMapper.shared()
        .createObjectNode()
        .put("event", event)
        .put("sequenceNumber", Long.toString(sequence))
        .put("streamSid", streamSid);
  }
}
