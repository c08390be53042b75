package ava.bridge.call;

import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.bridge.call.Reading.Correction;
import ava.shared.call.Usage;
import java.util.List;

/// What the model must know of an answer when the caller did not hear all of it. What it spoke is
/// truncated. A text that it wrote cannot be: the words that were heard are put behind it, and then
/// it is taken out. In this order nothing is lost should one of the two fail.
final class CorrectionFlow {
  private final Draft d;

  CorrectionFlow(Draft draft) {
    this.d = draft;
  }

  /// The caller has the word, and Ava was cut in these pieces, or between two of her lines.
  ///
  /// @param before the answers until then
  void cut(List<Playback.Piece> pieces, Answers before) {
    pieces.forEach(piece -> spoken(piece, before));
    var manuscript = d.reading.reading().manuscript();
    var unheard = d.reading.unheard(pieces);
    unheard.stream()
        .filter(item -> pieces.stream().noneMatch(piece -> piece.itemId().equals(item)))
        .forEach(d.turns::stopped);
    d.reading.forget();
    d.turns.cut(pieces);
    var running = manuscript.filter(text -> text.end().isEmpty());
    for (var item : unheard) {
      var words = d.turns.wordsOf(item);
      running.ifPresentOrElse(
          text -> d.reading.correctLater(new Correction(text.responseId(), item, words)),
          () -> tell(new Correction("", item, words)));
    }
    manuscript
        .filter(text -> text.end().isPresent())
        .ifPresent(text -> d.answers.ended(text.responseId(), Outcome.CANCELLED, Usage.NONE));
  }

  private void spoken(Playback.Piece piece, Answers before) {
    if (piece.itemId().equals(CallFlow.GREETING_ITEM)) {
      d.session.greetingCut(piece);
    } else if (d.session.isReady()
        && !before.isCut(piece.responseId())
        && !d.reading.wrote(piece.itemId())) {
      d.emit(new Effect.Truncate(piece.itemId(), piece.part(), piece.heardMs()));
    }
  }

  /// Its response is over.
  void tell(Correction heard) {
    if (!d.session.isReady() || d.reading.reading().gone().contains(heard.itemId())) {
      return;
    }
    if (!heard.words().isEmpty()) {
      d.emit(new Effect.PutHeard(heard.itemId(), heard.words()));
    }
    d.emit(new Effect.Forget(heard.itemId()));
  }
}
