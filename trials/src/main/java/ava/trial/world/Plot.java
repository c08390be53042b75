package ava.trial.world;

import ava.simulator.scenario.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// All that is decided before a world begins: from it the same thing happens again.
///
/// @param beginning what the calendar shows
/// @param patience how Ava's is another than usual
record Plot(
    Seed seed,
    Instant beginning,
    Setting setting,
    List<CallerPlan> callers,
    List<Fault> faults,
    List<Stretch> patience) {
  /// With an Ava as patient as usual.
  Plot(
      Seed seed, Instant beginning, Setting setting, List<CallerPlan> callers, List<Fault> faults) {
    this(seed, beginning, setting, callers, faults, List.of());
  }

  Plot {
    patience = List.copyOf(patience);
    callers = List.copyOf(callers);
    faults = List.copyOf(faults);
  }

  /// What the world is like.
  ///
  /// @param signed whether requests to AWS are the SDK's own, and signed
  /// @param strict whether each message is held against its schema
  /// @param webhook whether the owner wants to be told by one
  /// @param chat whether summaries are written by a model
  /// @param think how long the model thinks
  /// @param voice who speaks, as in `AVA_VOICE`
  record Setting(
      int bridges,
      boolean signed,
      boolean strict,
      boolean webhook,
      boolean chat,
      Ways ways,
      Duration think,
      String voice) {
    static final String MODELS_OWN = "openai:marin";

    /// How long messages are on their way, in one direction.
    ///
    /// @param toTwilio between Twilio and a bridge
    /// @param toModel between a bridge and the model
    record Ways(Duration toTwilio, Duration toModel) {}

    /// Whether another voice reads out what the model writes.
    boolean reads() {
      return !voice.equals(MODELS_OWN);
    }

    WorldAws.Requests requests() {
      return signed ? WorldAws.Requests.SIGNED : WorldAws.Requests.SHORT;
    }

    Checks checks() {
      return strict ? Checks.SCHEMA : Checks.MEANING;
    }
  }

  /// What its callers may be asked to bear.
  Tolerance tolerance() {
    return new Tolerance(Stretch.patience(patience));
  }

  Plot with(List<Fault> changed) {
    return new Plot(seed, beginning, setting, callers, changed, patience);
  }

  Plot ofCallers(List<CallerPlan> changed) {
    return new Plot(seed, beginning, setting, changed, faults, patience);
  }

  Plot patient(List<Stretch> changed) {
    return new Plot(seed, beginning, setting, callers, faults, changed);
  }
}
