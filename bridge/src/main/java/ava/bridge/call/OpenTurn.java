package ava.bridge.call;

import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A turn that is not written yet. A value.
///
/// @param parts its words, one text for each part of an answer
/// @param endedAt when the caller stopped speaking, or Ava was heard to the end
/// @param placed the model made an item of it: without, a caller's speech was only noise
/// @param worded no more words come
record OpenTurn(
    String itemId,
    Source source,
    List<String> parts,
    Instant startedAt,
    Optional<Instant> endedAt,
    boolean placed,
    boolean worded,
    Progress progress) {
  /// Where it comes from.
  enum Source {
    AVA,
    CALLER,
    /// The caller presses keys instead of speaking.
    KEYS;

    static Source of(Speaker speaker) {
      return switch (speaker) {
        case AVA -> AVA;
        case CALLER -> CALLER;
      };
    }
  }

  /// How far a turn is.
  enum Progress {
    OPEN,
    SETTLED,
    /// Settled in the part of its words that was heard.
    CUT,
    DROPPED
  }

  OpenTurn {
    parts = List.copyOf(parts);
  }

  static OpenTurn begun(String itemId, Source source, Instant at) {
    return new OpenTurn(
        itemId, source, List.of(), at, Optional.empty(), false, false, Progress.OPEN);
  }

  String text() {
    return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining(" "));
  }

  String part(int index) {
    return index < parts.size() ? parts.get(index) : "";
  }

  Speaker speaker() {
    return source == Source.AVA ? Speaker.AVA : Speaker.CALLER;
  }

  boolean isKeyed() {
    return source == Source.KEYS;
  }

  boolean isOpen() {
    return progress == Progress.OPEN;
  }

  /// Whether nothing was said after all.
  boolean isDropped() {
    return progress == Progress.DROPPED;
  }

  /// Whether the caller spoke this.
  boolean isSpoken() {
    return source == Source.CALLER && !isDropped();
  }

  boolean isSpokenSince(Instant since) {
    return isSpoken() && !startedAt.isBefore(since);
  }

  /// Whether the caller spoke this, and its words are not known.
  boolean awaitsWords() {
    return isOpen() && isSpoken();
  }

  OpenTurn ending(Instant at) {
    return with(parts, Optional.of(endedAt.orElse(at)), placed, worded).settledIfFinal();
  }

  /// More of an answer is on its way to the caller's ear.
  OpenTurn goingOn() {
    return source == Source.AVA && endedAt.isPresent()
        ? with(parts, Optional.empty(), placed, worded)
        : this;
  }

  OpenTurn placing() {
    return with(parts, endedAt, true, worded);
  }

  OpenTurn saying(int part, String words) {
    var more = new ArrayList<>(parts);
    while (more.size() <= part) {
      more.add("");
    }
    more.set(part, words);
    return with(more, endedAt, placed, worded);
  }

  OpenTurn wordedWhole() {
    return with(parts, endedAt, placed, true).settledIfFinal();
  }

  /// The words that were heard of an answer which was cut in these pieces of its audio.
  String heard(List<Playback.Piece> cut) {
    var first = cut.getFirst().part();
    var words = new ArrayList<>(parts.subList(0, Math.min(first, parts.size())));
    cut.forEach(piece -> words.add(piece.heardOf(part(piece.part()))));
    words.removeIf(String::isBlank);
    return String.join(" ", words);
  }

  Turn asTurn(int seq) {
    return new Turn(
        seq, speaker(), text(), startedAt, endedAt.orElse(startedAt), progress == Progress.CUT);
  }

  /// Final in these words; without words it is dropped.
  OpenTurn settled(String words, Instant at, boolean cut) {
    return new OpenTurn(
        itemId,
        source,
        List.of(words.strip()),
        startedAt,
        Optional.of(endedAt.orElse(at)),
        placed,
        true,
        words.isBlank() ? Progress.DROPPED : cut ? Progress.CUT : Progress.SETTLED);
  }

  /// An answer is final once it was heard and its last word is known.
  private OpenTurn settledIfFinal() {
    return isOpen() && source == Source.AVA && worded && endedAt.isPresent()
        ? settled(text(), endedAt.get(), false)
        : this;
  }

  private OpenTurn with(
      List<String> words, Optional<Instant> end, boolean isPlaced, boolean isWorded) {
    return new OpenTurn(itemId, source, words, startedAt, end, isPlaced, isWorded, progress);
  }
}
