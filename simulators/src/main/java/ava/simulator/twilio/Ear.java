package ava.simulator.twilio;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Observation;
import java.util.ArrayDeque;
import java.util.Queue;

/// What the caller perceives and does, over all streams of a call. Belongs to the loop.
final class Ear implements Caller.Handset {
  /// A shorter gap is a breath or jitter.
  private static final int GAP_MS = 120;

  private final CallTimeline timeline;
  private final Queue<Character> keys = new ArrayDeque<>();
  private long speaksMs;
  private long silentMs;
  private long heardBytes;
  private boolean speaking;
  private boolean callerSpeaks;
  private long callerSpeaksMs;
  private boolean hungUp;

  Ear(CallTimeline timeline) {
    this.timeline = timeline;
  }

  CallTimeline timeline() {
    return timeline;
  }

  /// Takes 20 ms of playback.
  void hears(int audibleBytes) {
    callerSpeaksMs = callerSpeaks ? callerSpeaksMs + Clip.FRAME_MS : 0;
    heardBytes += audibleBytes;
    if (audibleBytes > 0) {
      if (!speaking) {
        speaking = true;
        speaksMs = 0;
        timeline.note(Observation.AvaStarts::new);
      }
      speaksMs += Clip.FRAME_MS;
      silentMs = 0;
      return;
    }
    silentMs += Clip.FRAME_MS;
    if (silentMs >= GAP_MS) {
      stops(false);
    }
  }

  /// The playback was emptied.
  void cut() {
    stops(true);
  }

  /// Her stream is over. What comes in the next one is a beginning.
  void hearsNoMore() {
    stops(false);
  }

  private void stops(boolean cut) {
    if (!speaking) {
      return;
    }
    speaking = false;
    speaksMs = 0;
    timeline.note(at -> new Observation.AvaStops(at, cut));
  }

  boolean hungUp() {
    return hungUp;
  }

  /// How long the caller has been speaking, 0 while he does not.
  long callerSpeaksMs() {
    return callerSpeaksMs;
  }

  Queue<Character> keys() {
    return keys;
  }

  @Override
  public long elapsedMs() {
    return timeline.elapsed().toMillis();
  }

  @Override
  public long avaSpeaksMs() {
    return speaksMs;
  }

  @Override
  public long avaSilentMs() {
    return speaking ? 0 : silentMs;
  }

  @Override
  public long avaHeardMs() {
    return heardBytes / Clip.BYTES_PER_MS;
  }

  @Override
  public void begins(String text) {
    callerSpeaks = true;
    timeline.note(at -> new Observation.CallerStarts(at, text));
  }

  @Override
  public void finished() {
    callerSpeaks = false;
    timeline.note(Observation.CallerStops::new);
  }

  @Override
  public void press(char key) {
    keys.add(key);
    timeline.note(at -> new Observation.KeyPressed(at, key));
  }

  @Override
  public void hangUp() {
    hungUp = true;
  }
}
