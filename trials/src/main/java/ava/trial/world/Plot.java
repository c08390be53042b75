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
  /// @param signed whether requests to AWS are signed
  /// @param strict whether each message is held against its schema
  /// @param webhook whether the owner wants to be told by one
  /// @param chat whether summaries are written by a model
  /// @param toTwilio one way, between Twilio and a bridge
  /// @param toModel one way, between a bridge and the model
  /// @param think how long the model thinks
  record Setting(
      int bridges,
      boolean signed,
      boolean strict,
      boolean webhook,
      boolean chat,
      Duration toTwilio,
      Duration toModel,
      Duration think) {
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
