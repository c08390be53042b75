package ava.shared.call;

import java.time.Instant;
import java.util.Optional;

/// What is to become of a call that is over, and who decided it.
///
/// @param due when the call back is promised or wished for, at the latest
/// @param note the owner's, empty when there is none
/// @param version counts the decisions; 0 while nobody took one
/// @param latest who took the last decision
public record FollowUp(
    State state,
    boolean urgent,
    Optional<Instant> due,
    String note,
    long version,
    Optional<Decision> latest) {
  /// Characters of a note.
  public static final int LONGEST_NOTE = 2_000;

  /// Nobody expects anything of the call.
  public static final FollowUp NONE =
      new FollowUp(State.NOTHING, false, Optional.empty(), "", 0, Optional.empty());

  public FollowUp {
    note = Printable.lines(note).strip();
    if (note.length() > LONGEST_NOTE) {
      throw new IllegalArgumentException("a note has at most " + LONGEST_NOTE + " characters");
    }
  }

  /// Where a call stands on the owner's desk.
  public enum State {
    /// Nothing was asked for, and nobody decided anything.
    NOTHING("rien à faire"),
    TO_CALL_BACK("à rappeler"),
    CALLED_BACK("rappelé"),
    CLOSED("sans suite"),
    UNWANTED("indésirable");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /// The state in French.
    public String words() {
      return words;
    }
  }

  /// @param by `titulaire`, or the way a decision came
  public record Decision(String by, Instant at) {}

  /// Whether the call lies on the desk's pile.
  public boolean open() {
    return state == State.TO_CALL_BACK;
  }

  /// The next decision behind this one. A call keeps its urgency, and only one that is to be called
  /// back is due.
  public FollowUp decided(State next, Optional<Instant> nextDue, String nextNote, Decision by) {
    var nowDue = next == State.TO_CALL_BACK ? nextDue : Optional.<Instant>empty();
    return new FollowUp(next, urgent, nowDue, nextNote, version + 1, Optional.of(by));
  }
}
