package ava.bridge.twilio;

import ava.bridge.SteppedLoop;
import ava.bridge.SteppedSocket;
import ava.bridge.call.CallerLine;
import ava.bridge.call.Event;
import ava.shared.call.CallSid;
import ava.shared.settings.Secret;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.Twiml.Opening;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A door for streams in virtual time, and the desk behind it.
abstract class OpenDoor {
  static final String PUBLIC_URL = "wss://bridge.example.fr/media-stream";
  static final CallSid CALL = new CallSid("CA00000000000000000000000000000001");
  static final CallSid OTHER = new CallSid("CA00000000000000000000000000000002");
  static final String STREAM = "MZ00000000000000000000000000000001";

  final SteppedLoop loop = new SteppedLoop(Instant.parse("2026-11-22T09:41:12Z"));
  final Desk desk = new Desk();
  final List<String> said = new ArrayList<>();
  final StreamDoor door =
      new StreamDoor(
          new StreamDoor.Access(URI.create(PUBLIC_URL), this::authToken, this::streamSecret),
          desk,
          loop);
  String authToken = "twilio-token";
  String streamSecret = "stream-secret";

  String authToken() {
    return authToken;
  }

  String streamSecret() {
    return streamSecret;
  }

  SteppedSocket opened() {
    var socket = new SteppedSocket(loop, said::add);
    socket.heardBy(door.open(socket));
    return socket;
  }

  SteppedSocket joined(CallSid call) {
    var socket = opened();
    socket.say(start(call, token(call)));
    loop.run();
    return socket;
  }

  String token(CallSid call) {
    return token(call, Duration.ofMinutes(1));
  }

  String token(CallSid call, Duration lifetime) {
    return new SignedToken(Secret.of(streamSecret), loop.clock()).issue(call.value(), lifetime);
  }

  static String start(CallSid call, String token) {
    return """
    {"event":"start","sequenceNumber":"1","start":{"streamSid":"%s","callSid":"%s",
    "tracks":["inbound"],"customParameters":{"token":"%s","from":"+33612345678",
    "to":"+33187654321"}},"streamSid":"%s"}\
    """
        .formatted(STREAM, call, token, STREAM);
  }

  String start(CallSid call, Opening signed, Opening said) {
    var parameters =
        switch (said) {
          case NEW -> "";
          case RESUMED -> "\"resume\":\"1\",";
          case TRANSFER_FAILED -> "\"resume\":\"1\",\"reason\":\"no-answer\",";
        };
    var signing = new SignedToken(Secret.of(streamSecret), loop.clock());
    return start(call, signing.issue(signed.subject(call), Duration.ofMinutes(1)))
        .replace("\"from\"", parameters + "\"from\"");
  }

  static String media(String payload, String timestamp) {
    return """
    {"event":"media","media":{"track":"inbound","timestamp":"%s","payload":"%s"}}\
    """
        .formatted(timestamp, payload);
  }

  /// Takes calls, one stream each, and records what happens to them.
  static final class Desk implements Switchboard {
    final List<StreamStart> starts = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final Map<CallSid, CallerLine> lines = new LinkedHashMap<>();
    Admission admission = Admission.OPEN;

    @Override
    public Admission admission() {
      return admission;
    }

    @Override
    public Optional<Consumer<Event>> take(StreamStart start, CallerLine line) {
      if (lines.putIfAbsent(start.callSid(), line) != null) {
        return Optional.empty();
      }
      starts.add(start);
      return Optional.of(events::add);
    }

    CallerLine line(CallSid call) {
      return Optional.ofNullable(lines.get(call)).orElseThrow();
    }
  }
}
