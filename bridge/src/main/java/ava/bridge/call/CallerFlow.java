package ava.bridge.call;

import ava.bridge.call.State.Hearing;
import ava.bridge.call.State.Live;
import ava.bridge.call.State.Stage;
import ava.shared.CallRecord.Disclosure;
import ava.shared.Speaker;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the caller's side brings: his audio, his speech as the model hears it, his keys, and the
/// echoes that say what he heard.
final class CallerFlow {
  private static final int FRAME_TOLERANCE_MS = 20;
  private static final int MOST_KEYS = 32;
  private static final int MOST_GREETINGS = 3;

  /// A frame of audio: fifty of them come each second, so nothing but its time is looked at.
  static CallFlow.Step frame(Live live, Event.CallerAudio frame, Instant now) {
    var timestamp = frame.timestampMs();
    var gap = timestamp - live.nextTimestampMs();
    var end = timestamp + Draft.bytes(frame.audio()) / Playback.BYTES_PER_MS;
    var after = live.heardUntil(Math.max(live.nextTimestampMs(), end), now);
    var append = new Effect.Append(frame.audio());
    if (live.nextTimestampMs() < 0 || gap <= FRAME_TOLERANCE_MS) {
      return new CallFlow.Step(after, List.of(append));
    }
    var silence = (int) Math.min(gap, Patience.CALLER_LOST.toMillis());
    return new CallFlow.Step(after, List.of(new Effect.AppendSilence(silence), append));
  }

  static void speechStarted(Draft d, String item) {
    d.hearing.speaking().ifPresent(old -> d.conversation = d.conversation.ended(old, d.now));
    d.conversation = d.conversation.begin(item, Speaker.CALLER, d.now);
    d.hearing = new Hearing(Optional.of(item), d.hearing.stoppedAt(), false, d.hearing.owed());
    d.silences = 0;
    d.emit(new Effect.SetTimer(Timer.FRAME_MISSING, Patience.NEXT_FRAME));
    switch (d.stage) {
      case Stage.PlayedGreeting _, Stage.SpokenGreeting _ -> {}
      case Stage.Talking() -> {
        d.answers = d.answers.wantingNothing();
        d.cutAnswer();
      }
      case Stage.Leaving leaving -> {
        if (leaving.cancellable() && !leaving.saving()) {
          d.stage = new Stage.Talking();
          d.emit(
              d.intent.drain()
                  ? new Effect.SetTimer(Timer.LEAVE_NOW, Patience.DRAIN)
                  : new Effect.CancelTimer(Timer.LEAVE_NOW));
          d.answers = d.answers.wantingNothing();
          d.cutAnswer();
        }
      }
    }
  }

  static void speechStopped(Draft d, String item) {
    d.emit(new Effect.CancelTimer(Timer.FRAME_MISSING));
    d.conversation = d.conversation.ended(item, d.now);
    var turns = d.stage instanceof Stage.Talking;
    d.hearing =
        new Hearing(Optional.empty(), Optional.of(d.now), turns, !turns || d.hearing.owed());
  }

  static void keyPressed(Draft d, char key) {
    if (key == '#') {
      keysDone(d);
      return;
    }
    d.conversation = d.conversation.keyed(key, d.now);
    d.silences = 0;
    if (d.conversation.open().keys().orElseThrow().text().length() < MOST_KEYS) {
      d.emit(new Effect.SetTimer(Timer.KEYS_DONE, Patience.NEXT_KEY));
    } else {
      keysDone(d);
    }
  }

  /// The keys that were pressed are the caller's turn. Over the greeting it is answered behind it,
  /// while he speaks with what he says.
  static void keysDone(Draft d) {
    d.emit(new Effect.CancelTimer(Timer.KEYS_DONE));
    var keys = d.conversation.open().keys();
    if (keys.isEmpty()) {
      return;
    }
    d.conversation = d.conversation.keysDone(d.now);
    if (d.link.ready()) {
      d.emit(new Effect.Inform(d.rules.wording().keyed(keys.get().text())));
    }
    if (d.stage.isGreeting()) {
      d.hearing = d.hearing.owing();
    } else if (d.hearing.speaking().isEmpty()) {
      d.ask(new Effect.Ask(Optional.empty()));
    }
  }

  /// Speech that does not end is noise: the caller is told, and the call goes on.
  static void noise(Draft d) {
    if (!d.before.listens()) {
      return;
    }
    d.hearing.speaking().ifPresent(item -> d.conversation = d.conversation.unheard(item));
    d.hearing = Hearing.NOTHING;
    d.ask(Phrase.BAD_LINE);
  }

  static void markPlayed(Draft d, String name) {
    var echo = d.playback.echo(name);
    if (!echo.playback().equals(d.playback)) {
      d.sound = d.sound.heard(d.now);
    }
    d.playback = echo.playback();
    echo.finished().forEach(piece -> heardWhole(d, piece, name));
    if (d.stage instanceof Stage.PlayedGreeting greeting
        && disclosureHeard(d, greeting, echo.finished())) {
      disclosed(d, d.rules.greeting().disclosure(), name);
    }
    if (!echo.finished().isEmpty()) {
      answerWhatIsOwed(d);
    }
  }

  private static boolean disclosureHeard(
      Draft d, Stage.PlayedGreeting greeting, List<Playback.Piece> finished) {
    return finished.stream().anyMatch(p -> p.itemId().equals(CallFlow.GREETING_ITEM))
        || d.playback.pieces().stream()
            .anyMatch(p ->
                p.itemId().equals(CallFlow.GREETING_ITEM)
                    && p.heard() >= greeting.protectedBytes());
  }

  private static void heardWhole(Draft d, Playback.Piece piece, String mark) {
    if (!d.playback.plays(piece.itemId())) {
      d.conversation = d.conversation.ended(piece.itemId(), d.now);
    }
    if (piece.itemId().equals(CallFlow.GREETING_ITEM)) {
      d.greetingHeard(d.rules.greeting().text());
    }
    if (d.stage instanceof Stage.SpokenGreeting greeting) {
      greetingSpoken(d, greeting, d.conversation.wordsOf(piece.itemId()), mark);
    }
  }

  private static void greetingSpoken(
      Draft d, Stage.SpokenGreeting greeting, String spoken, String mark) {
    if (sameWords(spoken, d.rules.greeting().text())) {
      d.emit(new Effect.RecordGreeting(join(greeting.audio())));
    }
    if (d.rules.wording().discloses(spoken)) {
      disclosed(d, spoken, mark);
    } else if (greeting.attempts() + 1 < MOST_GREETINGS) {
      d.stage = new Stage.SpokenGreeting(greeting.attempts() + 1, List.of());
      d.askGreeting();
    } else {
      d.voicemail();
    }
  }

  /// The caller knows that Ava is an AI: from now on he can interrupt her.
  private static void disclosed(Draft d, String said, String mark) {
    d.emit(new Effect.SaveDisclosure(new Disclosure(said, d.now, mark)));
    d.stage = new Stage.Talking();
    if (d.link.ready()) {
      d.emit(new Effect.TakeTurns());
    }
    if (d.hearing.speaking().isPresent()) {
      d.cutAnswer();
    }
  }

  /// Asks for the answer to what the caller said while the model did not take turns.
  static void answerWhatIsOwed(Draft d) {
    if (d.hearing.owed()
        && d.stage instanceof Stage.Talking
        && d.link.ready()
        && d.playback.isEmpty()
        && d.hearing.speaking().isEmpty()) {
      d.hearing = d.hearing.answering();
      d.ask(new Effect.Ask(Optional.empty()));
    }
  }

  private static boolean sameWords(String a, String b) {
    return letters(a).equals(letters(b));
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.FRENCH).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static String join(List<String> audio) {
    var bytes = new java.io.ByteArrayOutputStream();
    audio.forEach(chunk -> bytes.writeBytes(Base64.getDecoder().decode(chunk)));
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /// Frames that do not come while the caller speaks: silence lets his turn end.
  static void frameMissing(Draft d) {
    if (d.hearing.speaking().isEmpty()) {
      return;
    }
    if (Duration.between(d.lastFrameAt, d.now).compareTo(Patience.NEXT_FRAME) >= 0) {
      d.emit(new Effect.AppendSilence(1_000));
      d.nextTimestampMs += d.nextTimestampMs < 0 ? 0 : 1_000;
    }
    d.emit(new Effect.SetTimer(Timer.FRAME_MISSING, Patience.NEXT_FRAME));
  }
}
