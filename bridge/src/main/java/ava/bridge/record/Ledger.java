package ava.bridge.record;

import ava.shared.CallSid;
import ava.shared.CallStore;
import ava.shared.NotedMessage;
import ava.shared.Turn;
import ava.shared.Unwritten;
import java.util.ArrayDeque;
import java.util.Queue;

/// What of one call is still owed to the table. Turns stand there in their order: behind one that
/// the table did not take the later ones wait. Thread: the journal's writer, except [#hurry].
final class Ledger {
  private final CallSid callSid;
  private final CallStore calls;
  private final Attempts attempts;

  private final Queue<Turn> turns = new ArrayDeque<>();
  private final Queue<Entry> entries = new ArrayDeque<>();
  private NotedMessage card = NotedMessage.EMPTY;

  /// How far the turns stand behind their numbers.
  private int moved;

  /// The last write failed whatever was tried. Then only turns try the table, once each, so that a
  /// long call does not wait for each of its writes.
  private boolean away;

  private volatile boolean hurried;

  Ledger(CallSid callSid, CallStore calls, Attempts attempts) {
    this.callSid = callSid;
    this.calls = calls;
    this.attempts = attempts;
  }

  private record Entry(String what, Object content, Runnable action) {}

  void save(Turn turn) {
    turns.add(turn);
    if (!away || !hurried) {
      writeTurns();
    }
  }

  void hold(NotedMessage noted) {
    card = card.with(noted);
  }

  /// Writes in the order of the calls, now or once the table is back.
  ///
  /// @param content as text it goes into the log when the table never takes it
  void write(String what, Object content, Runnable action) {
    entries.add(new Entry(what, content, action));
    if (!away) {
      writeEntries();
    }
  }

  /// Writes now or never.
  boolean now(String what, Runnable action) {
    var done = away ? attempts.once(what, action) : attempts.patiently(what, action);
    away = !done;
    return done;
  }

  /// The call is over: what waits does not try a table that is away, [#settle] does. On any thread.
  void hurry() {
    hurried = true;
  }

  /// Tries once more what is owed.
  ///
  /// @return what of the conversation the table did not take, in the places it would have there
  Unwritten settle() {
    writeTurns();
    if (turns.isEmpty() && (card.isEmpty() || now("card", () -> calls.note(callSid, card)))) {
      card = NotedMessage.EMPTY;
      writeEntries();
    }
    entries.forEach(entry -> attempts.lost(entry.what(), entry.content().toString()));
    entries.clear();
    return new Unwritten(turns.stream().map(this::placed).toList(), card);
  }

  /// The place of the turn of this number.
  int place(int seq) {
    return seq + moved;
  }

  private void writeTurns() {
    while (!turns.isEmpty() && now("turn", () -> append(turns.element()))) {
      turns.remove();
    }
    if (!away) {
      writeEntries();
    }
  }

  private void writeEntries() {
    while (!entries.isEmpty() && now(entries.element().what(), entries.element().action())) {
      entries.remove();
    }
  }

  /// A turn's place may be taken by a process that had this call before and was slower, or of which
  /// we could not read: then ours comes behind all that stands there.
  private void append(Turn turn) {
    while (!calls.append(callSid, placed(turn))) {
      var there = calls.turns(callSid);
      if (there.contains(placed(turn))) {
        return;
      }
      moved = there.getLast().seq() + 1 - turn.seq();
      attempts.moved(turn.seq(), moved);
    }
  }

  private Turn placed(Turn turn) {
    return turn.numbered(place(turn.seq()));
  }
}
