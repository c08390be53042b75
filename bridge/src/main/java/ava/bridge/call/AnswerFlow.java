package ava.bridge.call;

import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.bridge.call.State.Hearing;
import ava.bridge.call.State.Stage;
import ava.shared.NextStep;
import ava.shared.Speaker;
import ava.shared.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// The steps of a live call that the model's answers take: how each begins, is heard, ends or
/// fails.
final class AnswerFlow {
  /// How often in a row a sentence that was cut is taken up again.
  private static final int MOST_TAKEN_UP = 2;

  /// How often an answer that came to nothing is asked for again.
  private static final int MOST_FAILED = 1;

  private AnswerFlow() {}

  static void started(Draft d, String id) {
    var uninvited = d.stage instanceof Stage.Talking && d.hearing.speaking().isPresent();
    d.finishPieces();
    d.answers = d.answers.started(id);
    d.hearing = d.hearing.answering();
    if (uninvited) {
      d.answers = d.answers.cutting(id);
      d.emit(new Effect.Cancel(id));
    }
  }

  static void audio(Draft d, Event.AnswerAudio answer) {
    if (!d.answers.runs(answer.responseId()) || LiveFlow.isSaving(d)) {
      return;
    }
    d.conversation = d.conversation.begin(answer.itemId(), Speaker.AVA, d.now);
    d.answers = d.answers.speaking();
    d.hearing.stoppedAt().ifPresent(at -> measureSince(d, Metric.TURN_LATENCY, at));
    d.hearing =
        new Hearing(
            d.hearing.speaking(), Optional.empty(), d.hearing.unanswered(), d.hearing.owed());
    if (d.stage instanceof Stage.SpokenGreeting(var attempts, var spoken)) {
      if (attempts == 0 && spoken.isEmpty()) {
        measureSince(d, Metric.TIME_TO_GREETING, d.before.joinedAt());
      }
      var more = new ArrayList<>(spoken);
      more.add(answer.audio());
      d.stage = new Stage.SpokenGreeting(attempts, more);
    }
    d.play(answer.responseId(), answer.itemId(), answer.part(), answer.audio());
  }

  private static void measureSince(Draft d, Metric metric, Instant start) {
    d.emit(new Effect.Measure(metric, Duration.between(start, d.now).toMillis()));
  }

  static void audioDone(Draft d, String id, String item, int part) {
    if (d.answers.runs(id)) {
      d.mark(d.playback.finish(item, part));
    }
  }

  static void text(Draft d, Event.AnswerText answer) {
    if (d.answers.runs(answer.responseId())) {
      d.conversation =
          d.conversation
              .begin(answer.itemId(), Speaker.AVA, d.now)
              .hearWords(answer.itemId(), answer.part(), answer.delta());
    }
  }

  static void ended(Draft d, String id, Outcome outcome, Usage usage) {
    d.used(usage);
    for (var piece : d.playback.pieces()) {
      if (piece.responseId().equals(id)) {
        d.mark(d.playback.finish(piece.itemId(), piece.part()));
      }
    }
    if (d.answers.active().isPresent() && !d.answers.active().get().equals(id)) {
      return;
    }
    d.conversation = d.conversation.answered();
    d.dropUnheardAnswers();
    var answer = d.answers;
    var failed = failed(d, id, outcome);
    var cut = !failed && cutShort(d, outcome, answer, id);
    d.answers = answer.ended(tries(answer, failed, cut));
    answer
        .parting()
        .ifPresent(parting -> ToolFlow.part(d, parting, failed || answer.isCut(id), answer));
    if (failed) {
      answerFailed(d, outcome);
      return;
    }
    if (outcome == Outcome.COMPLETED) {
      d.link = d.link.working();
    }
    if (answer.waited()) {
      LiveClock.waitedAgain(d);
    }
    if (cut && !(d.stage instanceof Stage.Leaving)) {
      takeUp(d);
    }
    d.askWanted();
  }

  private static boolean failed(Draft d, String id, Outcome outcome) {
    var silent = !d.answers.spoke() && !d.answers.acted() && !d.answers.isCut(id);
    return switch (outcome) {
      case COMPLETED, INCOMPLETE, CANCELLED -> silent && d.answers.active().isPresent();
      case FAILED, REFUSED -> true;
    };
  }

  /// Whether the answer stops in the middle of a sentence, and not because the caller speaks.
  private static boolean cutShort(Draft d, Outcome outcome, Answers answer, String id) {
    return (outcome == Outcome.INCOMPLETE || outcome == Outcome.CANCELLED)
        && answer.spoke()
        && !answer.isCut(id)
        && d.hearing.speaking().isEmpty();
  }

  private static Answers.Tries tries(Answers answer, boolean failed, boolean cut) {
    var before = answer.tries();
    return failed ? before.failing() : cut ? before.cutting() : before.after(answer.running());
  }

  /// The model finishes its sentence; one that never does leaves the word to the caller.
  private static void takeUp(Draft d) {
    if (d.answers.tries().cut() <= MOST_TAKEN_UP && d.answers.wanted().isEmpty()) {
      d.emit(new Effect.Inform(d.rules.wording().cutShort()));
      d.ask(new Effect.Ask(Optional.empty()));
    }
  }

  static void askFailed(Draft d) {
    if (d.answers.asked().isEmpty() && d.answers.begun().isEmpty()) {
      return;
    }
    d.answers = d.answers.failedToBegin();
    answerFailed(d, Outcome.FAILED);
  }

  private static void answerFailed(Draft d, Outcome outcome) {
    var useless = outcome == Outcome.REFUSED || d.answers.tries().failed() > MOST_FAILED;
    if (d.stage instanceof Stage.Leaving && useless) {
      d.answers = d.answers.wantingNothing();
      return;
    }
    if (useless) {
      d.voicemail();
      return;
    }
    if (d.answers.wanted().isEmpty()) {
      d.answers = d.answers.wanting(lostWords(d));
    }
    d.emit(new Effect.SetTimer(Timer.ASK_AGAIN, Patience.ASK_AGAIN));
  }

  /// What an answer that failed was to say, as far as it is known.
  private static Effect.Ask lostWords(Draft d) {
    var wording = d.rules.wording();
    var words =
        switch (d.stage) {
          case Stage.PlayedGreeting _, Stage.Talking _ -> Optional.<String>empty();
          case Stage.SpokenGreeting _ -> Optional.of(d.rules.greeting().text());
          case Stage.Leaving leaving ->
              Optional.of(
                  wording.of(
                      leaving.next() instanceof NextStep.Transfer
                          ? Phrase.TRANSFERRING
                          : Phrase.GOODBYE));
        };
    return new Effect.Ask(words.map(wording::exactly));
  }
}
