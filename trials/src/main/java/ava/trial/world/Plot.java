package ava.trial.world;

import ava.simulator.scenario.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// All that is decided before a world begins: from it the same thing happens again.
///
/// @param beginning what the calendar shows
record Plot(
    Seed seed, Instant beginning, Setting setting, List<CallerPlan> callers, List<Fault> faults) {
  Plot {
    callers = List.copyOf(callers);
    faults = List.copyOf(faults);
  }

  /// What the world is like.
  ///
  /// @param signed whether requests to AWS are the SDK's own, and signed
  /// @param strict whether each message is held against its schema
  /// @param webhook whether the owner wants to be told by one
  /// @param chat whether summaries are written by a model
  /// @param toTwilio one way, between Twilio and a bridge
  /// @param toModel one way, between a bridge and the model
  /// @param think how long the model thinks
  /// @param voice who speaks, as in `AVA_VOICE`
  record Setting(
      int bridges,
      boolean signed,
      boolean strict,
      boolean webhook,
      boolean chat,
      Duration toTwilio,
      Duration toModel,
      Duration think,
      String voice) {
    static final String MODELS_OWN = "openai:marin";

    private static final Duration LONGEST_GAP = Duration.ofMillis(1_500);
    private static final Duration MODEL_BEGINS = Duration.ofMillis(800);

    /// Of two messages and their timers.
    private static final Duration JITTER = Duration.ofMillis(20);

    /// Whether another voice reads out what the model writes.
    boolean reads() {
      return !voice.equals(MODELS_OWN);
    }

    /// Within an answer, at the caller's ear. A model that begins to speak later than in 0.8 s is
    /// excused for the rest.
    Duration longestGap() {
      var begins = think.plus(toModel.multipliedBy(2)).plus(JITTER);
      var late = begins.minus(MODEL_BEGINS);
      return LONGEST_GAP.plus(late.isPositive() ? late : Duration.ZERO);
    }

    WorldAws.Requests requests() {
      return signed ? WorldAws.Requests.SIGNED : WorldAws.Requests.SHORT;
    }

    Checks checks() {
      return strict ? Checks.SCHEMA : Checks.MEANING;
    }
  }

  Plot with(List<Fault> changed) {
    return new Plot(seed, beginning, setting, callers, changed);
  }

  Plot ofCallers(List<CallerPlan> changed) {
    return new Plot(seed, beginning, setting, changed, faults);
  }
}
