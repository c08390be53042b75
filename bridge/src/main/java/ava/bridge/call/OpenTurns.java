package ava.bridge.call;

import ava.shared.call.Speaker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The turns that are not written yet, in the order of the conversation. A value.
record OpenTurns(List<OpenTurn> list) {
  static final OpenTurns NONE = new OpenTurns(List.of());

  OpenTurns {
    list = List.copyOf(list);
  }

  boolean isEmpty() {
    return list.isEmpty();
  }

  boolean knows(String itemId) {
    return indexOf(list, itemId) >= 0;
  }

  Optional<OpenTurn> find(String itemId) {
    return list.stream().filter(turn -> turn.itemId().equals(itemId)).findFirst();
  }

  /// The keys that are being pressed.
  Optional<OpenTurn> keys() {
    return list.stream().filter(turn -> turn.isKeyed() && turn.isOpen()).findFirst();
  }

  /// The oldest, if it is a caller's whose speech has ended: all others wait for it.
  Optional<OpenTurn> awaited() {
    return list.isEmpty()
        ? Optional.empty()
        : Optional.of(list.getFirst())
            .filter(turn -> turn.awaitsWords() && turn.endedAt().isPresent());
  }

  /// Whether the words of the caller's wait for those before them.
  boolean holdWords() {
    return list.stream().anyMatch(turn -> turn.isSpoken() && !turn.isOpen());
  }

  /// The caller's, as far as they are known, before what Ava has not finished.
  OpenTurns hisFirst() {
    var order = new ArrayList<>(list);
    var settled = list.stream().takeWhile(turn -> !turn.isOpen()).count();
    var known = list.stream().takeWhile(turn -> isHers(turn) || !turn.isOpen()).count();
    order.subList((int) settled, (int) known).sort(Comparator.comparing(OpenTurns::isHers));
    return new OpenTurns(order);
  }

  private static boolean isHers(OpenTurn turn) {
    return turn.speaker() == Speaker.AVA;
  }

  /// Whether the caller spoke, and the model has made no item of it.
  boolean isSpeechOpen() {
    return list.stream().anyMatch(turn -> turn.awaitsWords() && !turn.placed());
  }

  OpenTurns with(OpenTurn turn) {
    var more = new ArrayList<>(list);
    more.add(turn);
    return new OpenTurns(more);
  }

  OpenTurns without(String itemId) {
    return new OpenTurns(list.stream().filter(turn -> !turn.itemId().equals(itemId)).toList());
  }

  /// Changes a turn that is not settled. Nothing is copied when nothing changes: one of Ava's goes
  /// on with each of its frames.
  OpenTurns change(String itemId, UnaryOperator<OpenTurn> change) {
    var index = indexOf(list, itemId);
    if (index < 0 || !list.get(index).isOpen()) {
      return this;
    }
    var turn = change.apply(list.get(index));
    if (turn.equals(list.get(index))) {
      return this;
    }
    var changed = new ArrayList<>(list);
    changed.set(index, turn);
    return new OpenTurns(changed);
  }

  /// Moves a turn behind another, or to the beginning if that one is written. Keys are no items of
  /// the model's: they keep their place before what began after them.
  OpenTurns moved(String itemId, String previous, boolean previousWritten) {
    var order = new ArrayList<>(list);
    var turn = order.remove(indexOf(list, itemId));
    var index = indexOf(order, previous);
    if (previous.equals(itemId) || (index < 0 && !previousWritten)) {
      return this;
    }
    var to = index + 1;
    while (to < order.size()
        && order.get(to).isKeyed()
        && !order.get(to).startedAt().isAfter(turn.startedAt())) {
      to++;
    }
    order.add(to, turn);
    return new OpenTurns(order);
  }

  private static int indexOf(List<OpenTurn> turns, String itemId) {
    for (var i = 0; i < turns.size(); i++) {
      if (turns.get(i).itemId().equals(itemId)) {
        return i;
      }
    }
    return -1;
  }
}
