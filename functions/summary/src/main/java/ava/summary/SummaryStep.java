package ava.summary;

import ava.summary.SummaryClaims.Claim;
import ava.summary.content.Summarizer;
import ava.summary.content.Summary;
import ava.summary.content.WholeCall;
import java.time.Instant;
import java.util.Optional;

/// Makes the summary of a call once, files the call with it, and stores it. Safe for use by several
/// threads.
final class SummaryStep {
  private final SummaryClaims claims;
  private final Summarizer summarizer;
  private final Filing filing;

  SummaryStep(SummaryClaims claims, Summarizer summarizer, Filing filing) {
    this.claims = claims;
    this.summarizer = summarizer;
    this.filing = filing;
  }

  /// The summary of all that there is.
  Summary summary(Claim.Taken claim, WholeCall call, Instant deadline) {
    var contents = Contents.of(call.record(), call.turns());
    return claim
        .earlier()
        .summary()
        .filter(_ -> claim.earlier().summaryOf().equals(Optional.of(contents)))
        .orElseGet(() -> {
          var summary = summarizer.summarize(call, deadline);
          // filed first: what is stored counts as done
          filing.file(call, summary);
          claims.written(claim, summary, contents);
          return summary;
        });
  }
}
