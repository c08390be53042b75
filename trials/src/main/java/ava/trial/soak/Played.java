package ava.trial.soak;

import ava.simulator.scenario.Clip;
import java.util.ArrayList;
import java.util.List;

/// What of one sentence of Ava's a caller heard: frames from the first on, without a gap.
///
/// @param frames how many were heard
/// @param total how many there were
public record Played(int session, int sentence, int frames, int total) {
  /// @param heard what reached the caller's ear, in order
  /// @param disorder what did not reach it whole or in order
  public record Reading(List<Played> heard, List<String> disorder) {}

  public boolean whole() {
    return frames == total;
  }

  public int ms() {
    return frames * 20;
  }

  /// Reads what a caller heard: frames of 20 ms, with silence between.
  public static Reading of(byte[] audio) {
    var heard = new ArrayList<Played>();
    var disorder = new ArrayList<String>();
    var last = new Stamp(0, 0, -1, 0);
    for (var from = 0; from + Clip.FRAME <= audio.length; from += Clip.FRAME) {
      var found = Stamp.read(audio, from);
      if (found.isEmpty()) {
        continue;
      }
      var stamp = found.get();
      var same = stamp.source() == last.source() && stamp.sentence() == last.sentence();
      if (same && stamp.index() > 0) {
        if (stamp.index() != last.index() + 1) {
          disorder.add("image " + stamp.index() + " d'Ava entendue après la " + last.index());
        }
        heard.set(heard.size() - 1, played(stamp));
      } else {
        if (stamp.index() != 0) {
          disorder.add("phrase d'Ava entendue à partir de l'image " + stamp.index());
        }
        heard.add(played(stamp));
      }
      last = stamp;
    }
    return new Reading(List.copyOf(heard), List.copyOf(disorder));
  }

  private static Played played(Stamp stamp) {
    return new Played(stamp.source(), stamp.sentence(), stamp.index() + 1, stamp.total());
  }
}
