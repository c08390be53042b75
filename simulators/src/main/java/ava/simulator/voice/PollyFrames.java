package ava.simulator.voice;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;

/// The frames that Polly sends in a stream: neither signed nor wrapped. Source: AWS, "Event stream
/// encoding"; Amazon Polly's API reference.
public final class PollyFrames {
  private PollyFrames() {}

  public static byte[] audio(byte[] sound) {
    return event("AudioEvent", "application/octet-stream", sound);
  }

  /// All was spoken.
  public static byte[] closed(long characters) {
    return event(
        "StreamClosedEvent",
        "application/json",
        bytes("{\"RequestCharacters\":" + characters + "}"));
  }

  /// @param kind the exception's name
  /// @param json its members
  public static byte[] exception(String kind, String json) {
    return frame("exception", ":exception-type", kind, "application/json", bytes(json));
  }

  private static byte[] event(String type, String content, byte[] payload) {
    return frame("event", ":event-type", type, content, payload);
  }

  private static byte[] frame(
      String message, String typed, String type, String content, byte[] payload) {
    var headers = new LinkedHashMap<String, HeaderValue>();
    headers.put(":message-type", HeaderValue.fromString(message));
    headers.put(typed, HeaderValue.fromString(type));
    headers.put(":content-type", HeaderValue.fromString(content));
    var buffer = new Message(headers, payload).toByteBuffer();
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
