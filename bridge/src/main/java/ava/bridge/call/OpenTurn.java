package ava.bridge.call;

import ava.shared.Speaker;
import ava.shared.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A turn that is not written yet. A value.
///
/// @param keyed the caller pressed keys instead of speaking
/// @param parts its words, one text for each part of an answer
/// @param endedAt when the caller stopped speaking, or Ava was heard to the end
/// @param placed the model made an item of it: without, a caller's speech was only noise
/// @param worded no more words come
record OpenTurn(
    String itemId,
    Speaker speaker,
    boolean keyed,
    List<String> parts,
    Instant startedAt,
    Optional<Instant> endedAt,
    boolean placed,
    boolean worded,
    Progress progress,
    boolean interrupted) {

  /// How far a turn is.
  enum Progress {
    OPEN,
    SETTLED,
    DROPPED
  }

  OpenTurn {
    parts = List.copyOf(parts);
  }

  static OpenTurn begun(String itemId, Speaker speaker, boolean keyed, Instant at) {
    return new OpenTurn(
        itemId,
        speaker,
        keyed,
        List.of(),
        at,
        Optional.empty(),
        false,
        false,
        Progress.OPEN,
        false);
  }

  String text() {
    return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining(" "));
  }

  String part(int index) {
    return index < parts.size() ? parts.get(index) : "";
  }

  boolean isOpen() {
    return progress == Progress.OPEN;
  }

  /// Whether the caller spoke this, and its words are not known.
  boolean awaitsWords() {
    return isOpen() && speaker == Speaker.CALLER && !keyed;
  }

  OpenTurn ending(Instant at) {
    return with(parts, Optional.of(endedAt.orElse(at)), placed, worded).settledIfFinal();
  }

  /// More of an answer is on its way to the caller's ear.
  OpenTurn goingOn() {
    return with(parts, speaker == Speaker.AVA ? Optional.empty() : endedAt, placed, worded);
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
    return new Turn(seq, speaker, text(), startedAt, endedAt.orElse(startedAt), interrupted);
  }

  /// Final in these words; without words it is dropped.
  OpenTurn settled(String words, Instant at, boolean cut) {
    return new OpenTurn(
        itemId,
        speaker,
        keyed,
        List.of(words.strip()),
        startedAt,
        Optional.of(endedAt.orElse(at)),
        placed,
        true,
        words.isBlank() ? Progress.DROPPED : Progress.SETTLED,
        cut);
  }

  /// An answer is final once it was heard and its last word is known.
  private OpenTurn settledIfFinal() {
    return isOpen() && speaker == Speaker.AVA && worded && endedAt.isPresent()
        ? settled(text(), endedAt.get(), false)
        : this;
  }

  private OpenTurn with(
      List<String> words, Optional<Instant> end, boolean isPlaced, boolean isWorded) {
    return new OpenTurn(
        itemId, speaker, keyed, words, startedAt, end, isPlaced, isWorded, progress, interrupted);
  }
}
