package ava.trial.soak;

import ava.shared.call.CallRecord;
import ava.shared.call.Turn;
import ava.simulator.twilio.CallReport;
import java.util.List;
import java.util.Optional;

/// A call that is over, as everybody knows it.
///
/// @param report what Twilio saw
/// @param record what the table knows
/// @param turns those in the table
/// @param sessions those of the model that heard the call, in order
public record Finished(
    Chatter caller,
    CallReport report,
    Optional<CallRecord> record,
    List<Turn> turns,
    List<ModelSide> sessions) {
  public Finished {
    turns = List.copyOf(turns);
    sessions = List.copyOf(sessions);
  }
}
