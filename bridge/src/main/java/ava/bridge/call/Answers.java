package ava.bridge.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The model's answers: one at a time. A value.
///
/// @param asked what we asked for and the model has not begun
/// @param active the answer that runs
/// @param blocked an answer runs of which we were not told
/// @param wanted what to ask for once nothing runs
/// @param spoke the answer that runs has sent audio
/// @param acted the answer that runs has called a tool
/// @param failures answers in a row that came to nothing
/// @param cut answers whose late audio and text are dropped, latest last
record Answers(
    Optional<Effect.Ask> asked,
    Optional<String> active,
    boolean blocked,
    Optional<Effect.Ask> wanted,
    boolean spoke,
    boolean acted,
    int failures,
    List<String> cut) {
  static final Answers NONE =
      new Answers(
          Optional.empty(), Optional.empty(), false, Optional.empty(), false, false, 0, List.of());

  private static final int REMEMBERED_CUTS = 16;

  Answers {
    cut = List.copyOf(cut);
  }

  boolean idle() {
    return asked.isEmpty() && active.isEmpty() && !blocked;
  }

  boolean isCut(String responseId) {
    return cut.contains(responseId);
  }

  /// Whether this answer runs and was not cut.
  boolean runs(String responseId) {
    return active.isPresent() && active.get().equals(responseId) && !isCut(responseId);
  }

  Answers asking(Effect.Ask ask) {
    return new Answers(
        Optional.of(ask), active, blocked, Optional.empty(), false, false, failures, cut);
  }

  Answers wanting(Effect.Ask ask) {
    return new Answers(asked, active, blocked, Optional.of(ask), spoke, acted, failures, cut);
  }

  Answers wantingNothing() {
    return new Answers(asked, active, blocked, Optional.empty(), spoke, acted, failures, cut);
  }

  Answers started(String responseId) {
    return new Answers(
        Optional.empty(), Optional.of(responseId), false, wanted, false, false, failures, cut);
  }

  Answers speaking() {
    return new Answers(asked, active, blocked, wanted, true, acted, failures, cut);
  }

  Answers acting() {
    return new Answers(asked, active, blocked, wanted, spoke, true, failures, cut);
  }

  Answers cutting(String responseId) {
    var more = new ArrayList<>(cut);
    if (!more.contains(responseId)) {
      more.add(responseId);
    }
    var latest = more.subList(Math.max(0, more.size() - REMEMBERED_CUTS), more.size());
    return new Answers(asked, active, blocked, wanted, spoke, acted, failures, latest);
  }

  /// The model would not begin what we asked for, because another answer runs: ask again after it.
  Answers refused() {
    return new Answers(
        Optional.empty(),
        active,
        active.isEmpty(),
        wanted.or(() -> asked),
        spoke,
        acted,
        failures,
        cut);
  }

  Answers ended(boolean failed) {
    return new Answers(
        asked, Optional.empty(), false, wanted, false, false, failed ? failures + 1 : 0, cut);
  }

  /// The session is gone, and with it what ran.
  Answers lost() {
    return new Answers(
        Optional.empty(),
        Optional.empty(),
        false,
        wanted.or(() -> asked),
        false,
        false,
        failures,
        cut);
  }
}
