package ava.shared.call;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One finished turn of a conversation, in the words that were heard. Its times are kept to the
/// millisecond.
///
/// @param seq from 1, in the order of the conversation, without gaps; [#VOICEMAIL] for what was
///   said to the voicemail
/// @param text never blank; marks that turn the direction of writing are left out
/// @param interrupted the caller spoke over the answer; the text keeps what was heard of it
public record Turn(
    int seq,
    Speaker speaker,
    String text,
    Instant startedAt,
    Instant endedAt,
    boolean interrupted) {
  private static final String UNSEEN = "…";

  /// The number of what was said to the voicemail: behind all others, however many may still come.
  public static final int VOICEMAIL = 999_999;

  public Turn {
    if (seq < 1) {
      throw new IllegalArgumentException("turns count from 1");
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("a turn has words");
    }
    text = Printable.straight(text);
    if (text.isBlank()) {
      text = UNSEEN;
    }
    startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
    endedAt = endedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /// Whether the two are the same part of a conversation, whatever their numbers.
  public boolean sameAs(Turn other) {
    return equals(other.numbered(seq));
  }

  /// The same turn in another place of the conversation.
  public Turn numbered(int place) {
    return new Turn(place, speaker, text, startedAt, endedAt, interrupted);
  }
}
