package ava.simulator.twilio;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Observation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import okhttp3.WebSocket;

/// What goes over a Media Stream in both directions: frames of the caller and echoes of marks to
/// the bridge, Ava's voice from it. The call's thread ticks, OkHttp's reader hands in messages;
/// both hold the lock of `this`, under which nothing blocks.
final class StreamTraffic {
  private static final byte[] SILENCE = Clip.silence(Duration.ofMillis(20)).bytes();

  private record LateMark(long dueAt, String name) {}

  private final MediaStream.Line line;
  private final String streamSid;
  private final Trouble trouble;
  private final StreamMessages messages;
  private final Playback playback = new Playback();
  private final Queue<LateMark> lateMarks = new ArrayDeque<>();
  private boolean cut;
  private long frames;
  private long framesSent;
  private long framesLost;
  private long received;
  private long audioReceived;
  private long audioPlayed;
  private long marksReceived;
  private long marksEchoed;
  private long clears;
  private long latestTick;

  StreamTraffic(MediaStream.Line line, String streamSid, Trouble trouble) {
    this.line = line;
    this.streamSid = streamSid;
    this.trouble = trouble;
    this.messages = new StreamMessages(line.account().sid(), line.callSid(), streamSid);
  }

  synchronized StreamCounts counts() {
    return new StreamCounts(
        framesSent,
        framesLost,
        received,
        audioReceived / Clip.BYTES_PER_MS,
        audioPlayed / Clip.BYTES_PER_MS,
        marksReceived,
        marksEchoed,
        clears,
        latestTick / 1000);
  }

  synchronized void start(WebSocket socket, Map<String, String> parameters) {
    send(socket, messages.connected());
    if (!faults().has(LineFault.NoStart.class)) {
      line.timeline().note(at -> new Observation.StreamStarted(at, streamSid));
      send(socket, messages.start(trouble.parameters(parameters)));
    }
  }

  synchronized void stop(WebSocket socket) {
    send(socket, messages.stop());
  }

  /// The next 20 ms.
  ///
  /// @param lateNanos how late they come
  /// @param elapsed since the first
  synchronized void tick(WebSocket socket, long lateNanos, Duration elapsed) {
    latestTick = Math.max(latestTick, lateNanos);
    if (cut) {
      line.ear().cut();
      cut = false;
    }
    var played = playback.play();
    audioPlayed += played.audible();
    played.marks().forEach(name -> echo(socket, name));
    while (!lateMarks.isEmpty() && lateMarks.peek().dueAt() <= System.nanoTime()) {
      echoNow(socket, lateMarks.remove().name());
    }
    line.ear().hears(played.audible());
    var spoken = trouble.heard(elapsed, line.plan().caller().frame(line.ear()));
    for (var key = line.ear().keys().poll(); key != null; key = line.ear().keys().poll()) {
      send(socket, messages.dtmf(key));
    }
    var lost = speak(socket, spoken);
    line.recording().add(lost ? SILENCE : Arrays.copyOf(spoken, Clip.FRAME), played.frame());
    trouble.frames(elapsed, socket);
  }

  /// Sends a frame of the caller; true when it gets lost instead.
  private boolean speak(WebSocket socket, byte[] spoken) {
    var lost = trouble.lost(line.ear().callerSpeaksMs()) || faults().has(LineFault.NoStart.class);
    if (lost) {
      framesLost++;
    } else {
      send(socket, messages.media(spoken, frames));
      framesSent++;
    }
    frames++;
    return lost;
  }

  /// Takes a message of the bridge.
  synchronized void receive(WebSocket socket, BridgeMessage message) {
    received++;
    switch (message) {
      case BridgeMessage.Media media -> queue(media.audio());
      case BridgeMessage.Mark(var name) -> {
        marksReceived++;
        if (playback.mark(name)) {
          echo(socket, name);
        }
      }
      case BridgeMessage.Clear() -> clear(socket);
      case BridgeMessage.Wrong(var reason) -> line.refuses(31951, reason);
    }
  }

  private void queue(byte[] audio) {
    audioReceived += audio.length;
    if (!playback.add(audio)) {
      line.refuses(31931, "more than 10 minutes of audio are queued");
    }
  }

  private void clear(WebSocket socket) {
    var cleared = playback.clear();
    cut = true;
    clears++;
    line.timeline().note(at -> new Observation.Cleared(at, cleared.unheard()));
    cleared.marks().forEach(name -> echo(socket, name));
  }

  private void echo(WebSocket socket, String name) {
    var delay = faults().find(LineFault.DelayMarks.class);
    if (delay.isPresent()) {
      lateMarks.add(new LateMark(System.nanoTime() + delay.get().by().toNanos(), name));
    } else {
      echoNow(socket, name);
    }
  }

  private void echoNow(WebSocket socket, String name) {
    var times = faults().has(LineFault.DuplicateMarks.class) ? 2 : 1;
    for (var time = 0; time < times; time++) {
      send(socket, messages.mark(name));
      marksEchoed++;
    }
  }

  private LineFaults faults() {
    return line.plan().faults();
  }

  private static void send(WebSocket socket, String text) {
    socket.send(text);
  }
}
