package ava.bridge.call;

import ava.bridge.call.State.Stage;
import ava.shared.call.CallRecord.Disclosure;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// The greeting, played or spoken by the model, until the caller has heard that Ava is an AI:
/// before that he cannot interrupt her.
final class GreetingFlow {
  private static final int MOST_SPOKEN = 3;

  private final Draft d;

  GreetingFlow(Draft draft) {
    this.d = draft;
  }

  /// Plays the recorded greeting.
  void play(String audio) {
    var item = CallFlow.GREETING_ITEM;
    d.turns.avaBegins(item);
    d.turns.avaSaid(item, 0, d.rules.greeting().text());
    d.turns.worded();
    d.voice.play(item, item, 0, audio);
    d.voice.finish(item, 0);
    d.measureSince(Metric.TIME_TO_GREETING, d.before.caller().joined().at());
  }

  /// The model says something while it is to speak the greeting.
  void spoken(String audio) {
    if (d.course.stage() instanceof Stage.SpokenGreeting(var attempts, var spoken)) {
      if (attempts == 0 && spoken.isEmpty()) {
        d.measureSince(Metric.TIME_TO_GREETING, d.before.caller().joined().at());
      }
      var more = new ArrayList<>(spoken);
      more.add(audio);
      d.course.greets(new Stage.SpokenGreeting(attempts, more));
    }
  }

  /// An item was heard to its end.
  void heard(String item, String mark) {
    if (item.equals(CallFlow.GREETING_ITEM)) {
      d.session.greetingHeard(d.rules.greeting().text());
    }
    if (d.course.stage() instanceof Stage.SpokenGreeting greeting && !d.reading.goesOn()) {
      spokenWhole(greeting, d.turns.wordsOf(item), mark);
    }
  }

  private void spokenWhole(Stage.SpokenGreeting greeting, String spoken, String mark) {
    var itself = d.reading.wasReadOut() || !d.reading.isAnothers();
    if (itself && letters(spoken).equals(letters(d.rules.greeting().text()))) {
      d.emit(new Effect.RecordGreeting(join(greeting.audio())));
    }
    if (d.rules.wording().discloses(spoken)) {
      disclosed(spoken, mark);
    } else if (greeting.attempts() + 1 < MOST_SPOKEN) {
      d.course.greets(new Stage.SpokenGreeting(greeting.attempts() + 1, List.of()));
      d.answers.askGreeting();
    } else {
      d.course.voicemail();
    }
  }

  /// More was heard of what is played.
  ///
  /// @param finished what was heard to its end
  void goesOn(List<Playback.Piece> finished, String mark) {
    if (d.course.stage() instanceof Stage.PlayedGreeting(var bytes)
        && (finished.stream().anyMatch(GreetingFlow::isGreeting)
            || d.voice.pieces().stream().anyMatch(p -> isGreeting(p) && p.heard() >= bytes))) {
      disclosed(d.rules.greeting().disclosure(), mark);
    }
  }

  private static boolean isGreeting(Playback.Piece piece) {
    return piece.itemId().equals(CallFlow.GREETING_ITEM);
  }

  /// The caller knows that Ava is an AI: from now on he can interrupt her.
  private void disclosed(String said, String mark) {
    d.emit(new Effect.SaveDisclosure(new Disclosure(said, d.now, mark)));
    d.course.greeted();
    if (d.session.isReady()) {
      d.emit(new Effect.TakeTurns());
    }
    if (d.caller.speaks()) {
      d.answers.cut();
    }
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.FRENCH).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static String join(List<String> audio) {
    var bytes = new ByteArrayOutputStream();
    audio.forEach(chunk -> bytes.writeBytes(Base64.getDecoder().decode(chunk)));
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
