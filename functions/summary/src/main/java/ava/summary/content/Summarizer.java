package ava.summary.content;

import java.time.Instant;

/// Makes the summary of a call. Safe for use by several threads.
public interface Summarizer {
  /// @param deadline until when the answer must be there
  /// @throws SummaryUnavailable when none can be made
  Summary summarize(WholeCall call, Instant deadline);
}
