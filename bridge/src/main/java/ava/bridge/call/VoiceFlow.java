package ava.bridge.call;

import ava.bridge.call.State.Voice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the caller hears: audio that is sent to his ear, and the echoes that say how much of it he
/// heard.
final class VoiceFlow {

  /// Long audio is played in slices, so that marks between them say where playback is. Base64 of
  /// 2,400 bytes (300 ms): slices at multiples of four characters stay whole.
  private static final int SLICE_CHARS = 3_200;

  private final Draft d;
  private Playback playback;
  private Sound sound;
  private Instant waitsSince;

  VoiceFlow(Draft draft, Voice voice) {
    this.d = draft;
    this.playback = voice.playback();
    this.sound = voice.sound();
    this.waitsSince = draft.now;
  }

  Voice voice() {
    return new Voice(playback, sound);
  }

  boolean isSilent() {
    return playback.isEmpty();
  }

  boolean plays(String itemId) {
    return playback.plays(itemId);
  }

  /// What was sent and is not heard to its end.
  List<Playback.Piece> pieces() {
    return playback.pieces();
  }

  /// The caller who is found to wait has done so for a while.
  void waitsSince(Instant since) {
    waitsSince = since;
  }

  /// When a caller who is found to wait has heard nothing for long.
  Duration untilTooSilent() {
    return sound.untilSilentFor(d.patience.of(Wait.SOUND), waitsSince, d.now);
  }

  /// How long what was sent still plays.
  Duration leftToPlay() {
    return playback.isEmpty() ? Duration.ZERO : Duration.between(d.now, sound.until());
  }

  /// Plays audio of an item, with marks.
  void play(String responseId, String itemId, int part, String audio) {
    sound = sound.sent(Playback.length(audio), d.now);
    for (var from = 0; from < audio.length(); from += SLICE_CHARS) {
      var slice = audio.substring(from, Math.min(audio.length(), from + SLICE_CHARS));
      d.emit(new Effect.Play(slice));
      mark(playback.send(responseId, itemId, part, Playback.bytes(slice)));
    }
  }

  /// No more audio comes for a part of an item.
  void finish(String itemId, int part) {
    mark(playback.finish(itemId, part));
  }

  /// No more audio comes for an answer.
  void finishAnswer(String responseId) {
    for (var piece : playback.pieces()) {
      if (piece.responseId().equals(responseId)) {
        finish(piece.itemId(), piece.part());
      }
    }
  }

  /// No more audio comes for anything that was sent.
  void finishAll() {
    for (var piece : playback.pieces()) {
      finish(piece.itemId(), piece.part());
    }
  }

  private void mark(Playback.Marked marked) {
    playback = marked.playback();
    marked.name().forEach(name -> d.emit(new Effect.Mark(name)));
  }

  void markPlayed(String name) {
    var echo = playback.echo(name);
    if (!echo.playback().equals(playback)) {
      sound = sound.heard(d.now);
    }
    playback = echo.playback();
    echo.finished().forEach(piece -> heardWhole(piece, name));
    d.greeting.goesOn(echo.finished(), name);
    if (!echo.finished().isEmpty()) {
      d.caller.answerWhatIsOwed();
    }
  }

  private void heardWhole(Playback.Piece piece, String mark) {
    if (!plays(piece.itemId())) {
      d.turns.heard(piece.itemId());
      d.greeting.heard(piece.itemId(), mark);
    }
  }

  /// Stops what is heard.
  ///
  /// @return what was cut, the piece that was playing first
  List<Playback.Piece> cut() {
    var cut = forget();
    if (!cut.isEmpty()) {
      d.emit(new Effect.Clear());
      sound = Sound.none(d.now);
      d.emit(new Effect.Measure(Metric.BARGE_INS, 1));
    }
    return cut;
  }

  /// What is not heard by now is not heard: the line is gone.
  List<Playback.Piece> forget() {
    var cut = playback.cut();
    playback = cut.playback();
    return cut.pieces();
  }

  /// The line lives: something sounds beside what is marked and heard, and is no part of what Ava
  /// says.
  void soundDue() {
    if (!d.before.waitedFor()) {
      return;
    }
    var due = sound.until().plus(d.patience.of(Wait.SOUND));
    if (due.isAfter(d.now)) {
      d.emit(new Effect.SetTimer(Timer.SOUND_DUE, Duration.between(d.now, due)));
      return;
    }
    d.emit(new Effect.Play(Chime.AUDIO));
    sound = sound.besides(Playback.length(Chime.AUDIO), d.now);
    d.emit(new Effect.SetTimer(Timer.SOUND_DUE, untilTooSilent()));
  }

  /// A line that plays nothing: the caller gets another.
  void echoLate() {
    if (isSilent() || d.course.isLeaving()) {
      return;
    }
    var due = sound.movedAt().plus(playback.unheard()).plus(d.patience.of(Wait.ECHO));
    if (due.isAfter(d.now)) {
      d.emit(new Effect.SetTimer(Timer.ECHO_LATE, Duration.between(d.now, due)));
    } else {
      d.course.resumeElsewhere();
      d.course.leaveNow();
    }
  }
}
