package ava.bridge.call;

import ava.bridge.call.State.Hearing;
import ava.bridge.call.State.Intent;
import ava.bridge.call.State.Link;
import ava.bridge.call.State.Live;
import ava.bridge.call.State.Sound;
import ava.bridge.call.State.Stage;
import ava.shared.EndReason;
import ava.shared.NextStep;
import ava.shared.Speaker;
import ava.shared.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The working copy of a live call within one step: the moves that several events share. Lives no
/// longer than the step. The timers that follow from the state alone are set in [#done].
final class Draft {

  /// Long audio is played in slices, so that marks between them say where playback is. Base64 of
  /// 2,400 bytes (300 ms): slices at multiples of four characters stay whole.
  private static final int SLICE_CHARS = 3_200;

  final CallRules rules;
  final Live before;
  final Instant now;
  final List<Effect> effects = new ArrayList<>();
  final SequencedMap<String, Effect.RunTool> tools;
  Stage stage;
  Link link;
  Playback playback;
  Answers answers;
  Conversation conversation;
  Hearing hearing;
  Intent intent;
  int silences;
  Sound sound;
  Instant lastFrameAt;
  long nextTimestampMs;

  /// Set once the call leaves the live state in this step.
  private Optional<State> exit = Optional.empty();

  Draft(CallRules rules, Live live, Instant now) {
    this.rules = rules;
    this.before = live;
    this.now = now;
    this.tools = new LinkedHashMap<>(live.tools());
    this.stage = live.stage();
    this.link = live.link();
    this.playback = live.playback();
    this.answers = live.answers();
    this.conversation = live.conversation();
    this.hearing = live.hearing();
    this.intent = live.intent();
    this.silences = live.silences();
    this.sound = live.sound();
    this.lastFrameAt = live.lastFrameAt();
    this.nextTimestampMs = live.nextTimestampMs();
  }

  boolean quiet() {
    return playback.isEmpty()
        && answers.idle()
        && answers.wanted().isEmpty()
        && hearing.calm()
        && tools.isEmpty()
        && conversation.open().keys().isEmpty();
  }

  /// Whether the caller is gone or let go.
  boolean isClosed() {
    return exit.isPresent();
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  void used(Usage usage) {
    if (!usage.equals(Usage.NONE)) {
      emit(new Effect.SaveUsage(usage));
    }
  }

  /// Plays audio of an item, with marks.
  void play(String responseId, String itemId, int part, String audio) {
    sound = sound.sent(Playback.length(audio), now);
    for (var from = 0; from < audio.length(); from += SLICE_CHARS) {
      var slice = audio.substring(from, Math.min(audio.length(), from + SLICE_CHARS));
      emit(new Effect.Play(slice));
      mark(playback.send(responseId, itemId, part, bytes(slice)));
    }
  }

  void mark(Playback.Marked marked) {
    playback = marked.playback();
    marked.name().forEach(name -> emit(new Effect.Mark(name)));
  }

  /// Asks for an answer now, or once the model can. A call that is being let go gets none.
  void ask(Phrase phrase) {
    ask(new Effect.Ask(Optional.of(rules.exactly(phrase))));
  }

  /// Asks for the greeting, now or once the model can.
  void askGreeting() {
    ask(new Effect.Ask(Optional.of(rules.wording().exactly(rules.greeting().text()))));
  }

  void ask(Effect.Ask ask) {
    if (stage instanceof Stage.Leaving leaving && leaving.saving()) {
      return;
    }
    if (link.ready() && answers.idle()) {
      emit(ask);
      answers = answers.asking(ask);
    } else {
      answers = answers.wanting(ask);
    }
  }

  /// Asks for what waited, if it can be asked for now. While the caller speaks nothing is asked but
  /// the greeting: his turn brings an answer anyway.
  void askWanted() {
    var heeded = hearing.speaking().isPresent() && !stage.isGreeting();
    if (link.ready() && answers.idle() && !heeded) {
      answers.wanted().ifPresent(this::ask);
    }
  }

  /// Stops what the caller hears and forgets the rest of it.
  void cutAnswer() {
    var cut = playback.cut();
    if (!cut.pieces().isEmpty()) {
      emit(new Effect.Clear());
      sound = Sound.none(now);
      emit(new Effect.Measure(Metric.BARGE_INS, 1));
    }
    var before = answers;
    answers.active().ifPresent(id -> answers = answers.cutting(id));
    for (var piece : cut.pieces()) {
      answers = answers.cutting(piece.responseId());
      if (piece.itemId().equals(CallFlow.GREETING_ITEM)) {
        greetingHeard(piece.heardOf(link.greetingOwed().orElse("")));
      } else if (link.ready() && !before.isCut(piece.responseId())) {
        emit(new Effect.Truncate(piece.itemId(), piece.part(), piece.heardMs()));
      }
    }
    conversation = conversation.cutAt(cut.pieces(), now);
    playback = cut.playback();
    dropUnheardAnswers();
  }

  /// Answers of which no audio was sent were never said.
  void dropUnheardAnswers() {
    for (var entry : conversation.open().list()) {
      if (entry.speaker() == Speaker.AVA && !playback.plays(entry.itemId())) {
        var heard = entry.endedAt().isPresent() ? entry.text() : "";
        conversation = conversation.settle(entry.itemId(), heard, now);
      }
    }
  }

  /// Tells the session what the caller heard of a recorded greeting, as soon as there is a session.
  void greetingHeard(String words) {
    if (link.greetingOwed().isEmpty() || words.isBlank()) {
      return;
    }
    if (link.ready()) {
      emit(new Effect.RecallGreeting(CallFlow.GREETING_ITEM, words));
      link = link.owing(Optional.empty());
    } else {
      link = link.owing(Optional.of(words));
    }
  }

  /// Begins to leave. What Ava says is heard to its end first.
  void leave(NextStep next, Optional<EndReason> reason, boolean cancellable) {
    if (stage instanceof Stage.Leaving leaving && !leaving.cancellable()) {
      return;
    }
    stage = new Stage.Leaving(next, reason, cancellable, false);
    emit(new Effect.SetTimer(Timer.LEAVE_NOW, Patience.GOODBYE));
  }

  /// Sends the caller to the voicemail: the model is of no use any more.
  void voicemail() {
    leave(new NextStep.Voicemail(), Optional.of(EndReason.VOICEMAIL), false);
    emit(new Effect.CloseModel());
    link = link.down(now);
    answers = answers.lost().wantingNothing();
    hearing = Hearing.NOTHING;
    tools.clear();
    finishPieces();
  }

  /// No more audio comes for what was sent.
  void finishPieces() {
    for (var piece : playback.pieces()) {
      mark(playback.finish(piece.itemId(), piece.part()));
    }
    conversation = conversation.answered();
  }

  /// Opens a session that knows the conversation so far.
  void openModel() {
    var memories = conversation.memories();
    var told =
        memories.stream().anyMatch(m -> m instanceof Memory.Said(var who, _) && who == Speaker.AVA);
    link =
        link.down(now.minus(Patience.UNDETECTED))
            .owing(told ? Optional.empty() : link.greetingOwed());
    emit(new Effect.OpenModel(memories));
  }

  /// The caller is gone or let go: only the last transcripts are awaited.
  void close(Optional<EndReason> reason, Duration delay) {
    conversation = conversation.cutAt(playback.pieces(), now).keysDone(now);
    playback = playback.cut().playback();
    dropUnheardAnswers();
    for (var timer : Timer.values()) {
      emit(new Effect.CancelTimer(timer));
    }
    hearing.speaking().ifPresent(item -> conversation = conversation.ended(item, now));
    exit = Optional.of(LastWords.begin(this, reason, delay));
  }

  CallFlow.Step done() {
    if (exit.isPresent()) {
      return new CallFlow.Step(exit.get(), effects);
    }
    writeTurns();
    var after =
        new Live(
            before.opening(),
            before.joinedAt(),
            stage,
            link,
            playback,
            answers,
            conversation,
            hearing,
            new LinkedHashMap<>(tools),
            intent,
            silences,
            sound,
            lastFrameAt,
            nextTimestampMs);
    follow(Timer.SILENCE, before.silent(), after.silent(), Patience.SILENCE);
    var model =
        before.playback().plays(CallFlow.GREETING_ITEM)
            ? Patience.MODEL_AFTER_GREETING
            : Patience.MODEL_BACK;
    follow(Timer.MODEL_NEEDED, before.lacksModel(), after.lacksModel(), model);
    follow(Timer.ANSWER_LATE, before.awaitsAnswer(), after.awaitsAnswer(), Patience.ANSWER_BEGINS);
    var heard = link.losses() == 0 ? Patience.ANSWER_HEARD : Patience.ANSWER_HEARD_AT_LAST;
    follow(Timer.ANSWER_DUE, before.awaitsAnswer(), after.awaitsAnswer(), heard);
    var silent = sound.untilSilentFor(Patience.SOUND, now);
    follow(Timer.SOUND_DUE, before.waitedFor(), after.waitedFor(), silent);
    follow(Timer.NOISE, before.listens(), after.listens(), Patience.NOISE);
    follow(Timer.TOOLS_LATE, !before.tools().isEmpty(), !tools.isEmpty(), Patience.TOOLS);
    follow(Timer.ECHO_LATE, !before.playback().isEmpty(), !playback.isEmpty(), Patience.ECHO);
    var waited = before.conversation().open().awaited().map(OpenTurn::itemId);
    var waits = after.conversation().open().awaited().map(OpenTurn::itemId);
    var same = waited.equals(waits);
    follow(
        Timer.TRANSCRIPT_LATE,
        waited.isPresent() && (same || waits.isEmpty()),
        waits.isPresent(),
        Patience.TRANSCRIPT);
    return new CallFlow.Step(after, effects);
  }

  private void writeTurns() {
    var written = conversation.write();
    conversation = written.conversation();
    written.turns().forEach(turn -> emit(new Effect.SaveTurn(turn)));
  }

  private void follow(Timer timer, boolean ran, boolean runs, Duration delay) {
    if (runs && !ran) {
      emit(new Effect.SetTimer(timer, delay));
    } else if (ran && !runs) {
      emit(new Effect.CancelTimer(timer));
    }
  }

  /// The bytes that base64 text stands for.
  static long bytes(String base64) {
    var padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
    return base64.length() / 4 * 3L - padding;
  }
}
