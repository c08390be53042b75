package ava.simulator.twilio;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Observation;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/// What goes over a Media Stream in both directions: frames of the caller and echoes of marks to
/// the bridge, Ava's voice from it. Belongs to the loop.
final class StreamTraffic {
  private static final byte[] SILENCE = Clip.silentFrame();

  private final CallStream.Line line;
  private final String streamSid;
  private final Trouble trouble;
  private final StreamMessages messages;
  private final PlayQueue playback = new PlayQueue();
  private final Duration markDelay;
  private final int markTimes;
  private boolean cut;
  private long frames;
  private long framesSent;
  private long framesLost;
  private long audioReceived;
  private long audioPlayed;
  private long marksReceived;
  private long marksEchoed;
  private long clears;
  private long latestTick;

  StreamTraffic(CallStream.Line line, String streamSid, LineFaults faults, Trouble trouble) {
    this.line = line;
    this.streamSid = streamSid;
    this.trouble = trouble;
    this.messages = new StreamMessages(line.account().sid(), line.callSid(), streamSid);
    this.markDelay =
        faults.find(LineFault.DelayMarks.class).map(LineFault.DelayMarks::by).orElse(Duration.ZERO);
    this.markTimes = faults.has(LineFault.DuplicateMarks.class) ? 2 : 1;
  }

  StreamCounts counts() {
    return new StreamCounts(
        framesSent,
        framesLost,
        audioReceived / Clip.BYTES_PER_MS,
        audioPlayed / Clip.BYTES_PER_MS,
        marksReceived,
        marksEchoed,
        clears,
        latestTick / 1000);
  }

  void start(Uplink uplink, Map<String, String> parameters) {
    uplink.send(messages.connected());
    if (!trouble.noStart()) {
      line.ear().timeline().note(at -> new Observation.StreamStarted(at, streamSid));
      uplink.send(messages.start(trouble.parameters(parameters)));
    }
  }

  void stop(Uplink uplink) {
    uplink.send(messages.stop());
  }

  /// The next 20 ms.
  ///
  /// @param lateNanos how late they come
  /// @param elapsed since the first
  void tick(Uplink uplink, long lateNanos, Duration elapsed) {
    latestTick = Math.max(latestTick, lateNanos);
    if (cut) {
      line.ear().cut();
      cut = false;
    }
    var played = playback.play();
    audioPlayed += played.audible();
    played.marks().forEach(name -> echo(uplink, name));
    line.ear().hears(played.audible());
    if (played.audible() > 0) {
      line.ear().timeline().heard(played.frame());
    }
    var spoken = trouble.heard(elapsed, line.plan().caller().frame(line.ear()));
    for (var key = line.ear().keys().poll(); key != null; key = line.ear().keys().poll()) {
      uplink.send(messages.dtmf(key));
    }
    var lost = speak(uplink, spoken);
    line.recording()
        .add(
            lost
                ? SILENCE
                : spoken.length == Clip.FRAME ? spoken : Arrays.copyOf(spoken, Clip.FRAME),
            played.frame());
  }

  /// Sends a frame of the caller; true when it gets lost instead.
  private boolean speak(Uplink uplink, byte[] spoken) {
    var lost = trouble.lost(line.ear().callerSpeaksMs());
    if (lost) {
      framesLost++;
    } else {
      uplink.send(messages.media(spoken, frames));
      framesSent++;
    }
    frames++;
    return lost;
  }

  /// Takes a message of the bridge.
  void receive(Uplink uplink, BridgeMessage message) {
    switch (message) {
      case BridgeMessage.Media media -> queue(media.audio());
      case BridgeMessage.Mark(var name) -> {
        marksReceived++;
        if (playback.mark(name)) {
          echo(uplink, name);
        }
      }
      case BridgeMessage.Clear() -> clear(uplink);
      case BridgeMessage.Wrong(var reason) -> line.refuses(31951, reason);
    }
  }

  private void queue(byte[] audio) {
    audioReceived += audio.length;
    if (!playback.add(audio)) {
      line.refuses(31931, "more than 10 minutes of audio are queued");
    }
  }

  private void clear(Uplink uplink) {
    var cleared = playback.clear();
    cut = true;
    clears++;
    line.ear().timeline().note(at -> new Observation.Cleared(at, cleared.unheard()));
    cleared.marks().forEach(name -> echo(uplink, name));
  }

  private void echo(Uplink uplink, String name) {
    if (markDelay.isPositive()) {
      line.loop().after(markDelay, () -> echoNow(uplink, name));
    } else {
      echoNow(uplink, name);
    }
  }

  private void echoNow(Uplink uplink, String name) {
    for (var time = 0; time < markTimes; time++) {
      uplink.send(messages.mark(name));
      marksEchoed++;
    }
  }
}
