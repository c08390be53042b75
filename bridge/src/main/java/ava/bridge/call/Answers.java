package ava.bridge.call;

import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The model's answers: one at a time. A value.
///
/// @param asked what we asked for and the model has not begun
/// @param nudged we asked for what the model was to say by itself: whatever it says is that
/// @param running the answer that runs
/// @param blocked an answer runs of which we were not told
/// @param wanted what to ask for once nothing runs
/// @param tries what the latest answers came to
/// @param cut answers whose late audio and text are dropped, latest last
record Answers(
    Optional<Effect.Ask> asked,
    boolean nudged,
    Optional<Running> running,
    boolean blocked,
    Optional<Effect.Ask> wanted,
    Tries tries,
    List<String> cut) {

  /// The answer that runs.
  ///
  /// @param begun what we had asked for when it began: it may be the answer to it
  /// @param spoke it has sent audio
  /// @param acted it has called a tool
  /// @param waited it has chosen to say nothing
  /// @param parting the last step that it has chosen
  record Running(
      String id,
      Optional<Effect.Ask> begun,
      boolean spoke,
      boolean acted,
      boolean waited,
      Optional<Parting> parting) {
    private Running speaking() {
      return new Running(id, begun, true, acted, waited, parting);
    }

    private Running acting() {
      return new Running(id, begun, spoke, true, waited, parting);
    }

    private Running waiting() {
      return new Running(id, begun, spoke, true, true, parting);
    }

    private Running parting(Parting chosen) {
      return new Running(id, begun, spoke, true, waited, Optional.of(chosen));
    }

    private Running unasked() {
      return new Running(id, Optional.empty(), spoke, acted, waited, parting);
    }

    /// The words are ours and not the model's.
    private boolean recites() {
      return begun.flatMap(Effect.Ask::instructions).isPresent();
    }
  }

  /// How the model ends the call, once its answer has ended.
  ///
  /// @param words what the caller hears if the answer said nothing
  record Parting(String callId, NextStep next, EndReason reason, FixedWords words) {}

  /// Answers in a row that did not carry the conversation on.
  ///
  /// @param failed how many came to nothing
  /// @param cut how many stopped in the middle of a sentence
  /// @param waited how many said nothing because nobody had spoken to Ava
  record Tries(int failed, int cut, int waited) {
    static final Tries NONE = new Tries(0, 0, 0);

    Tries failing() {
      return new Tries(failed + 1, cut, waited);
    }

    Tries cutting() {
      return new Tries(failed, cut + 1, waited);
    }

    /// Behind an answer that ended as it should. What we had it recite says nothing of the caller.
    Tries after(Optional<Running> answer) {
      if (answer.filter(Running::waited).isPresent()) {
        return new Tries(0, 0, waited + 1);
      }
      return answer.filter(Running::recites).isPresent() ? new Tries(0, 0, waited) : NONE;
    }
  }

  static final Answers NONE =
      new Answers(
          Optional.empty(),
          false,
          Optional.empty(),
          false,
          Optional.empty(),
          Tries.NONE,
          List.of());

  private static final int REMEMBERED_CUTS = 16;

  /// How often an answer that came to nothing is asked for again.
  private static final int MOST_FAILED = 1;

  Answers {
    cut = List.copyOf(cut);
  }

  boolean idle() {
    return asked.isEmpty() && running.isEmpty() && !blocked;
  }

  Optional<String> active() {
    return running.map(Running::id);
  }

  /// What we had asked for and the answer that runs may be the answer to.
  Optional<Effect.Ask> begun() {
    return running.flatMap(Running::begun);
  }

  Optional<Parting> parting() {
    return running.flatMap(Running::parting);
  }

  boolean spoke() {
    return running.filter(Running::spoke).isPresent();
  }

  boolean acted() {
    return running.filter(Running::acted).isPresent();
  }

  boolean waited() {
    return running.filter(Running::waited).isPresent();
  }

  boolean isCut(String responseId) {
    return cut.contains(responseId);
  }

  /// Whether this answer runs and was not cut.
  boolean runs(String responseId) {
    return isActive(responseId) && !isCut(responseId);
  }

  private boolean isActive(String responseId) {
    return running.isPresent() && running.get().id().equals(responseId);
  }

  Answers asking(Effect.Ask ask) {
    return new Answers(
        Optional.of(ask), false, Optional.empty(), blocked, Optional.empty(), tries, cut);
  }

  /// Asks for what is due already. Whatever runs instead is the answer to it.
  Answers nudging(Effect.Ask ask) {
    return new Answers(Optional.of(ask), true, Optional.empty(), blocked, wanted, tries, cut);
  }

  Answers wanting(Effect.Ask ask) {
    return wanting(Optional.of(ask));
  }

  Answers wantingNothing() {
    return wanting(Optional.empty());
  }

  private Answers wanting(Optional<Effect.Ask> now) {
    return new Answers(asked, nudged, running, blocked, now, tries, cut);
  }

  Answers started(String responseId) {
    var begun = nudged ? Optional.<Effect.Ask>empty() : asked;
    var answer = new Running(responseId, begun, false, false, false, Optional.empty());
    return new Answers(Optional.empty(), nudged, Optional.of(answer), false, wanted, tries, cut);
  }

  Answers speaking() {
    return with(running.map(Running::speaking));
  }

  /// An answer has called a tool.
  Answers acting(String responseId) {
    return isActive(responseId) ? with(running.map(Running::acting)) : this;
  }

  /// An answer says nothing, as it should.
  Answers waiting(String responseId) {
    return isActive(responseId) ? with(running.map(Running::waiting)) : this;
  }

  Answers parting(Parting chosen) {
    return with(running.map(answer -> answer.parting(chosen)));
  }

  private Answers with(Optional<Running> now) {
    return new Answers(asked, nudged, now, blocked, wanted, tries, cut);
  }

  Answers cutting(String responseId) {
    if (isCut(responseId)) {
      return this;
    }
    var more = new ArrayList<>(cut);
    more.add(responseId);
    var latest = more.subList(Math.max(0, more.size() - REMEMBERED_CUTS), more.size());
    return new Answers(asked, nudged, running, blocked, wanted, tries, latest);
  }

  /// The model would not begin what we asked for, because another answer runs: ask again after it.
  Answers refused() {
    var again = nudged ? wanted : again();
    return new Answers(
        Optional.empty(),
        false,
        running.map(Running::unasked),
        running.isEmpty(),
        again,
        tries,
        cut);
  }

  /// The model would not begin what we asked for: the same as an answer that failed.
  Answers failedToBegin() {
    return new Answers(
        Optional.empty(),
        nudged,
        running.map(Running::unasked),
        blocked,
        again(),
        tries.failing(),
        cut);
  }

  private Optional<Effect.Ask> again() {
    return wanted.or(() -> asked).or(this::begun);
  }

  /// Whether an answer that ends so said and did nothing that the caller could notice.
  boolean comesToNothing(String responseId, Outcome outcome) {
    return switch (outcome) {
      case COMPLETED, INCOMPLETE, CANCELLED ->
          running.isPresent() && !spoke() && !acted() && !isCut(responseId);
      case FAILED, REFUSED -> true;
    };
  }

  /// Whether it is of no use to ask again for what ended so.
  boolean uselessBehind(Outcome outcome) {
    return outcome == Outcome.REFUSED || tries.failed() > MOST_FAILED;
  }

  /// Whether an answer that ends so stops in the middle of a sentence, and not because of us.
  boolean stopsShort(String responseId, Outcome outcome) {
    return (outcome == Outcome.INCOMPLETE || outcome == Outcome.CANCELLED)
        && spoke()
        && !isCut(responseId);
  }

  /// @param failed it came to nothing
  /// @param cutShort it stopped in the middle of a sentence
  Answers ended(boolean failed, boolean cutShort) {
    var now = failed ? tries.failing() : cutShort ? tries.cutting() : tries.after(running);
    return new Answers(
        asked, asked.isPresent() && nudged, Optional.empty(), false, wanted, now, cut);
  }

  /// The session is gone, and with it what ran.
  Answers lost() {
    return new Answers(
        Optional.empty(), false, Optional.empty(), false, wanted.or(() -> asked), tries, cut);
  }
}
