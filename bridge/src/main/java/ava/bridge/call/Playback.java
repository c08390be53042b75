package ava.bridge.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What was sent to the caller's ear and how much of it he heard, item by item. A value.
///
/// Marks say where playback is: each is named `g<generation>:<n>` and stands behind audio. Twilio
/// answers a `clear` by echoing every pending mark at once; by then the generation is another and
/// these echoes count for nothing.
///
/// @param marks how many marks were ever set
record Playback(int generation, int marks, List<Piece> pieces, List<Pending> pending) {
  static final Playback NOTHING = new Playback(1, 0, List.of(), List.of());

  /// The mu-law bytes of a millisecond.
  static final int BYTES_PER_MS = 8;

  /// A mark at least each 200 ms of audio.
  private static final long MARK_EVERY = 200L * BYTES_PER_MS;

  /// A part of an item's audio that was not heard to its end.
  ///
  /// @param whole no more audio comes for it
  record Piece(
      String responseId,
      String itemId,
      int part,
      long sent,
      long marked,
      long heard,
      boolean whole) {
    private boolean is(String item, int number) {
      return itemId.equals(item) && part == number;
    }

    private Piece sending(long bytes) {
      return new Piece(responseId, itemId, part, sent + bytes, marked, heard, false);
    }

    private Piece marking(boolean last) {
      return new Piece(responseId, itemId, part, sent, sent, heard, last);
    }

    private Piece hearing(long bytes) {
      return new Piece(responseId, itemId, part, sent, marked, Math.max(heard, bytes), whole);
    }

    /// The words of a text that were heard of its audio, in proportion.
    String heardOf(String text) {
      var words = text.strip().split("\\s+");
      var count = sent == 0 ? 0 : (int) (words.length * heard / sent);
      return String.join(" ", List.of(words).subList(0, Math.min(count, words.length)));
    }

    int heardMs() {
      return (int) (heard / BYTES_PER_MS);
    }
  }

  /// A mark whose echo says that so many bytes of the item were heard.
  record Pending(String name, String itemId, int part, long heard, boolean last) {}

  /// @param finished the items that were heard to their end
  record Echo(Playback playback, List<Piece> finished) {}

  /// @param name the mark to send now, or empty
  record Marked(Playback playback, List<String> name) {}

  /// @param pieces what was cut, the one that was playing first
  record Cut(Playback playback, List<Piece> pieces) {}

  /// How long audio plays.
  static Duration length(String base64) {
    return Duration.ofMillis(bytes(base64) / BYTES_PER_MS);
  }

  /// The bytes that base64 text stands for.
  static long bytes(String base64) {
    var padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
    return base64.length() / 4 * 3L - padding;
  }

  Playback {
    pieces = List.copyOf(pieces);
    pending = List.copyOf(pending);
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /// How much of what was sent he has not heard.
  Duration unheard() {
    var bytes = pieces.stream().mapToLong(piece -> piece.sent() - piece.heard()).sum();
    return Duration.ofMillis(bytes / BYTES_PER_MS);
  }

  /// Whether the caller has heard what was sent, but for a bit behind the last mark.
  boolean isHeard() {
    return pending.isEmpty();
  }

  /// Whether some of this item was sent and not yet heard to the end.
  boolean plays(String itemId) {
    return pieces.stream().anyMatch(piece -> piece.itemId().equals(itemId));
  }

  /// Notes audio that is sent, with a mark behind it when one is due.
  Marked send(String responseId, String itemId, int part, long bytes) {
    var known = indexOf(itemId, part) >= 0;
    var grown = new ArrayList<>(pieces);
    if (!known) {
      grown.add(new Piece(responseId, itemId, part, 0, 0, 0, false));
    }
    grown.replaceAll(piece -> piece.is(itemId, part) ? piece.sending(bytes) : piece);
    var after = new Playback(generation, marks, grown, pending);
    var piece = after.pieces.get(after.indexOf(itemId, part));
    return piece.sent() - piece.marked() >= MARK_EVERY
        ? after.mark(piece, false)
        : new Marked(after, List.of());
  }

  /// Notes that no more audio comes for a part, with a last mark behind it.
  Marked finish(String itemId, int part) {
    var index = indexOf(itemId, part);
    return index < 0 || pieces.get(index).whole()
        ? new Marked(this, List.of())
        : mark(pieces.get(index), true);
  }

  /// Takes an echo. A mark that is not pending says nothing.
  Echo echo(String name) {
    var index = 0;
    while (index < pending.size() && !pending.get(index).name().equals(name)) {
      index++;
    }
    if (index == pending.size()) {
      return new Echo(this, List.of());
    }
    var passed = pending.subList(0, index + 1);
    var left = new ArrayList<Piece>();
    var finished = new ArrayList<Piece>();
    for (var piece : pieces) {
      var now = piece;
      var last = false;
      for (var mark : passed) {
        if (piece.is(mark.itemId(), mark.part())) {
          now = now.hearing(mark.heard());
          last |= mark.last() && mark.heard() == piece.sent();
        }
      }
      (last ? finished : left).add(now);
    }
    var rest = pending.subList(index + 1, pending.size());
    return new Echo(new Playback(generation, marks, left, rest), finished);
  }

  /// Forgets everything that was not heard.
  Cut cut() {
    return isEmpty()
        ? new Cut(this, pieces)
        : new Cut(new Playback(generation + 1, marks, List.of(), List.of()), pieces);
  }

  private int indexOf(String itemId, int part) {
    for (var i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).is(itemId, part)) {
        return i;
      }
    }
    return -1;
  }

  private Marked mark(Piece piece, boolean last) {
    var name = "g" + generation + ":" + (marks + 1);
    var marked = new ArrayList<>(pieces);
    marked.replaceAll(p -> p.equals(piece) ? p.marking(last) : p);
    var waiting = new ArrayList<>(pending);
    waiting.add(new Pending(name, piece.itemId(), piece.part(), piece.sent(), last));
    return new Marked(new Playback(generation, marks + 1, marked, waiting), List.of(name));
  }
}
