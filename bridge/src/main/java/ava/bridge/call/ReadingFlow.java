package ava.bridge.call;

import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.bridge.call.Manuscript.Line;
import ava.bridge.call.Manuscript.StandIn;
import ava.bridge.call.Reading.Correction;
import ava.shared.call.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What the model writes is read out by another voice: to the rest of the call it is an answer like
/// one that the model speaks. The end of its response is held back until all of it has come as
/// sound. Where the voice fails the model says the rest itself, in the same turn.
final class ReadingFlow {
  private final Draft d;
  private Reading reading;

  ReadingFlow(Draft draft, Reading reading) {
    this.d = draft;
    this.reading = reading;
  }

  Reading reading() {
    return reading;
  }

  Optional<Manuscript> manuscript() {
    return reading.manuscript();
  }

  private void change(UnaryOperator<Manuscript> change) {
    manuscript().ifPresent(text -> reading = reading.with(change.apply(text)));
  }

  /// Whether more of an answer is to be read out.
  boolean goesOn() {
    return manuscript().isPresent();
  }

  /// Whether the model wrote this item, and something reads it out.
  boolean wrote(String item) {
    return reading.written().contains(item);
  }

  /// Whether another voice than the model's is meant to speak.
  boolean isAnothers() {
    return reading.away() || !reading.written().isEmpty();
  }

  /// Whether the other voice has read out the whole of the latest answer.
  boolean wasReadOut() {
    return !reading.away() && !reading.written().isEmpty() && !reading.stoodIn();
  }

  // what the model writes

  void written(Event.AnswerWritten text) {
    if (d.answers.answers().runs(text.responseId()) && !d.course.isSaving()) {
      var begun = begun(text.responseId(), text.itemId());
      reading = reading.beginning(begun.writing(text.itemId(), text.delta()), text.itemId());
      goOn();
    }
  }

  void writtenWhole(Event.AnswerWrittenDone text) {
    if (d.answers.answers().runs(text.responseId()) && !d.course.isSaving()) {
      var begun = begun(text.responseId(), text.itemId());
      reading = reading.beginning(begun.writtenWhole(text.itemId(), text.text()), text.itemId());
      goOn();
    }
  }

  private Manuscript begun(String responseId, String item) {
    return manuscript()
        .filter(text -> text.responseId().equals(responseId))
        .orElseGet(() -> Manuscript.of(responseId, item, d.now));
  }

  /// The model's response is over. The answer is only once it has sounded.
  void ended(String id, Outcome outcome, Usage usage) {
    reading.correctionsOf(id).forEach(d.corrections::tell);
    reading = reading.correctedFor(id);
    var ours = manuscript().filter(text -> text.responseId().equals(id));
    if (d.standIn.stands(id)) {
      d.used(usage);
      d.standIn.ended(outcome);
    } else if (ours.isEmpty() || outcome == Outcome.FAILED || outcome == Outcome.REFUSED) {
      ours.ifPresent(_ -> forget());
      d.answers.ended(id, outcome, usage);
    } else {
      d.used(usage);
      change(text -> text.ended(outcome));
      if (manuscript().filter(Manuscript::isAskedWhole).isPresent()) {
        d.emit(new Effect.NoMoreLines());
      }
      goOn();
    }
  }

  // what the other voice reads out

  /// Asks for the next line, if the caller is about to need it.
  void goOn() {
    if (manuscript().isEmpty()) {
      return;
    }
    var text = manuscript().get();
    if (text.standIn().isPresent()) {
      d.standIn.ask(text);
    } else if (text.isRead()) {
      over(text.end().orElse(Outcome.COMPLETED));
    } else if (text.asked().isEmpty()
        && !text.ahead().isEmpty()
        && d.voice.leftToPlay().compareTo(d.patience.of(Wait.READ_AHEAD)) < 0) {
      var next = text.asking(reading.lines() + 1, d.now);
      reading = reading.asking(next);
      next.asked().ifPresent(line -> d.emit(new Effect.ReadOut(line.number(), line.text())));
      if (next.isAskedWhole()) {
        d.emit(new Effect.NoMoreLines());
      }
    }
  }

  /// It has sounded whole, or no more of it will.
  void over(Outcome outcome) {
    var id = manuscript().orElseThrow().responseId();
    reading = reading.without();
    d.answers.ended(id, outcome, Usage.NONE);
  }

  void sounds(Event.SpeechAudio sound) {
    if (!isAsked(sound.line()) || d.course.isSaving()) {
      return;
    }
    var before = manuscript().orElseThrow();
    var words = sound.words().map(ReadingFlow::count);
    var now = before.sounding(Playback.bytes(sound.audio()), words, d.now);
    reading = reading.with(now);
    var line = now.asked().orElseThrow();
    var part = now.parts() - 1;
    var begins = now.parts() > before.parts();
    if (begins && words.isPresent() && part > 0) {
      d.voice.finish(line.itemId(), part - 1);
    }
    d.turns.avaBegins(line.itemId());
    if (begins) {
      d.turns.avaSaid(line.itemId(), part, sound.words().orElse(line.text()));
    }
    d.answers.audio(new Event.AnswerAudio(now.responseId(), line.itemId(), part, sound.audio()));
  }

  private static int count(String words) {
    return words.isBlank() ? 0 : words.split(" ").length;
  }

  private boolean isAsked(int line) {
    return manuscript()
        .filter(Manuscript::waits)
        .flatMap(Manuscript::asked)
        .filter(asked -> asked.number() == line)
        .isPresent();
  }

  void sounded(int number) {
    if (!isAsked(number)) {
      return;
    }
    var text = manuscript().orElseThrow();
    var line = text.asked().orElseThrow();
    if (!line.begun()) {
      failed(number, false);
      return;
    }
    d.voice.finish(line.itemId(), text.parts() - 1);
    change(Manuscript::sounded);
    goOn();
  }

  // its failures

  /// Nothing came for a while. What is left to play is time that the caller does not notice.
  void late() {
    if (!reading.waits()) {
      return;
    }
    var text = manuscript().orElseThrow();
    var silent = d.patience.of(Wait.VOICE).minus(Duration.between(text.movedAt(), d.now));
    var heard = d.voice.leftToPlay().minus(d.patience.of(Wait.VOICE));
    var due = silent.compareTo(heard) > 0 ? silent : heard;
    if (due.isPositive()) {
      d.emit(new Effect.SetTimer(Timer.SPEECH_LATE, due));
    } else {
      failed(text.asked().orElseThrow().number(), false);
    }
  }

  void failed(int number, boolean refused) {
    if (!isAsked(number)) {
      return;
    }
    var text = manuscript().orElseThrow();
    var line = text.asked().orElseThrow();
    d.emit(new Effect.VoiceFailed(refused));
    d.emit(new Effect.SaveVoiceFailure());
    d.emit(new Effect.Measure(Metric.SPEECH_FAILURES, 1));
    if (line.begun()) {
      var part = text.parts() - 1;
      says(line, part);
      d.voice.finish(line.itemId(), part);
    }
    reading = reading.standing(text.broken());
    goOn();
  }

  /// Who does not tell its words with its sound has said so many of them.
  private void says(Line line, int part) {
    if (line.told() == 0) {
      d.turns.avaSaid(line.itemId(), part, line.saidWords());
    }
  }

  /// The model itself says the rest.
  void standing(StandIn by) {
    change(text -> text.standing(by));
  }

  /// The voice is out of order, or in order again.
  void away(boolean now) {
    if (now != reading.away()) {
      reading = reading.away(now);
      if (d.session.isReady()) {
        d.emit(new Effect.SpeakYourself(now));
      }
    }
  }

  /// A new session writes, until it is told otherwise.
  void modelReady() {
    if (reading.away()) {
      d.emit(new Effect.SpeakYourself(true));
    }
  }

  // what is not heard

  /// Nothing more of it is wanted. Of its line no more is said than has sounded.
  void forget() {
    if (manuscript().isEmpty()) {
      return;
    }
    var text = manuscript().get();
    text.asked().filter(Line::begun).ifPresent(line -> says(line, text.parts() - 1));
    if (text.waits()) {
      d.emit(new Effect.Hush());
    }
    text.standIn().flatMap(StandIn::responseId).ifPresent(id -> d.emit(new Effect.Cancel(id)));
    reading = reading.without();
  }

  /// The written items of which something was not heard.
  List<String> unheard(List<Playback.Piece> pieces) {
    var playing = pieces.stream().map(Playback.Piece::itemId).filter(this::wrote);
    var read = manuscript().stream().flatMap(text -> Stream.of(text.readItem(), text.itemId()));
    return Stream.concat(playing, read).distinct().toList();
  }

  /// The model must be told this once its response has ended.
  void correctLater(Correction heard) {
    var more = new ArrayList<>(reading.corrections());
    more.add(heard);
    reading = reading.correcting(more);
  }

  /// No session knows any more what was written by now.
  void sessionLost() {
    reading = reading.orphaned();
  }
}
