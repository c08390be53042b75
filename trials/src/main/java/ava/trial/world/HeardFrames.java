package ava.trial.world;

import ava.trial.soak.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which frames of a caller's sentences came to a bridge, when, and over which of his lines.
final class HeardFrames {
  /// Behind a word on the same line, until Ava can be expected to have it: 600 ms.
  private static final int BEHIND = 30;

  /// A word with such a gap in it is not understood.
  private static final Duration TORN = Duration.ofMillis(300);

  /// Frames without which nobody can hear that somebody speaks.
  private static final int AUDIBLE = 8;

  private final List<Link> lines = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private final Map<Integer, Frame[]> sentences = new TreeMap<>();

  /// @param at when it came, since the beginning
  /// @param place among the frames of its line, from 1
  private record Frame(long at, int line, int place) {}

  /// A word that must not be lost.
  ///
  /// @param arrivedAt when the last of it reached a bridge
  record Finished(String word, long arrivedAt) {}

  void reached(Stamp stamp, Link over, long now) {
    var line = lines.indexOf(over);
    if (line < 0) {
      line = lines.size();
      lines.add(over);
      lengths.add(0);
    }
    var place = lengths.get(line) + 1;
    lengths.set(line, place);
    if (stamp.sentence() > 0) {
      var frames = sentences.computeIfAbsent(stamp.sentence(), _ -> new Frame[stamp.total()]);
      if (stamp.index() < frames.length && frames[stamp.index()] == null) {
        frames[stamp.index()] = new Frame(now, line, place);
      }
    }
  }

  /// Whether the line has brought anything.
  boolean any() {
    return !lines.isEmpty();
  }

  /// Whether the end of a sentence came to a bridge.
  boolean endOf(int sentence) {
    var frames = sentences.getOrDefault(sentence, new Frame[0]);
    return frames.length >= AUDIBLE && whole(frames, frames.length - AUDIBLE, frames.length);
  }

  /// The words that reached a bridge whole, with a while behind them.
  List<Finished> finished(List<Utterance> utterances) {
    var finished = new ArrayList<Finished>();
    for (var utterance : utterances) {
      var frames = sentences.getOrDefault(utterance.number(), new Frame[0]);
      for (var word = 0; word < utterance.words().size(); word++) {
        var from = word * utterance.framesPerWord();
        var to = from + utterance.framesPerWord();
        if (whole(frames, from, to) && behind(frames[to - 1]) >= BEHIND) {
          finished.add(new Finished(utterance.words().get(word), frames[to - 1].at()));
        }
      }
    }
    return finished;
  }

  private int behind(Frame frame) {
    return lengths.get(frame.line()) - frame.place();
  }

  private static boolean whole(Frame[] frames, int from, int to) {
    if (to > frames.length || frames[from] == null) {
      return false;
    }
    for (var index = from + 1; index < to; index++) {
      var frame = frames[index];
      if (frame == null
          || frame.line() != frames[from].line()
          || frame.at() - frames[index - 1].at() > TORN.toNanos()) {
        return false;
      }
    }
    return true;
  }
}
