package ava.summary.content;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The model's summary, or when there is none that of the rules, which says why.
final class FallbackSummary implements Summarizer {
  private static final Logger LOG = LoggerFactory.getLogger(FallbackSummary.class);

  private final Summarizer model;
  private final Summarizer rules;

  FallbackSummary(Summarizer model, Summarizer rules) {
    this.model = model;
    this.rules = rules;
  }

  @Override
  public Summary summarize(WholeCall call, Instant deadline) {
    if (call.callerTurns().isEmpty()) {
      return rules.summarize(call, deadline);
    }
    try {
      return model.summarize(call, deadline);
    } catch (SummaryUnavailable e) {
      LOG.atWarn()
          .addKeyValue("callSid", call.record().callSid())
          .addKeyValue("error", String.valueOf(e.getMessage()))
          .log("no summary from the model");
      return rules.summarize(call, deadline).because(e.reason());
    } catch (RuntimeException e) {
      // an unreadable key or a mistake of ours must cost the model's summary, never the email
      LOG.atError()
          .addKeyValue("callSid", call.record().callSid())
          .setCause(e)
          .log("no summary from the model");
      return rules.summarize(call, deadline).because("une erreur interne s’est produite");
    }
  }
}
