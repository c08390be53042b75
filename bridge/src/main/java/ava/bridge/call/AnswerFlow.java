package ava.bridge.call;

import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.call.Usage;
import java.util.Optional;

/// The model's answers: how each is asked for, begins, is heard, ends or fails.
final class AnswerFlow {
  private static final Effect.Ask ANY = new Effect.Ask(Optional.empty());

  /// How often in a row a sentence that was cut is taken up again.
  private static final int MOST_TAKEN_UP = 2;

  /// How often in a row Ava says nothing because she heard only noise.
  private static final int MOST_WAITS = 5;

  private final Draft d;
  private Answers answers;

  AnswerFlow(Draft draft, Answers answers) {
    this.d = draft;
    this.answers = answers;
  }

  Answers answers() {
    return answers;
  }

  boolean idle() {
    return answers.idle();
  }

  /// Whether nothing is said, asked for or to be asked for.
  boolean nothingComes() {
    return answers.idle() && answers.wanted().isEmpty();
  }

  // asking

  /// Asks for fixed words now, or once the model can.
  void ask(FixedWords words) {
    ask(new Effect.Ask(Optional.of(d.rules.exactly(words))));
  }

  void askGreeting() {
    ask(new Effect.Ask(Optional.of(d.rules.wording().exactly(d.rules.greeting().text()))));
  }

  /// Asks for whatever the model has to say.
  void askAny() {
    ask(ANY);
  }

  /// A call that is being let go gets no answer any more.
  private void ask(Effect.Ask ask) {
    if (d.course.isSaving()) {
      return;
    }
    if (d.session.isReady() && answers.idle()) {
      d.emit(ask);
      answers = answers.asking(ask);
    } else {
      answers = answers.wanting(ask);
    }
  }

  /// Asks for what waited, if it can be asked for now. While the caller speaks nothing is asked but
  /// the greeting: his turn brings an answer anyway.
  void askWanted() {
    var heeded = d.caller.speaks() && !d.course.isGreeting();
    if (d.session.isReady() && answers.idle() && !heeded) {
      answers.wanted().ifPresent(this::ask);
    }
  }

  /// The next session is asked for the answer that this one owed.
  void wantAnother() {
    if (answers.wanted().isEmpty() && d.course.talks()) {
      answers = answers.wanting(ANY);
    }
  }

  /// An answer that the model has not begun is asked for, or asked for again.
  void late() {
    if (!d.before.awaitsAnswer() || answers.active().isPresent() || answers.blocked()) {
      return;
    }
    if (answers.asked().isEmpty() && answers.wanted().isPresent()) {
      askWanted();
    } else if (!d.course.isLeaving() || answers.asked().isPresent()) {
      var ask = answers.asked().orElse(ANY);
      d.emit(ask);
      answers = answers.nudging(ask);
    }
  }

  // an answer that runs

  void started(String id) {
    var uninvited = (d.course.talks() && d.caller.speaks()) || d.course.leavesForVoicemail();
    sayNoMore();
    answers = answers.started(id);
    d.caller.isAnswered();
    if (uninvited) {
      answers = answers.cutting(id);
      d.emit(new Effect.Cancel(id));
    }
  }

  void audio(Event.AnswerAudio answer) {
    if (!answers.runs(answer.responseId()) || d.course.isSaving()) {
      return;
    }
    d.turns.avaBegins(answer.itemId());
    answers = answers.speaking();
    d.caller.hearsAva();
    d.greeting.spoken(answer.audio());
    d.voice.play(answer.responseId(), answer.itemId(), answer.part(), answer.audio());
  }

  void audioDone(String id, String item, int part) {
    if (answers.runs(id)) {
      d.voice.finish(item, part);
    }
  }

  void text(Event.AnswerText answer) {
    if (answers.runs(answer.responseId())) {
      d.turns.avaSays(answer.itemId(), answer.part(), answer.delta());
    }
  }

  void textDone(String id, String item, int part, String text) {
    if (!answers.isCut(id)) {
      d.turns.avaSaid(item, part, text);
    }
  }

  void acts(String id) {
    answers = answers.acting(id);
  }

  /// Nobody has spoken to Ava, so nothing is owed. A caller to whom an answer is owed gets one:
  /// that one came to nothing.
  ///
  /// @return whether the answer may say nothing
  boolean waits(String id) {
    if (answers.begun().isPresent()) {
      return false;
    }
    answers = answers.waiting(id);
    return true;
  }

  /// No more comes of what was said so far.
  void sayNoMore() {
    d.reading.forget();
    d.voice.finishAll();
    d.turns.worded();
  }

  // its end

  void ended(String id, Outcome outcome, Usage usage) {
    d.used(usage);
    d.voice.finishAnswer(id);
    if (answers.active().isPresent() && !answers.active().get().equals(id)) {
      return;
    }
    d.turns.worded();
    d.turns.dropUnheard();
    var answer = answers;
    var failed = answer.comesToNothing(id, outcome);
    var cut = !failed && answer.stopsShort(id, outcome) && !d.caller.speaks();
    answers = answer.ended(failed, cut);
    answer
        .parting()
        .ifPresent(parting -> d.tools.part(parting, failed || answer.isCut(id), answer.spoke()));
    if (failed) {
      failed(outcome);
      return;
    }
    if (outcome == Outcome.COMPLETED) {
      d.session.works();
    }
    if (answer.waited()) {
      waitedAgain();
    }
    if (cut && !d.course.isLeaving()) {
      takeUp();
    }
    askWanted();
  }

  /// The model finishes its sentence; one that never does leaves the word to the caller.
  private void takeUp() {
    if (answers.tries().cut() <= MOST_TAKEN_UP && answers.wanted().isEmpty()) {
      d.emit(new Effect.Inform(d.rules.wording().cutShort()));
      askAny();
    }
  }

  /// Noise without end is no better than silence.
  private void waitedAgain() {
    var waited = answers.tries().waited();
    if (waited >= 2 * MOST_WAITS) {
      d.course.hangUpOnSilence();
    } else if (waited == MOST_WAITS && d.course.talks()) {
      ask(FixedWords.STILL_THERE);
    }
  }

  void refused() {
    answers = answers.refused();
  }

  /// The session would not begin what was asked for. One that does so again, or that did not answer
  /// by itself either, is replaced.
  void askFailed() {
    if (answers.asked().isEmpty() && answers.begun().isEmpty()) {
      return;
    }
    var neither = answers.nudged();
    answers = answers.failedToBegin();
    var useless = neither || answers.uselessBehind(Outcome.FAILED);
    if (!useless || d.course.isLeaving() || !d.session.replace(d.now)) {
      failed(Outcome.FAILED);
    }
  }

  private void failed(Outcome outcome) {
    if (d.course.isLeaving() && answers.uselessBehind(outcome)) {
      answers = answers.wantingNothing();
      return;
    }
    if (answers.uselessBehind(outcome)) {
      d.course.voicemail();
      return;
    }
    if (answers.wanted().isEmpty()) {
      var words = d.course.wordsDue();
      answers = answers.wanting(new Effect.Ask(words.map(d.rules.wording()::exactly)));
    }
    d.emit(new Effect.SetTimer(Timer.ASK_AGAIN, d.patience.of(Wait.ASK_AGAIN)));
  }

  // how the model ends the call

  /// Whether the answer that runs ends the call.
  boolean parts() {
    return answers.parting().isPresent();
  }

  /// The answer that runs ends the call, once it has ended.
  void parting(Answers.Parting parting) {
    answers = answers.parting(parting);
  }

  /// The answer that ends the call does not come to its own end.
  void partNow() {
    answers.parting().ifPresent(d.tools::partNow);
  }

  // what is not said

  /// The caller has the word.
  void overtaken() {
    answers = answers.wantingNothing();
    cut();
  }

  /// Stops what the caller hears and forgets the rest of it.
  void cut() {
    var before = answers;
    var pieces = d.voice.cut();
    answers.active().ifPresent(id -> answers = answers.cutting(id));
    pieces.forEach(piece -> answers = answers.cutting(piece.responseId()));
    d.corrections.cut(pieces, before);
  }

  /// Whatever runs or was asked for does not matter any more.
  void abandon() {
    d.reading.forget();
    answers = answers.lost().wantingNothing();
  }

  /// @param again the next session hears the caller again and answers by itself
  void sessionLost(boolean again) {
    answers = again ? answers.lost().wantingNothing() : answers.lost();
    // the next session does not know what the caller still hears of this one
    d.voice.pieces().forEach(piece -> answers = answers.cutting(piece.responseId()));
  }
}
