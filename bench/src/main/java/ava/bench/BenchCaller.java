package ava.bench;

import ava.shared.call.CallSid;
import ava.shared.twilio.Twiml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;

/// One caller as Twilio carries him: sends a stamped frame each 20 ms, plays what comes and echoes
/// its marks when they are heard. Thread: the reactor's.
final class BenchCaller implements RawSocket.Ear {
  static final long FRAME_NANOS = 20_000_000;

  private static final long NANOS_PER_BYTE = 125_000;
  private static final String PAYLOAD = "\"payload\":\"";
  private static final String NAME = "\"name\":\"";

  private final Load load;
  private final Tally tally;
  private final int number;
  private final String streamSid;
  private final Queue<String> marks = new ArrayDeque<>();
  private final RawSocket socket;

  private int next;
  private int answers;
  private long startedAt;
  private long playsUntil;
  private boolean greeted;
  private boolean over;

  /// Dials at once.
  BenchCaller(Load load, int number) {
    this.load = load;
    this.tally = load.tally();
    this.number = number;
    this.streamSid = "MZ%032x".formatted(number);
    this.socket =
        RawSocket.dial(
            load.reactor(),
            load.door().port(),
            "/media-stream",
            Map.of("X-Twilio-Signature", load.door().signature()),
            this);
  }

  private CallSid callSid() {
    return new CallSid("CA%08x%024x".formatted(load.run(), number));
  }

  @Override
  public void opened() {
    var now = System.nanoTime();
    socket.send("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
    socket.send(start());
    startedAt = now;
    load.reactor().at(now + FRAME_NANOS, () -> frame(now + FRAME_NANOS));
  }

  private String start() {
    var sid = callSid();
    var token = load.door().tokens().issue(Twiml.Opening.NEW.subject(sid), Duration.ofSeconds(60));
    return """
    {"event":"start","sequenceNumber":"1","start":{"accountSid":"AC%1$032x","streamSid":"%2$s",\
    "callSid":"%3$s","tracks":["inbound"],"mediaFormat":{"encoding":"audio/x-mulaw",\
    "sampleRate":8000,"channels":1},"customParameters":{"token":"%4$s","from":"+336%1$08d",\
    "to":"+33142000000"}},"streamSid":"%2$s"}\
    """
        .formatted(number, streamSid, sid.value(), token);
  }

  /// Paced by schedule: a frame that is late is sent at once, and so is the next.
  private void frame(long dueNanos) {
    if (over) {
      return;
    }
    var now = System.nanoTime();
    var stamp = new FrameStamp(FrameStamp.SPEECH, number, next, now);
    var chunk = next + 1;
    socket.send(
        "{\"event\":\"media\",\"sequenceNumber\":\""
            + (chunk + 1)
            + "\",\"media\":{\"track\":\"inbound\",\"chunk\":\""
            + chunk
            + "\",\"timestamp\":\""
            + next * 20L
            + "\",\"payload\":\""
            + stamp.base64()
            + "\"},\"streamSid\":\""
            + streamSid
            + "\"}");
    tally.sent(now - dueNanos);
    next++;
    load.reactor().at(dueNanos + FRAME_NANOS, () -> frame(dueNanos + FRAME_NANOS));
  }

  @Override
  public void text(byte[] bytes, int from, int length) {
    var text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    var payload = text.indexOf(PAYLOAD);
    if (payload >= 0) {
      var begin = payload + PAYLOAD.length();
      played(Base64.getDecoder().decode(text.substring(begin, text.indexOf('"', begin))));
    } else if (text.contains("\"mark\"")) {
      var begin = text.indexOf(NAME) + NAME.length();
      marks.add(text.substring(begin, text.indexOf('"', begin)));
      load.reactor().at(Math.max(playsUntil, System.nanoTime()), this::echoOne);
    } else if (text.contains("\"clear\"")) {
      load.cleared(number);
      playsUntil = System.nanoTime();
      while (!marks.isEmpty()) {
        echoOne();
      }
    }
  }

  private void played(byte[] audio) {
    var now = System.nanoTime();
    if (!greeted) {
      greeted = true;
      tally.times().greetings.add(now - startedAt);
    }
    playsUntil = Math.max(now, playsUntil) + audio.length * NANOS_PER_BYTE;
    for (var from = 0; from + FrameStamp.BYTES <= audio.length; from += FrameStamp.BYTES) {
      var stamp = FrameStamp.read(audio, from);
      if (stamp.kind() == FrameStamp.ANSWER) {
        answer(stamp, stamp.whole(audio, from), now);
      }
    }
  }

  private void answer(FrameStamp stamp, boolean whole, long now) {
    if (stamp.call() != number || stamp.index() != answers || !whole) {
      tally.wrong("réponse " + stamp + " à l’appel " + number + " au lieu de " + answers);
    }
    answers = stamp.index() + 1;
    tally.answerHeard(now - stamp.nanos());
  }

  /// A `clear` may have echoed it before.
  private void echoOne() {
    var name = marks.poll();
    if (name != null && !over) {
      socket.send(
          "{\"event\":\"mark\",\"sequenceNumber\":\"1\",\"streamSid\":\""
              + streamSid
              + "\",\"mark\":{\"name\":\""
              + name
              + "\"}}");
    }
  }

  /// Sends no more frames; what is under way still comes.
  void fallSilent() {
    over = true;
  }

  void hangUp() {
    over = true;
    socket.send(
        "{\"event\":\"stop\",\"sequenceNumber\":\"9\",\"streamSid\":\""
            + streamSid
            + "\",\"stop\":{\"accountSid\":\"AC%032x\",\"callSid\":\"%s\"}}"
                .formatted(number, callSid().value()));
    socket.close();
  }

  @Override
  public void closed() {
    if (!over) {
      over = true;
      load.refused(next);
    }
  }
}
