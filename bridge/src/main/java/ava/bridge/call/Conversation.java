package ava.bridge.call;

import ava.shared.Speaker;
import ava.shared.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
    int nextSeq,
    List<Entry> open,
    List<String> written,
    Map<String, String> follows,
    List<Memory> told) {
  /// What stands for words that could not be made out.
  static final String INAUDIBLE = "(inaudible)";

  private static final int REMEMBERED_ITEMS = 64;

  /// How far a turn is.
  enum Progress {
    OPEN,
    SETTLED,
    DROPPED
  }

  /// A turn that is not written yet.
  ///
  /// @param endedAt when the caller stopped speaking, or Ava was heard to the end
  /// @param worded no more words come
  record Entry(
      String itemId,
      Speaker speaker,
      String text,
      Instant startedAt,
      Optional<Instant> endedAt,
      boolean worded,
      Progress progress,
      boolean interrupted) {
    private Entry ending(Instant at) {
      var end = Optional.of(endedAt.orElse(at));
      return new Entry(itemId, speaker, text, startedAt, end, worded, progress, interrupted);
    }

    private Entry saying(String words, boolean last) {
      return new Entry(itemId, speaker, words, startedAt, endedAt, last, progress, interrupted);
    }

    private Entry settled(String words, Instant at, boolean cut) {
      var how = words.isBlank() ? Progress.DROPPED : Progress.SETTLED;
      var end = endedAt.orElse(at);
      return new Entry(itemId, speaker, words.strip(), startedAt, Optional.of(end), true, how, cut);
    }

    /// An answer is final once it was heard and its last word is known.
    private Entry settledIfFinal() {
      return progress == Progress.OPEN && speaker == Speaker.AVA && worded && endedAt.isPresent()
          ? settled(text, endedAt.get(), false)
          : this;
    }
  }

  record Written(Conversation conversation, List<Turn> turns) {}

  static Conversation beginningAt(int seq, List<Memory> told) {
    return new Conversation(seq, List.of(), List.of(), Map.of(), told);
  }

  Conversation {
    open = List.copyOf(open);
    written = List.copyOf(written);
    follows = Map.copyOf(follows);
    told = List.copyOf(told);
  }

  boolean knows(String itemId) {
    return open.stream().anyMatch(entry -> entry.itemId().equals(itemId));
  }

  /// Whether everything that was said is written.
  boolean isComplete() {
    return open.isEmpty();
  }

  /// Whether the oldest open turn is a caller's whose speech has ended.
  boolean waitsForTranscript() {
    return !open.isEmpty()
        && open.getFirst().speaker() == Speaker.CALLER
        && open.getFirst().progress() == Progress.OPEN
        && open.getFirst().endedAt().isPresent();
  }

  Conversation begin(String itemId, Speaker speaker, Instant at) {
    if (knows(itemId) || written.contains(itemId)) {
      return this;
    }
    var more = new ArrayList<>(open);
    more.add(new Entry(itemId, speaker, "", at, Optional.empty(), false, Progress.OPEN, false));
    var begun = opened(more);
    var previous = follows.get(itemId);
    return previous == null ? begun : begun.moved(itemId, previous);
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
    var begun = begin(itemId, speaker, at);
    var ended = speaker == Speaker.CALLER ? begun.ended(itemId, at) : begun;
    return previous.map(before -> ended.moved(itemId, before)).orElse(ended);
  }

  private Conversation following(String itemId, String previous) {
    var places = new HashMap<>(follows);
    if (places.size() >= REMEMBERED_ITEMS) {
      places.clear();
    }
    places.put(itemId, previous);
    return new Conversation(nextSeq, open, written, places, told);
  }

  /// An item that follows a turn already written comes first of the open ones.
  private Conversation moved(String itemId, String previous) {
    var order = new ArrayList<>(open);
    var entry = entry(itemId);
    order.remove(entry);
    var index = indexOf(order, previous);
    if (previous.equals(itemId) || (index < 0 && !written.contains(previous))) {
      return this;
    }
    order.add(index + 1, entry);
    return opened(order);
  }

  private Conversation opened(List<Entry> entries) {
    return new Conversation(nextSeq, entries, written, follows, told);
  }

  Conversation ended(String itemId, Instant at) {
    return change(itemId, entry -> entry.ending(at).settledIfFinal());
  }

  Conversation hearWords(String itemId, String delta) {
    return change(
        itemId, entry -> entry.worded() ? entry : entry.saying(entry.text() + delta, false));
  }

  Conversation allWords(String itemId, String text) {
    return change(itemId, entry -> entry.saying(text, true).settledIfFinal());
  }

  /// No more words come for any of Ava's open turns.
  Conversation answered() {
    var changed = this;
    for (var entry : open) {
      if (entry.speaker() == Speaker.AVA && !entry.worded()) {
        changed = changed.allWords(entry.itemId(), entry.text());
      }
    }
    return changed;
  }

  /// Settles a turn in these words; without words it is dropped.
  Conversation settle(String itemId, String words, Instant at, boolean interrupted) {
    return change(itemId, entry -> entry.settled(words, at, interrupted));
  }

  /// Settles an answer that was cut in the words that were heard of it, in proportion to its audio.
  Conversation cutAt(Playback.Piece piece, Instant at) {
    if (!knows(piece.itemId())) {
      return this;
    }
    var heard = heardWords(entry(piece.itemId()).text(), piece);
    return settle(piece.itemId(), heard, at, true);
  }

  /// The words of a text that were heard of its audio.
  static String heardWords(String text, Playback.Piece piece) {
    var words = text.strip().split("\\s+");
    var heard = piece.sent() == 0 ? 0 : (int) (words.length * piece.heard() / piece.sent());
    return String.join(" ", List.of(words).subList(0, Math.min(heard, words.length)));
  }

  /// Settles the oldest turn if its transcript is late.
  Conversation giveUpOldest(Instant at) {
    return waitsForTranscript() ? settle(open.getFirst().itemId(), INAUDIBLE, at, false) : this;
  }

  /// Settles every caller's turn: no transcript comes any more.
  Conversation giveUp(Instant at) {
    var changed = this;
    for (var entry : open) {
      if (entry.speaker() == Speaker.CALLER && entry.progress() == Progress.OPEN) {
        var words = entry.endedAt().isPresent() ? INAUDIBLE : "";
        changed = changed.settle(entry.itemId(), words, at, false);
      }
    }
    return changed;
  }

  /// Drops what the caller has said since then and no words are known of: it is heard again.
  Conversation unsaid(Instant since, Instant at) {
    var changed = this;
    for (var entry : open) {
      if (entry.speaker() == Speaker.CALLER && !entry.startedAt().isBefore(since)) {
        changed = changed.settle(entry.itemId(), "", at, false);
      }
    }
    return changed;
  }

  Conversation remember(Memory memory) {
    var more = new ArrayList<>(told);
    more.add(memory);
    return new Conversation(nextSeq, open, written, follows, more);
  }

  /// All that a new session must be told, with what is known of the open turns.
  List<Memory> memories() {
    var all = new ArrayList<>(told);
    for (var entry : open) {
      if (!entry.text().isBlank() && entry.progress() != Progress.DROPPED) {
        all.add(new Memory.Said(entry.speaker(), entry.text()));
      }
    }
    return all;
  }

  /// Takes out the turns that can be written now.
  Written write() {
    var turns = new ArrayList<Turn>();
    var memories = new ArrayList<>(told);
    var done = new ArrayList<>(written);
    var index = 0;
    while (index < open.size() && open.get(index).progress() != Progress.OPEN) {
      var entry = open.get(index++);
      done.add(entry.itemId());
      if (entry.progress() == Progress.SETTLED) {
        turns.add(
            new Turn(
                nextSeq + turns.size(),
                entry.speaker(),
                entry.text(),
                entry.startedAt(),
                entry.endedAt().orElse(entry.startedAt()),
                entry.interrupted()));
        memories.add(new Memory.Said(entry.speaker(), entry.text()));
      }
    }
    if (index == 0) {
      return new Written(this, List.of());
    }
    var rest = open.subList(index, open.size());
    var latest = done.subList(Math.max(0, done.size() - REMEMBERED_ITEMS), done.size());
    return new Written(
        new Conversation(nextSeq + turns.size(), rest, latest, follows, memories), turns);
  }

  private Entry entry(String itemId) {
    return open.get(indexOf(open, itemId));
  }

  private Conversation change(String itemId, UnaryOperator<Entry> change) {
    var changed =
        open.stream()
            .map(entry ->
                entry.itemId().equals(itemId) && entry.progress() == Progress.OPEN
                    ? change.apply(entry)
                    : entry)
            .toList();
    return opened(changed);
  }

  private static int indexOf(List<Entry> entries, String itemId) {
    for (var i = 0; i < entries.size(); i++) {
      if (entries.get(i).itemId().equals(itemId)) {
        return i;
      }
    }
    return -1;
  }
}
