package ava.summary;

import ava.shared.CallRecord;
import ava.shared.CallSid;
import ava.shared.EndReason;
import ava.shared.NotedMessage;
import ava.shared.PhoneNumber;
import ava.shared.Speaker;
import ava.shared.Turn;
import ava.shared.Usage;
import ava.summary.content.FinishedCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finished calls for tests, from lines such as `Ava: …` and `Appelant: …`; a dash at the end of a
/// line means that it was interrupted.
public final class Calls {
  public static final Instant BEGIN = Instant.parse("2026-11-22T09:41:02Z");

  private Calls() {}

  public static FinishedCall of(String... lines) {
    return of(NotedMessage.EMPTY, lines);
  }

  public static FinishedCall of(NotedMessage message, String... lines) {
    return of(new PhoneNumber("+33698765432"), message, List.of(lines));
  }

  public static FinishedCall of(PhoneNumber from, NotedMessage message, List<String> lines) {
    var turns = new ArrayList<Turn>();
    var at = BEGIN;
    for (var line : lines) {
      var parts = line.split(" ?: ", 2);
      var speaker = parts[0].equals("Ava") ? Speaker.AVA : Speaker.CALLER;
      var end = at.plusMillis(900 + 60L * parts[1].length());
      turns.add(
          new Turn(
              turns.size() + 1,
              speaker,
              parts[1].replaceFirst(" —$", ""),
              at,
              end,
              line.endsWith("—")));
      at = end.plusMillis(600);
    }
    return new FinishedCall(
        new CallRecord(
            new CallSid("CA0123456789abcdef0123456789abcdef"),
            from,
            new PhoneNumber("+33162001122"),
            BEGIN.minusSeconds(2),
            Optional.of(BEGIN),
            Optional.of(at),
            Optional.of(EndReason.GOODBYE),
            Optional.empty(),
            List.of(),
            message,
            new Usage(3211, 8450, 1500, 4000, 620, 2890, 0.3127),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        turns);
  }
}
