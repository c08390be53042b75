package ava.bridge.call;

import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.bridge.call.Manuscript.StandIn;

/// The model's own voice in place of another that failed: says the rest of an answer aloud, beside
/// the conversation, which has the words already. What the caller hears belongs to that answer.
final class StandInFlow {
  private final Draft d;

  StandInFlow(Draft draft) {
    this.d = draft;
  }

  /// Asks the model to say the rest, once it has written all of it.
  void ask(Manuscript text) {
    if (text.end().isEmpty()
        || !d.session.isReady()
        || text.standIn().filter(StandIn::asked).isPresent()) {
      return;
    }
    var rest = text.unsaid();
    if (rest.isEmpty()) {
      d.reading.over(text.end().get());
      return;
    }
    d.reading.standing(StandIn.ASKED);
    d.emit(new Effect.StandIn(d.rules.wording().exactly(rest)));
  }

  /// One that begins when nobody waits for it any more is sent away.
  void started(String id) {
    var expected =
        d.reading
            .manuscript()
            .flatMap(Manuscript::standIn)
            .filter(by -> by.asked() && by.responseId().isEmpty());
    if (expected.isEmpty()) {
      d.emit(new Effect.Cancel(id));
    } else {
      d.reading.standing(StandIn.begun(id));
    }
  }

  /// @return the event as one of the answer that the model wrote, if it is of what stands in for it
  Event attributed(Event event) {
    return d.reading.manuscript().isEmpty()
        ? event
        : attributed(event, d.reading.manuscript().get());
  }

  private Event attributed(Event event, Manuscript text) {
    var id = text.responseId();
    var item = text.readItem();
    var first = text.parts() - 1;
    return switch (event) {
      case Event.AnswerAudio(var from, _, var part, var audio) when stands(from) -> {
        d.reading.standing(StandIn.speaking(from));
        d.turns.avaBegins(item);
        yield new Event.AnswerAudio(id, item, first + part, audio);
      }
      case Event.AnswerText(var from, _, var part, var delta) when stands(from) ->
          new Event.AnswerText(id, item, first + part, delta);
      case Event.AnswerTextDone(var from, _, var part, var words) when stands(from) ->
          new Event.AnswerTextDone(id, item, first + part, words);
      default -> event;
    };
  }

  /// Whether this is the response that stands in.
  boolean stands(String responseId) {
    return d.reading
        .manuscript()
        .flatMap(Manuscript::standIn)
        .flatMap(StandIn::responseId)
        .filter(responseId::equals)
        .isPresent();
  }

  /// One that said nothing leaves an answer that came to nothing.
  void ended(Outcome outcome) {
    var text = d.reading.manuscript().orElseThrow();
    var spoke = text.standIn().filter(StandIn::spoke).isPresent();
    d.voice.finish(text.readItem(), text.parts() - 1);
    var whole = text.end().orElse(Outcome.COMPLETED);
    d.reading.over(!spoke ? Outcome.FAILED : outcome == Outcome.COMPLETED ? whole : outcome);
  }
}
