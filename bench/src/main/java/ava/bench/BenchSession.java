package ava.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// One session of the model, as its GA protocol goes: opens, takes settings, speaks the greeting
/// that it is asked for, then takes turns by itself. While it answers it says what the caller says,
/// frame by frame. Thread: the reactor's.
final class BenchSession implements RawSocket.Ear {
  private static final int GREETING_FRAMES = 100;
  private static final int BURST_FRAMES = 100;
  private static final String AUDIO = "\"audio\":\"";
  private static final String APPEND = "\"input_audio_buffer.append\"";
  private static final String KEEPS_SILENT = "\"create_response\":false";

  /// A setting that only the protocol before the GA one has; it names audio differently.
  private static final String BETA = "\"output_audio_format\"";

  private final Load load;
  private @Nullable RawSocket socket;

  private int call;
  private int next;
  private final int number;
  private int items;
  private int turn;
  private long nanos;
  private String deltaType = "response.output_audio.delta";
  private boolean takesTurns;
  private boolean listening;
  private boolean answering;
  private boolean resting;
  private boolean over;

  /// @param number that no other session of the load has: ids of the real model never come twice
  BenchSession(Load load, int number) {
    this.load = load;
    this.number = number;
  }

  void use(RawSocket accepted) {
    socket = accepted;
  }

  private String id(int count) {
    return number + "_" + count;
  }

  private void send(String event) {
    if (socket != null && !over) {
      socket.send(event);
    }
  }

  @Override
  public void opened() {
    load.reactor().after(load.talk().opensAfter(), () -> send(session("session.created")));
  }

  private static String session(String type) {
    return """
    {"type":"%s","event_id":"event_1","session":{"type":"realtime","object":"realtime.session",\
    "id":"sess_1","model":"gpt-realtime-2.1","expires_at":%d,"output_modalities":["audio"],\
    "audio":{"input":{"format":{"type":"audio/pcmu"}},"output":{"format":{"type":"audio/pcmu"},\
    "voice":"marin"}}}}\
    """
        .formatted(type, System.currentTimeMillis() / 1000 + 3_600);
  }

  @Override
  public void text(byte[] bytes, int from, int length) {
    var text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    var kind = text.substring(0, Math.min(60, length));
    if (kind.contains(APPEND) || text.contains(APPEND)) {
      var begin = text.indexOf(AUDIO) + AUDIO.length();
      hears(text.substring(begin, text.indexOf('"', begin)));
    } else if (text.contains("\"session.update\"")) {
      send(session("session.updated"));
      if (text.contains(BETA)) {
        deltaType = "response.audio.delta";
      }
      if (!text.contains(KEEPS_SILENT) && !takesTurns) {
        takesTurns = true;
        load.reactor().after(load.talk().firstTurn(number), this::callerBegins);
      }
    } else if (text.contains("\"response.create\"")) {
      greet(asked(new String(bytes, from, length, StandardCharsets.UTF_8)));
    }
  }

  /// What stands between the last guillemets.
  private static String asked(String text) {
    var end = text.lastIndexOf('»');
    var begin = text.lastIndexOf('«', end);
    return begin < 0 ? "Bonjour." : text.substring(begin + 1, end).strip();
  }

  private void hears(String base64) {
    var audio = Base64.getDecoder().decode(base64);
    var now = System.nanoTime();
    for (var from = 0; from + FrameStamp.BYTES <= audio.length; from += FrameStamp.BYTES) {
      var stamp = FrameStamp.read(audio, from);
      if (stamp.kind() == FrameStamp.SPEECH) {
        heard(stamp, stamp.whole(audio, from), now, audio.length == FrameStamp.BYTES);
      }
    }
  }

  private void heard(FrameStamp stamp, boolean whole, long now, boolean live) {
    if (call == 0) {
      call = stamp.call();
      next = stamp.index();
      if (load.heard(call)) {
        load.tally().unsend(next);
      }
    }
    if (stamp.call() != call || stamp.index() != next || !whole) {
      load.tally().wrong("parole " + stamp + " dans l’appel " + call + " au lieu de " + next);
    }
    next = stamp.index() + 1;
    nanos = stamp.nanos();
    load.tally().heard(now - stamp.nanos(), live);
    if (answering) {
      say(1);
    }
  }

  /// Audio of the answer, as many frames in one event.
  private void say(int frames) {
    var audio = new byte[frames * FrameStamp.BYTES];
    var since = frames == 1 ? nanos : System.nanoTime();
    for (var n = 0; n < frames; n++) {
      var frame = new FrameStamp(FrameStamp.ANSWER, call, load.nextAnswer(call), since).bytes();
      System.arraycopy(frame, 0, audio, n * FrameStamp.BYTES, frame.length);
      load.tally().answered();
    }
    delta(Base64.getEncoder().encodeToString(audio));
  }

  private void delta(String base64) {
    send(
        "{\"type\":\""
            + deltaType
            + "\",\"event_id\":\"event_d\",\"response_id\":\"resp_"
            + id(items)
            + "\",\"item_id\":\"item_A"
            + id(items)
            + "\",\"output_index\":0,\"content_index\":0,\"delta\":\""
            + base64
            + "\"}");
  }

  private void greet(String words) {
    beginAnswer();
    for (var frame = 0; frame < GREETING_FRAMES; frame += 10) {
      var audio = new byte[10 * FrameStamp.BYTES];
      Arrays.fill(audio, (byte) 0xD5);
      delta(Base64.getEncoder().encodeToString(audio));
    }
    endAnswer(words, "completed");
  }

  private void beginAnswer() {
    items++;
    send(
        """
        {"type":"response.created","event_id":"e10","response":{"object":"realtime.response",\
        "id":"resp_%1$s","status":"in_progress","status_details":null,"output":[],"usage":null}}\
        """
            .formatted(id(items)));
    send(
        """
        {"type":"response.output_item.added","event_id":"e12","response_id":"resp_%1$s",\
        "output_index":0,"item":{"id":"item_A%1$s","object":"realtime.item","type":"message",\
        "status":"in_progress","role":"assistant","content":[]}}\
        """
            .formatted(id(items)));
  }

  private void endAnswer(String words, String status) {
    send(
        """
        {"type":"response.output_audio.done","event_id":"e17","response_id":"resp_%1$s",\
        "item_id":"item_A%1$s","output_index":0,"content_index":0}\
        """
            .formatted(id(items)));
    send(
        """
        {"type":"response.output_audio_transcript.done","event_id":"e18","response_id":"resp_%1$s",\
        "item_id":"item_A%1$s","output_index":0,"content_index":0,"transcript":"%2$s"}\
        """
            .formatted(id(items), words));
    send(
        """
        {"type":"response.done","event_id":"e20","response":{"object":"realtime.response",\
        "id":"resp_%1$s","status":"%2$s","status_details":null,"output":[],"usage":{\
        "total_tokens":630,"input_tokens":500,"output_tokens":130,"input_token_details":{\
        "text_tokens":300,"audio_tokens":200,"cached_tokens":250,"cached_tokens_details":{\
        "text_tokens":200,"audio_tokens":50}},"output_token_details":{"text_tokens":30,\
        "audio_tokens":100}}}}\
        """
            .formatted(id(items), status));
  }

  private void callerBegins() {
    if (resting) {
      return;
    }
    turn++;
    listening = true;
    send(
        """
        {"type":"input_audio_buffer.speech_started","event_id":"e30","audio_start_ms":%d,\
        "item_id":"item_U%s"}\
        """
            .formatted(next * 20L, id(turn)));
    load.reactor().after(load.talk().listens(), this::callerEnds);
  }

  private void callerEnds() {
    if (resting) {
      return;
    }
    hasListened();
    beginAnswer();
    writesDown();
    if (load.talk().cuts()) {
      say(BURST_FRAMES);
      load.reactor().after(load.talk().answers(), this::callerCutsIn);
    } else {
      answering = true;
      load.reactor().after(load.talk().answers(), this::answerEnds);
    }
  }

  private void hasListened() {
    listening = false;
    send(
        """
        {"type":"input_audio_buffer.speech_stopped","event_id":"e31","audio_end_ms":%d,\
        "item_id":"item_U%s"}\
        """
            .formatted(next * 20L, id(turn)));
    var before = items == 0 ? "null" : "\"item_A" + id(items) + "\"";
    send(
        """
        {"type":"input_audio_buffer.committed","event_id":"e32","previous_item_id":%s,\
        "item_id":"item_U%s"}\
        """
            .formatted(before, id(turn)));
  }

  private void writesDown() {
    send(
        """
        {"type":"conversation.item.input_audio_transcription.completed","event_id":"e36",\
        "item_id":"item_U%s","content_index":0,"transcript":"Question %d de l'appel %d.",\
        "usage":{"type":"tokens","total_tokens":26,"input_tokens":17,"input_token_details":{\
        "text_tokens":0,"audio_tokens":17},"output_tokens":9}}\
        """
            .formatted(id(turn), turn, call));
  }

  private void answerEnds() {
    if (!resting) {
      answering = false;
      endAnswer("Reponse %d a l'appel %d.".formatted(turn, call), "completed");
      load.reactor().after(load.talk().pause(), this::callerBegins);
    }
  }

  private void callerCutsIn() {
    if (resting) {
      return;
    }
    load.cutIn(call);
    callerBegins();
    endAnswer("Reponse coupee %d.".formatted(turn), "cancelled");
  }

  /// Begins nothing more; what comes is still heard. A caller in the middle of a turn has said it.
  void rest() {
    if (listening) {
      hasListened();
      writesDown();
    }
    resting = true;
    answering = false;
  }

  @Override
  public void closed() {
    over = true;
    rest();
    load.gone(this);
  }
}
