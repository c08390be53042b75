package ava.bridge.call;

import java.util.ArrayList;
import java.util.List;

/// What a new session must be told, in its order. It only grows, all through a call: so it lies in
/// pieces, of which adding copies the last one. A value.
///
/// @param whole pieces of [#PIECE]
/// @param last the newest, fewer
record Told(List<List<Memory>> whole, List<Memory> last) {
  private static final int PIECE = 32;

  static final Told NOTHING = new Told(List.of(), List.of());

  Told {
    whole = List.copyOf(whole);
    last = List.copyOf(last);
  }

  static Told of(List<Memory> memories) {
    var told = NOTHING;
    for (var memory : memories) {
      told = told.with(memory);
    }
    return told;
  }

  Told with(Memory memory) {
    var grown = new ArrayList<>(last);
    grown.add(memory);
    if (grown.size() < PIECE) {
      return new Told(whole, grown);
    }
    var pieces = new ArrayList<>(whole);
    pieces.add(List.copyOf(grown));
    return new Told(pieces, List.of());
  }

  /// A list of its own.
  ArrayList<Memory> all() {
    var all = new ArrayList<Memory>();
    whole.forEach(all::addAll);
    all.addAll(last);
    return all;
  }
}
