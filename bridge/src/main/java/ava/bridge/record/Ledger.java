package ava.bridge.record;

import ava.shared.call.CallSid;
import ava.shared.call.NotedMessage;
import ava.shared.call.Turn;
import ava.shared.message.Unwritten;
import ava.shared.table.CallStore;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/// What of one call is still owed to the table. Turns stand there in their order: behind one that
/// the table did not take the later ones wait. Its methods begin what [JournalWriter] goes on with;
/// thread: the loop.
final class Ledger {
  private final CallSid callSid;
  private final CallStore calls;
  private final JournalWriter writer;

  private final Queue<Turn> turns = new ArrayDeque<>();
  private final Queue<Entry> entries = new ArrayDeque<>();
  private NotedMessage card = NotedMessage.EMPTY;

  /// How far the turns stand behind their numbers.
  private int moved;

  /// The last write failed whatever was tried. Then only turns try the table, once each, so that a
  /// long call does not wait for each of its writes.
  private boolean away;

  private boolean hurried;

  Ledger(CallSid callSid, CallStore calls, JournalWriter writer) {
    this.callSid = callSid;
    this.calls = calls;
    this.writer = writer;
  }

  private record Entry(String what, Object content, Runnable action) {}

  void save(Turn turn) {
    turns.add(turn);
    if (!away || !hurried) {
      writeTurns(() -> {});
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
      writeEntries(() -> {});
    }
  }

  /// Writes now or never.
  ///
  /// @param then learns whether it is written
  void now(String what, Runnable action, Consumer<Boolean> then) {
    Consumer<Boolean> noting =
        done -> {
          away = !done;
          then.accept(done);
        };
    if (away) {
      writer.once(what, action, noting);
    } else {
      writer.patiently(what, action, noting);
    }
  }

  /// The call is over: what waits does not try a table that is away, [#settle] does.
  void hurry() {
    hurried = true;
  }

  /// Tries once more what is owed.
  ///
  /// @param then takes what of the conversation the table did not take, in the places it would have
  ///   there
  void settle(Consumer<Unwritten> then) {
    writeTurns(() ->
        settleCard(() -> {
          entries.forEach(entry -> writer.lost(entry.what(), entry.content().toString()));
          entries.clear();
          then.accept(new Unwritten(turns.stream().map(this::placed).toList(), card));
        }));
  }

  private void settleCard(Runnable then) {
    if (!turns.isEmpty()) {
      then.run();
    } else if (card.isEmpty()) {
      writeEntries(then);
    } else {
      now(
          "card",
          () -> calls.note(callSid, card),
          done -> {
            if (done) {
              card = NotedMessage.EMPTY;
              writeEntries(then);
            } else {
              then.run();
            }
          });
    }
  }

  /// The place of the turn of this number.
  int place(int seq) {
    return seq + moved;
  }

  private void writeTurns(Runnable then) {
    var first = turns.peek();
    if (first != null) {
      now(
          "turn",
          () -> append(first),
          done -> {
            if (done) {
              turns.remove();
              writeTurns(then);
            } else {
              then.run();
            }
          });
    } else if (!away) {
      writeEntries(then);
    } else {
      then.run();
    }
  }

  private void writeEntries(Runnable then) {
    var first = entries.peek();
    if (first == null) {
      then.run();
      return;
    }
    now(
        first.what(),
        first.action(),
        done -> {
          if (done) {
            entries.remove();
            writeEntries(then);
          } else {
            then.run();
          }
        });
  }

  /// A turn's place may be taken by a process that had this call before and was slower, or of which
  /// we could not read: then ours comes behind all that stands there. Waits for the table; nothing
  /// else of the ledger happens meanwhile.
  private void append(Turn turn) {
    while (!calls.append(callSid, placed(turn))) {
      var there = calls.turns(callSid);
      if (there.contains(placed(turn))) {
        return;
      }
      moved = there.getLast().seq() + 1 - turn.seq();
      writer.moved(turn.seq(), moved);
    }
  }

  private Turn placed(Turn turn) {
    return turn.numbered(place(turn.seq()));
  }
}
