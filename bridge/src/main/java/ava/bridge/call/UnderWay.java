package ava.bridge.call;

import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import java.util.ArrayList;
import java.util.List;

/// What is said in a call and not finished, for those who look on: the caller's words as they are
/// written down, Ava's as far as they were heard.
final class UnderWay {
  private UnderWay() {}

  /// In the order of the conversation, with the numbers that the turns will have unless one of them
  /// comes to nothing.
  static List<Turn> of(State.Live live) {
    var turns = new ArrayList<Turn>();
    var seq = live.conversation().nextSeq();
    for (var turn : live.conversation().open().list()) {
      if (turn.isDropped()) {
        continue;
      }
      var words = turn.speaker() == Speaker.AVA ? heard(turn, live.playback()) : turn.text();
      if (!words.isBlank()) {
        turns.add(
            new Turn(
                seq,
                turn.speaker(),
                words,
                turn.startedAt(),
                turn.endedAt().orElse(turn.startedAt()),
                false));
      }
      seq++;
    }
    return turns;
  }

  private static String heard(OpenTurn turn, Playback playback) {
    if (turn.endedAt().isPresent()) {
      return turn.text();
    }
    var pieces =
        playback.pieces().stream().filter(piece -> piece.itemId().equals(turn.itemId())).toList();
    return pieces.isEmpty() ? "" : turn.heard(pieces);
  }
}
