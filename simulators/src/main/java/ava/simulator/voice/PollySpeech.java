package ava.simulator.voice;

import ava.shared.loop.Loop;
import ava.simulator.scenario.Clip;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The sound of one text on its way out, as it goes or goes wrong. Thread: the loop's.
final class PollySpeech {
  private static final Duration FIRST_SOUND = Duration.ofMillis(100);
  private static final Duration LATE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final int FASTER = 5;
  private static final List<Integer> PIECES = List.of(333, 1_601, 800, 2_000, 161);

  private final Loop loop;
  private final byte[] sound;
  private final Optional<PollyFault> fault;
  private final Out out;
  private Loop.Running next = Loop.Running.OVER;
  private int sent;
  private int pieces;
  private boolean over;

  /// How it ends.
  enum End {
    WHOLE,
    RESET,
    CUT
  }

  /// Where it goes.
  interface Out {
    void begins();

    void part(byte[] bytes);

    void ends(End how);
  }

  PollySpeech(Loop loop, byte[] sound, Optional<PollyFault> fault, Out out) {
    this.loop = loop;
    this.sound = sound;
    this.fault = fault;
    this.out = out;
  }

  void begin() {
    next = loop.after(has(PollyFault.IS_LATE) ? LATE : FIRST_SOUND, this::first);
  }

  /// @return whether there was anything left of it
  boolean cancel() {
    var before = over;
    over = true;
    next.cancel();
    return !before;
  }

  private boolean has(PollyFault asked) {
    return fault.filter(asked::equals).isPresent();
  }

  private void first() {
    out.begins();
    if (!has(PollyFault.STAYS_SILENT)) {
      part();
    }
  }

  private void part() {
    var length = Math.min(PIECES.get(pieces++ % PIECES.size()), sound.length - sent);
    out.part(Arrays.copyOfRange(sound, sent, sent + length));
    sent += length;
    var half = sent >= sound.length / 2;
    if (half && has(PollyFault.RESETS)) {
      ends(End.RESET);
    } else if (half && has(PollyFault.CUTS)) {
      ends(End.CUT);
    } else {
      var pace = Duration.ofMillis(Math.max(1, length / Clip.BYTES_PER_MS / FASTER));
      var pauses = has(PollyFault.PAUSES) && half && sent - length < sound.length / 2;
      next =
          loop.after(
              pauses ? PAUSE : pace, sent < sound.length ? this::part : () -> ends(End.WHOLE));
    }
  }

  private void ends(End how) {
    over = true;
    out.ends(how);
  }
}
