package ava.bridge.call;

import ava.shared.EndReason;
import ava.shared.NextStep;
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
/// @param tries what the answers since the last whole one came to
/// @param begun what we had asked for when the answer that runs began: it may be the answer to it
/// @param nudged we asked for what the model was to say by itself
/// @param parting the last step that the answer that runs has chosen
/// @param cut answers whose late audio and text are dropped, latest last
record Answers(
    Optional<Effect.Ask> asked,
    Optional<String> active,
    boolean blocked,
    Optional<Effect.Ask> wanted,
    boolean spoke,
    boolean acted,
    Tries tries,
    Optional<Effect.Ask> begun,
    boolean nudged,
    Optional<Parting> parting,
    List<String> cut) {
  /// How the model ends the call, once its answer has ended.
  ///
  /// @param words what the caller hears if the answer said nothing
  record Parting(String callId, NextStep next, EndReason reason, Phrase words) {}

  /// Answers that were not whole, of which each kind is tried again.
  ///
  /// @param failed how many came to nothing
  /// @param cut how many stopped in the middle of a sentence
  record Tries(int failed, int cut) {
    static final Tries NONE = new Tries(0, 0);

    Tries failing() {
      return new Tries(failed + 1, cut);
    }

    Tries cutting() {
      return new Tries(failed, cut + 1);
    }
  }

  static final Answers NONE =
      new Answers(
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          false,
          false,
          Tries.NONE,
          Optional.empty(),
          false,
          Optional.empty(),
          List.of());

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
    return with(Optional.of(ask), active, blocked, Optional.empty()).saying(false, false, false);
  }

  /// Asks for what is due already. Whatever runs instead is the answer to it.
  Answers nudging(Effect.Ask ask) {
    return with(Optional.of(ask), active, blocked, wanted).saying(false, false, true);
  }

  Answers wanting(Effect.Ask ask) {
    return with(asked, active, blocked, Optional.of(ask));
  }

  Answers wantingNothing() {
    return with(asked, active, blocked, Optional.empty());
  }

  Answers started(String responseId) {
    var started = with(Optional.empty(), Optional.of(responseId), false, wanted);
    return started.beginning(nudged ? Optional.empty() : asked).saying(false, false, nudged);
  }

  Answers speaking() {
    return saying(true, acted, nudged);
  }

  Answers acting() {
    return saying(spoke, true, nudged);
  }

  Answers parting(Parting chosen) {
    return new Answers(
        asked,
        active,
        blocked,
        wanted,
        spoke,
        true,
        tries,
        begun,
        nudged,
        Optional.of(chosen),
        cut);
  }

  Answers cutting(String responseId) {
    var more = new ArrayList<>(cut);
    if (!more.contains(responseId)) {
      more.add(responseId);
    }
    var latest = more.subList(Math.max(0, more.size() - REMEMBERED_CUTS), more.size());
    return new Answers(
        asked, active, blocked, wanted, spoke, acted, tries, begun, nudged, parting, latest);
  }

  /// The model would not begin what we asked for, because another answer runs: ask again after it.
  Answers refused() {
    var again = nudged ? wanted : wanted.or(() -> asked).or(() -> begun);
    return with(Optional.empty(), active, active.isEmpty(), again)
        .beginning(Optional.empty())
        .saying(spoke, acted, false);
  }

  /// The model would not begin what we asked for: the same as an answer that failed.
  Answers failedToBegin() {
    var again = wanted.or(() -> asked).or(() -> begun);
    return with(Optional.empty(), active, blocked, again)
        .beginning(Optional.empty())
        .counting(tries.failing());
  }

  Answers ended(Tries now) {
    return with(asked, Optional.empty(), false, wanted)
        .saying(false, false, asked.isPresent() && nudged)
        .counting(now);
  }

  /// The session is gone, and with it what ran.
  Answers lost() {
    return with(Optional.empty(), Optional.empty(), false, wanted.or(() -> asked))
        .saying(false, false, false);
  }

  private Answers with(
      Optional<Effect.Ask> nowAsked,
      Optional<String> nowActive,
      boolean nowBlocked,
      Optional<Effect.Ask> nowWanted) {
    return new Answers(
        nowAsked,
        nowActive,
        nowBlocked,
        nowWanted,
        spoke,
        acted,
        tries,
        nowActive.isPresent() ? begun : Optional.empty(),
        nudged,
        nowActive.isPresent() ? parting : Optional.empty(),
        cut);
  }

  private Answers saying(boolean nowSpoke, boolean nowActed, boolean nowNudged) {
    return new Answers(
        asked, active, blocked, wanted, nowSpoke, nowActed, tries, begun, nowNudged, parting, cut);
  }

  private Answers beginning(Optional<Effect.Ask> fulfilled) {
    return new Answers(
        asked,
        active,
        blocked,
        wanted,
        spoke,
        acted,
        tries,
        fulfilled,
        nudged,
        Optional.empty(),
        cut);
  }

  private Answers counting(Tries now) {
    return new Answers(
        asked, active, blocked, wanted, spoke, acted, now, begun, nudged, parting, cut);
  }
}
