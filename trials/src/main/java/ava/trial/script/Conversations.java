package ava.trial.script;

import ava.shared.call.Turn;
import ava.simulator.model.Remembered;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Conversations as lines, for those who compare them.
public final class Conversations {
  private Conversations() {}

  /// Each turn as `CALLER …` or `AVA …`.
  public static List<String> said(List<Turn> turns) {
    return turns.stream().map(turn -> turn.speaker() + " " + turn.text()).toList();
  }

  /// What the latest session that knows these words knows to have been said, each item as `user: …`
  /// or `assistant: …`.
  ///
  /// @param sessions how many there were
  /// @param known what the model knows in a session, counted from 1
  public static List<String> memoryOf(
      String words, int sessions, IntFunction<List<Remembered>> known) {
    return IntStream.rangeClosed(1, sessions)
        .mapToObj(number -> known.apply(sessions + 1 - number))
        .filter(items -> items.stream().anyMatch(item -> item.text().contains(words)))
        .findFirst()
        .orElse(List.of())
        .stream()
        .filter(item -> item.kind().equals("user") || item.kind().equals("assistant"))
        .map(item -> item.kind() + ": " + item.text())
        .toList();
  }
}
