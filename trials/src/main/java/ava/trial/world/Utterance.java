package ava.trial.world;

import ava.simulator.scenario.Clip;
import ava.trial.soak.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A sentence whose sound says word by word what it is, in every frame of 20 ms.
///
/// @param speaker a number that nobody else in the world has
/// @param number of the speaker's sentences, from 1
/// @param words as many numbers of [Words], or plain words
record Utterance(int speaker, int number, List<String> words, int framesPerWord) {
  /// Of a word, what must be heard of it to be understood.
  private static final double UNDERSTOOD = 0.6;

  Utterance {
    words = List.copyOf(words);
  }

  int frames() {
    return words.size() * framesPerWord;
  }

  byte[] frame(int index) {
    return new Stamp(speaker, number, index, frames()).frame();
  }

  Clip sound() {
    var sound = new byte[frames() * Clip.FRAME];
    for (var index = 0; index < frames(); index++) {
      System.arraycopy(frame(index), 0, sound, index * Clip.FRAME, Clip.FRAME);
    }
    return Clip.of(sound);
  }

  String text() {
    return String.join(" ", words);
  }

  /// The words of which enough frames were heard.
  List<String> heard(SortedSet<Integer> frames) {
    var understood = new ArrayList<String>();
    for (var word = 0; word < words.size(); word++) {
      var from = word * framesPerWord;
      var count = frames.subSet(from, from + framesPerWord).size();
      if (count >= framesPerWord * UNDERSTOOD) {
        understood.add(words.get(word));
      }
    }
    return understood;
  }

  /// The frames of each sentence that some audio holds, in the order in which they begin in it.
  static List<Heard> heardIn(byte[] audio) {
    SortedMap<Long, Heard> heard = new TreeMap<>();
    var order = new ArrayList<Heard>();
    for (var from = 0; from + Clip.FRAME <= audio.length; ) {
      var stamp = Stamp.read(audio, from);
      if (stamp.isPresent() && stamp.get().sentence() > 0) {
        var key = (long) stamp.get().source() << 32 | stamp.get().sentence();
        var known = heard.get(key);
        if (known == null) {
          known = new Heard(stamp.get().source(), stamp.get().sentence(), new TreeSet<>());
          heard.put(key, known);
          order.add(known);
        }
        known.frames().add(stamp.get().index());
      }
      from += stamp.isPresent() ? Clip.FRAME : Clip.BYTES_PER_MS;
    }
    return Collections.unmodifiableList(order);
  }

  /// @param frames their places in the sentence
  record Heard(int speaker, int number, SortedSet<Integer> frames) {}
}
