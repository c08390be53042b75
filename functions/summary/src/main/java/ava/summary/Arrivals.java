package ava.summary;

import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.Recording;
import ava.shared.call.Turn;
import ava.shared.message.CallEnded;
import ava.shared.table.CallStore;

/// Writes what the bridge and Twilio's callbacks could not: the call-ended message carries it.
/// Doing it twice changes nothing. Safe for use by several threads.
final class Arrivals {
  private final CallStore store;

  Arrivals(CallStore store) {
    this.store = store;
  }

  /// @throws ava.shared.aws.OutOfReach when the table is still away: to be done again
  void write(CallEnded ended) {
    ended.heard().ifPresent(heard -> write(ended.callSid(), heard));
    ended.left().ifPresent(left -> write(ended, left));
  }

  /// A call that nobody noted began at its end, as far as we know. A recording that is here may
  /// have left Twilio since, whatever an old message says.
  private void write(CallEnded ended, CallEnded.Left left) {
    if (!left.from().withheld()) {
      store.ringing(ended.callSid(), left.from(), left.to(), ended.endedAt());
    }
    var known = store.find(ended.callSid()).flatMap(CallRecord::recording);
    if (known.filter(Recording::kept).isEmpty()) {
      store.recorded(ended.callSid(), left.recording());
    }
  }

  private void write(CallSid callSid, CallEnded.Heard heard) {
    heard.unwritten().turns().forEach(turn -> append(callSid, turn));
    store.note(callSid, heard.unwritten().card());
    store.heard(callSid, heard);
  }

  /// Another stream of the call may have taken the number.
  private void append(CallSid callSid, Turn turn) {
    var placed = turn;
    while (!store.append(callSid, placed)) {
      var there = store.turns(callSid);
      if (there.stream().anyMatch(turn::sameAs)) {
        return;
      }
      placed = turn.numbered(Missing.last(there) + 1);
    }
  }
}
