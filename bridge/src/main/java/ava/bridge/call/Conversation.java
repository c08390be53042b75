package ava.bridge.call;

import ava.bridge.call.OpenTurn.Source;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The conversation in its order, which is the order of the items and not that in which their words
/// arrive. A turn is written once, when its words are final and every turn before it is written. A
/// value.
///
/// @param open the turns that are not written, in order
/// @param written the items of the turns that were written or dropped, latest last
/// @param follows the places of Ava's items of which nothing was said yet: item to the one before
/// @param told what a new session must be told: all that was written, tools and facts
record Conversation(
    int nextSeq, OpenTurns open, List<String> written, Map<String, String> follows, Told told) {
  /// What stands for words that could not be made out.
  static final String INAUDIBLE = "(inaudible)";

  private static final int REMEMBERED_ITEMS = 64;

  record Written(Conversation conversation, List<Turn> turns) {}

  static Conversation beginningAt(int seq, List<Memory> told) {
    return new Conversation(seq, OpenTurns.NONE, List.of(), Map.of(), Told.of(told));
  }

  Conversation {
    written = List.copyOf(written);
    follows = Map.copyOf(follows); // only ever asked for one item
  }

  boolean knows(String itemId) {
    return open.knows(itemId);
  }

  /// Whether everything that was said is written.
  boolean isComplete() {
    return open.isEmpty();
  }

  /// The words of an open turn, as far as they are known.
  String wordsOf(String itemId) {
    return open.find(itemId).map(OpenTurn::text).orElse("");
  }

  Conversation begin(String itemId, Speaker speaker, Instant at) {
    return begin(OpenTurn.begun(itemId, Source.of(speaker), at));
  }

  /// The caller presses a key. His keys are one turn from the first of them on.
  Conversation keyed(char key, Instant at) {
    var keys = open.keys();
    if (keys.isPresent()) {
      return hearWords(keys.get().itemId(), 0, String.valueOf(key));
    }
    var count = at.toEpochMilli();
    while (knows("keys_" + count) || written.contains("keys_" + count)) {
      count++;
    }
    var item = "keys_" + count;
    return begin(OpenTurn.begun(item, Source.KEYS, at)).hearWords(item, 0, String.valueOf(key));
  }

  /// No more keys come.
  Conversation keysDone(Instant at) {
    return open.keys()
        .map(keys -> settle(keys.itemId(), "(au clavier) " + keys.text(), at))
        .orElse(this);
  }

  private Conversation begin(OpenTurn turn) {
    if (written.contains(turn.itemId())) {
      return this;
    }
    if (knows(turn.itemId())) {
      return change(turn.itemId(), OpenTurn::goingOn);
    }
    var begun = opened(open.with(turn));
    var previous = follows.get(turn.itemId());
    return previous == null ? begun : begun.moved(turn.itemId(), previous);
  }

  /// Gives an item its place behind the one it follows. A caller's item that has its place is a
  /// turn that ended; of Ava's nothing may ever be said, so it is a turn only once something is.
  Conversation place(String itemId, Optional<String> previous, Speaker speaker, Instant at) {
    if (written.contains(itemId)) {
      return this;
    }
    if (speaker == Speaker.AVA && !knows(itemId)) {
      return previous.map(before -> following(itemId, before)).orElse(this);
    }
    var placed =
        speaker == Speaker.CALLER
            ? begin(itemId, speaker, at).change(itemId, turn -> turn.placing().ending(at))
            : this;
    return previous.map(before -> placed.moved(itemId, before)).orElse(placed);
  }

  private Conversation following(String itemId, String previous) {
    var places = new LinkedHashMap<>(follows);
    if (places.size() >= REMEMBERED_ITEMS) {
      places.clear();
    }
    places.put(itemId, previous);
    return new Conversation(nextSeq, open, written, places, told);
  }

  private Conversation moved(String itemId, String previous) {
    return opened(open.moved(itemId, previous, written.contains(previous)));
  }

  private Conversation opened(OpenTurns turns) {
    return turns.equals(open) ? this : new Conversation(nextSeq, turns, written, follows, told);
  }

  Conversation ended(String itemId, Instant at) {
    return change(itemId, turn -> turn.ending(at));
  }

  /// More words of a part of an answer.
  Conversation hearWords(String itemId, int part, String delta) {
    return change(
        itemId, turn -> turn.worded() ? turn : turn.saying(part, turn.part(part) + delta));
  }

  /// All words of a part.
  Conversation allWords(String itemId, int part, String text) {
    return change(itemId, turn -> turn.saying(part, text));
  }

  /// No more words come for any of Ava's open turns.
  Conversation answered() {
    var changed = this;
    for (var turn : open.list()) {
      if (turn.speaker() == Speaker.AVA && turn.isOpen() && !turn.worded()) {
        changed = changed.change(turn.itemId(), OpenTurn::wordedWhole);
      }
    }
    return changed;
  }

  /// Settles a turn in these words; without words it is dropped.
  Conversation settle(String itemId, String words, Instant at) {
    return change(itemId, turn -> turn.settled(words, at, false));
  }

  /// The words of a caller's turn, even of one whose beginning was not told.
  Conversation transcribed(String itemId, String words, Instant at) {
    return begin(itemId, Speaker.CALLER, at).settle(itemId, words, at);
  }

  /// No words come for a caller's turn but those that are there.
  Conversation untranscribed(String itemId, Instant at) {
    return change(
        itemId, turn -> turn.settled(turn.text().isBlank() ? INAUDIBLE : turn.text(), at, false));
  }

  /// Settles answers that were cut in the words that were heard of them, in proportion to their
  /// audio: the parts before the one that was cut whole, those behind it not at all.
  Conversation cutAt(List<Playback.Piece> pieces, Instant at) {
    var changed = this;
    for (var itemId : pieces.stream().map(Playback.Piece::itemId).distinct().toList()) {
      var cut = pieces.stream().filter(piece -> piece.itemId().equals(itemId)).toList();
      changed = changed.change(itemId, turn -> turn.settled(turn.heard(cut), at, true));
    }
    return changed;
  }

  /// Settles an answer in the words that sounded of it: the rest was not said.
  Conversation stopped(String itemId, Instant at) {
    return change(itemId, turn -> turn.isOpen() ? turn.settled(turn.text(), at, true) : turn);
  }

  /// Settles the oldest turn if its transcript is late.
  Conversation giveUpOldest(Instant at) {
    return open.awaited().map(turn -> givenUp(turn, at, false)).orElse(this);
  }

  /// Settles every turn the caller spoke: no transcript comes any more.
  ///
  /// @param listened the model said of all that it heard whether it was speech
  Conversation giveUp(Instant at, boolean listened) {
    var changed = this;
    for (var turn : open.list()) {
      if (turn.awaitsWords()) {
        changed = changed.givenUp(turn, at, !listened && turn.endedAt().isPresent());
      }
    }
    return changed;
  }

  /// Speech of which the model made no item was a noise.
  private Conversation givenUp(OpenTurn turn, Instant at, boolean spoken) {
    return turn.placed() || spoken || !turn.text().isBlank()
        ? untranscribed(turn.itemId(), at)
        : unheard(turn.itemId());
  }

  /// Forgets a turn as if it had not begun: should the model make an item of it, it begins then.
  Conversation unheard(String itemId) {
    return opened(open.without(itemId));
  }

  /// When the caller began what no words are known of, if it can be heard again.
  Optional<Instant> unheard(Instant now) {
    var oldest = now.minus(RecentAudio.LONGEST);
    return open.list().stream()
        .filter(OpenTurn::awaitsWords)
        .filter(turn -> turn.endedAt().orElse(now).isAfter(oldest))
        .map(OpenTurn::startedAt)
        .findFirst();
  }

  /// How many of his turns since then have ended.
  int endedSince(Instant since) {
    var ended = open.list().stream().filter(turn -> turn.endedAt().isPresent());
    return (int) ended.filter(turn -> turn.isSpokenSince(since)).count();
  }

  /// Notes that the caller may have said what no session has heard to any effect.
  Conversation missed(Instant at) {
    var item = "missed_" + at.toEpochMilli();
    return begin(item, Speaker.CALLER, at).untranscribed(item, at);
  }

  /// Drops what the caller has said since then, be its words known or not: it is heard again. That
  /// the beginning of it is not is told.
  Conversation unsaid(Instant since, Instant at) {
    var oldest = at.minus(RecentAudio.LONGEST).plus(RecentAudio.UNDETECTED);
    var changed = this;
    for (var turn : open.list()) {
      if (turn.isSpokenSince(since)) {
        changed =
            turn.startedAt().isBefore(oldest)
                ? changed.untranscribed(turn.itemId(), at)
                : changed.unheard(turn.itemId());
      }
    }
    return changed;
  }

  Conversation remember(Memory memory) {
    return new Conversation(nextSeq, open, written, follows, told.with(memory));
  }

  /// All that a new session must be told, with what is known of the open turns.
  List<Memory> memories() {
    var all = told.all();
    for (var turn : open.list()) {
      if (!turn.text().isBlank() && !turn.isDropped()) {
        all.add(new Memory.Said(turn.speaker(), turn.text()));
      }
    }
    return all;
  }

  /// What the caller said is not held back by what Ava has not finished.
  Conversation hisFirst() {
    return opened(open.hisFirst());
  }

  /// Takes out the turns that can be written now.
  Written write() {
    var all = open.list();
    if (all.isEmpty() || all.getFirst().isOpen()) {
      return new Written(this, List.of());
    }
    var turns = new ArrayList<Turn>();
    var memories = told;
    var done = new ArrayList<>(written);
    var index = 0;
    while (index < all.size() && !all.get(index).isOpen()) {
      var turn = all.get(index++);
      done.add(turn.itemId());
      if (!turn.isDropped()) {
        turns.add(turn.asTurn(nextSeq + turns.size()));
        memories = memories.with(new Memory.Said(turn.speaker(), turn.text()));
      }
    }
    var rest = new OpenTurns(all.subList(index, all.size()));
    var latest = done.subList(Math.max(0, done.size() - REMEMBERED_ITEMS), done.size());
    return new Written(
        new Conversation(nextSeq + turns.size(), rest, latest, follows, memories), turns);
  }

  private Conversation change(String itemId, UnaryOperator<OpenTurn> change) {
    return opened(open.change(itemId, change));
  }
}
