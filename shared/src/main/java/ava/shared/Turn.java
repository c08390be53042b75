package ava.shared;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One finished turn of a conversation, in the words that were heard. Its times are kept to the
/// millisecond.
///
/// @param seq from 1, in the order of the conversation, without gaps
/// @param text never blank; what cannot be seen is left out
/// @param interrupted the caller spoke over the answer; the text keeps what was heard of it
public record Turn(
    int seq,
    Speaker speaker,
    String text,
    Instant startedAt,
    Instant endedAt,
    boolean interrupted) {
  private static final String UNSEEN = "…";

  public Turn {
    if (seq < 1) {
      throw new IllegalArgumentException("turns count from 1");
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("a turn has words");
    }
    text = Printable.lines(text);
    if (text.isBlank()) {
      text = UNSEEN;
    }
    startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
    endedAt = endedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /// The same turn in another place of the conversation.
  public Turn numbered(int place) {
    return new Turn(place, speaker, text, startedAt, endedAt, interrupted);
  }
}
