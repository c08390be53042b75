package ava.bridge.call;

import ava.bridge.call.State.Hearing;
import ava.bridge.call.State.Stage;
import ava.shared.CallRecord.Disclosure;
import ava.shared.Speaker;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the caller's side brings: his audio, his speech as the model hears it, his keys, and the
/// echoes that say what he heard.
final class CallerFlow {
  private static final long MOST_GAP_MS = 10_000;
  private static final int FRAME_TOLERANCE_MS = 20;
  private static final Duration FRAMES_MISSED = Duration.ofMillis(750);
  private static final Duration MODEL_NEEDED_AFTER_GREETING = Duration.ofSeconds(1);
  private static final Duration KEYS_PAUSE = Duration.ofSeconds(3);
  private static final int MOST_KEYS = 32;
  private static final int MOST_GREETINGS = 3;

  private final CallRules rules;

  CallerFlow(CallRules rules) {
    this.rules = rules;
  }

  void audio(Draft d, String audio, long timestampMs) {
    var gap = timestampMs - d.nextTimestampMs;
    if (d.nextTimestampMs >= 0 && gap > FRAME_TOLERANCE_MS) {
      d.emit(new Effect.AppendSilence((int) Math.min(gap, MOST_GAP_MS)));
    }
    var length = Draft.bytes(audio) / Playback.BYTES_PER_MS;
    d.nextTimestampMs = Math.max(d.nextTimestampMs, timestampMs + length);
    d.lastFrameAt = d.now;
    d.emit(new Effect.Append(audio));
  }

  void speechStarted(Draft d, String item) {
    d.hearing.speaking().ifPresent(old -> d.conversation = d.conversation.ended(old, d.now));
    d.conversation = d.conversation.begin(item, Speaker.CALLER, d.now);
    d.hearing = new Hearing(Optional.of(item), d.hearing.stoppedAt(), false, d.hearing.owed());
    d.silences = 0;
    d.emit(new Effect.SetTimer(Timer.FRAME_MISSING, FRAMES_MISSED));
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
                  ? new Effect.SetTimer(Timer.LEAVE_NOW, Leaving.DRAIN_LONGEST)
                  : new Effect.CancelTimer(Timer.LEAVE_NOW));
          d.answers = d.answers.wantingNothing();
          d.cutAnswer();
        }
      }
    }
  }

  void speechStopped(Draft d, String item) {
    d.emit(new Effect.CancelTimer(Timer.FRAME_MISSING));
    d.conversation = d.conversation.ended(item, d.now);
    var turns = d.stage instanceof Stage.Talking;
    d.hearing =
        new Hearing(Optional.empty(), Optional.of(d.now), turns, !turns || d.hearing.owed());
  }

  void keyPressed(Draft d, char key) {
    if (key == '#') {
      keysDone(d);
      return;
    }
    if (d.keys.length() < MOST_KEYS) {
      d.keys = d.keys + key;
    }
    d.silences = 0;
    d.emit(new Effect.SetTimer(Timer.KEYS_DONE, KEYS_PAUSE));
  }

  /// The keys that were pressed are the caller's turn.
  static void keysDone(Draft d) {
    d.emit(new Effect.CancelTimer(Timer.KEYS_DONE));
    if (d.keys.isEmpty()) {
      return;
    }
    var item = "keys_" + d.now.toEpochMilli();
    d.conversation =
        d.conversation
            .begin(item, Speaker.CALLER, d.now)
            .settle(item, "(au clavier) " + d.keys, d.now, false);
    if (d.link.ready()) {
      d.emit(new Effect.Inform(Phrases.keyed(d.keys)));
    }
    d.keys = "";
    d.ask(new Effect.Ask(Optional.empty()));
  }

  void markPlayed(Draft d, String name) {
    var echo = d.playback.echo(name);
    d.playback = echo.playback();
    echo.finished().forEach(piece -> heardWhole(d, piece, name));
    if (d.stage instanceof Stage.PlayedGreeting greeting
        && disclosureHeard(d, greeting, echo.finished())) {
      disclosed(d, rules.greeting().text().substring(0, rules.greeting().disclosureEnd()), name);
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

  private void heardWhole(Draft d, Playback.Piece piece, String mark) {
    d.conversation = d.conversation.ended(piece.itemId(), d.now);
    if (piece.itemId().equals(CallFlow.GREETING_ITEM)) {
      d.greetingHeard(rules.greeting().text());
      if (!d.link.ready()) {
        d.emit(new Effect.SetTimer(Timer.MODEL_NEEDED, MODEL_NEEDED_AFTER_GREETING));
      }
    }
    if (d.stage instanceof Stage.SpokenGreeting greeting) {
      greetingSpoken(d, greeting, wordsOf(d, piece.itemId()), mark);
    }
  }

  private void greetingSpoken(Draft d, Stage.SpokenGreeting greeting, String spoken, String mark) {
    if (sameWords(spoken, rules.greeting().text())) {
      d.emit(new Effect.RecordGreeting(join(greeting.audio())));
    }
    if (Greeting.discloses(spoken)) {
      disclosed(d, spoken, mark);
    } else if (greeting.attempts() + 1 < MOST_GREETINGS) {
      d.stage = new Stage.SpokenGreeting(greeting.attempts() + 1, List.of());
      d.ask(rules.greeting().text());
    } else {
      d.voicemail();
    }
  }

  /// The caller knows that Ava is an AI: from now on he can interrupt her.
  private void disclosed(Draft d, String said, String mark) {
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
  void answerWhatIsOwed(Draft d) {
    if (d.hearing.owed()
        && d.stage instanceof Stage.Talking
        && d.link.ready()
        && d.playback.isEmpty()
        && d.hearing.speaking().isEmpty()) {
      d.hearing = d.hearing.answering();
      d.ask(new Effect.Ask(Optional.empty()));
    }
  }

  private static String wordsOf(Draft d, String item) {
    return d.conversation.open().stream()
        .filter(entry -> entry.itemId().equals(item))
        .map(Conversation.Entry::text)
        .findFirst()
        .orElse("");
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
    if (Duration.between(d.lastFrameAt, d.now).compareTo(FRAMES_MISSED) >= 0) {
      d.emit(new Effect.AppendSilence(1_000));
      d.nextTimestampMs += d.nextTimestampMs < 0 ? 0 : 1_000;
    }
    d.emit(new Effect.SetTimer(Timer.FRAME_MISSING, FRAMES_MISSED));
  }
}
