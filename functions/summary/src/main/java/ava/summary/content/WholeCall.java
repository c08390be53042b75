package ava.summary.content;

import ava.shared.call.CallRecord;
import ava.shared.call.Printable;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A call that is over, with all its turns, in characters that can be seen.
public record WholeCall(CallRecord record, List<Turn> turns) {
  public WholeCall {
    turns = turns.stream().map(WholeCall::printable).toList();
  }

  private static Turn printable(Turn turn) {
    var text = Printable.line(turn.text()).strip();
    return new Turn(
        turn.seq(),
        turn.speaker(),
        text.isEmpty() ? "…" : text,
        turn.startedAt(),
        turn.endedAt(),
        turn.interrupted());
  }

  public List<Turn> callerTurns() {
    return turns.stream().filter(turn -> turn.speaker() == Speaker.CALLER).toList();
  }

  /// Whether nothing is worth a mail: no word, no note, no recording.
  public boolean empty() {
    return callerTurns().isEmpty() && record.message().isEmpty() && record.voicemailUrl().isEmpty();
  }

  /// From when the times of the conversation count.
  public Instant begin() {
    return record.answeredAt().orElse(record.startedAt());
  }

  public Duration length() {
    return record
        .endedAt()
        .map(end -> Duration.between(begin(), end))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }
}
