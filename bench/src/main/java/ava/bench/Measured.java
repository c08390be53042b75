package ava.bench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// One part of a run. In JSON its figures stand side by side, without their groups.
///
/// @param part what was done, as `first`, `steady`, `cut`, `greeting`, `ramp`
record Measured(
    Contestant contestant,
    String part,
    int calls,
    @JsonUnwrapped Cost cost,
    @JsonUnwrapped Delays delays,
    @JsonUnwrapped Conditions conditions) {
  /// What the bridge took of the machine.
  ///
  /// @param cpu seconds of a core for each minute of a call
  record Cost(double cpu, long residentKb, Pauses.Seen pauses) {}

  /// How long callers waited for what.
  ///
  /// @param there the way to the model alone
  record Delays(
      Percentiles roundTrip, Percentiles there, Percentiles clear, Percentiles greeting) {}

  /// What else could have made the bridge look slow.
  ///
  /// @param lateness of the load itself: what its callers sent behind their schedule
  /// @param table how long the table took for a question of the bench's own
  /// @param others what neither bridge nor load nor table took of the machine, in cores
  record Conditions(Percentiles lateness, Percentiles table, double others) {}
}
