package ava.shared;

import java.time.Instant;

/// One finished turn of a conversation, in the words that were heard.
///
/// @param seq from 1, in the order of the conversation, without gaps
/// @param text never blank
/// @param interrupted the caller spoke over the answer; the text keeps what was heard of it
public record Turn(
    int seq,
    Speaker speaker,
    String text,
    Instant startedAt,
    Instant endedAt,
    boolean interrupted) {
  public Turn {
    if (seq < 1) {
      throw new IllegalArgumentException("turns count from 1");
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("a turn has words");
    }
  }
}
