package ava.bridge.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What another voice than the model's reads out. Nothing, where the model speaks for itself. A
/// value.
///
/// @param away the other voice is out of order, and the model speaks for itself
/// @param lines how many lines were ever asked for
/// @param written the items of late that the model wrote, latest last
/// @param gone those of them that an earlier session wrote: the present one does not know them
/// @param manuscript the answer that is being read out
/// @param stoodIn of the latest answer the model spoke something itself
/// @param corrections what the model must be told once its response has ended
record Reading(
    boolean away,
    int lines,
    List<String> written,
    List<String> gone,
    Optional<Manuscript> manuscript,
    boolean stoodIn,
    List<Correction> corrections) {
  static final Reading NONE =
      new Reading(false, 0, List.of(), List.of(), Optional.empty(), false, List.of());

  private static final int REMEMBERED = 16;

  /// Of a written item only these words were heard.
  record Correction(String responseId, String itemId, String words) {}

  Reading {
    written = List.copyOf(written);
    gone = List.copyOf(gone);
    corrections = List.copyOf(corrections);
  }

  Reading away(boolean now) {
    return new Reading(now, lines, written, gone, manuscript, stoodIn, corrections);
  }

  Reading with(Manuscript now) {
    return new Reading(away, lines, written, gone, Optional.of(now), stoodIn, corrections);
  }

  Reading without() {
    return new Reading(away, lines, written, gone, Optional.empty(), stoodIn, corrections);
  }

  /// An answer is begun, or another item of it.
  Reading beginning(Manuscript now, String itemId) {
    if (written.contains(itemId)) {
      return with(now);
    }
    var more = new ArrayList<>(written);
    more.add(itemId);
    var latest = more.subList(Math.max(0, more.size() - REMEMBERED), more.size());
    var stood = manuscript.isPresent() && stoodIn;
    return new Reading(away, lines, latest, gone, Optional.of(now), stood, corrections);
  }

  Reading asking(Manuscript now) {
    return new Reading(away, lines + 1, written, gone, Optional.of(now), stoodIn, corrections);
  }

  Reading standing(Manuscript now) {
    return new Reading(away, lines, written, gone, Optional.of(now), true, corrections);
  }

  /// The session that wrote is lost.
  Reading orphaned() {
    return new Reading(away, lines, written, written, manuscript, stoodIn, List.of());
  }

  Reading correcting(List<Correction> now) {
    return new Reading(away, lines, written, gone, manuscript, stoodIn, now);
  }

  List<Correction> correctionsOf(String responseId) {
    return corrections.stream().filter(c -> c.responseId().equals(responseId)).toList();
  }

  Reading correctedFor(String responseId) {
    return corrections.isEmpty()
        ? this
        : correcting(corrections.stream().filter(c -> !c.responseId().equals(responseId)).toList());
  }

  boolean waits() {
    return manuscript.filter(Manuscript::waits).isPresent();
  }
}
