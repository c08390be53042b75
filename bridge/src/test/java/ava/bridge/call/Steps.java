package ava.bridge.call;

import ava.bridge.persona.AiDisclosure;
import ava.bridge.persona.Phrases;
import ava.shared.call.CallSid;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Steps a call through events and keeps what it wanted done.
final class Steps {
  /// How many seeds a test tries that draws its events; `-Dflow.stories=4000` for more, after the
  /// same first ones.
  static final int STORIES = Integer.getInteger("flow.stories", 1_000);

  static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
  static final CallSid CALL = new CallSid("CA" + "0".repeat(32));
  static final PhoneNumber CALLER = new PhoneNumber("+33612345678");
  static final PhoneNumber COLLEAGUE = new PhoneNumber("+33142000000");
  static final Greeting GREETING =
      AiDisclosure.greeting(
          "Le cabinet, bonjour. Je suis Ava, une intelligence artificielle. Oui ?");
  static final Wording WORDING = new Phrases();
  static final String NOTE = "noter_message";
  static final String HANG_UP = "raccrocher";
  static final String TRANSFER = "transferer";
  static final String WAIT = "attendre";
  static final CallRules RULES =
      withTools(
          Map.of(
              NOTE, new Move.Beside(),
              HANG_UP, new Move.HangUp(),
              TRANSFER, new Move.Transfer(COLLEAGUE),
              WAIT, new Move.Listen()));

  private final CallFlow flow;
  private final List<Effect> all = new ArrayList<>();
  private State state = State.Waiting.AT_FIRST;
  private List<Effect> last = List.of();
  private Instant now = START;

  Steps() {
    this(RULES);
  }

  Steps(CallRules rules) {
    this.flow = new CallFlow(rules);
  }

  /// A call whose recorded greeting was heard to its end, with a model that is ready.
  static Steps talking() {
    return greeted().on(new Event.MarkPlayed("g1:6")).forget();
  }

  /// A call whose recorded greeting plays (1,600 ms, marks each 300 ms), with a model that is
  /// ready.
  static Steps greeted() {
    return new Steps().on(joined(audio(1_600)), ready());
  }

  static CallRules withTools(Map<String, Move> moves) {
    return new CallRules(GREETING, WORDING, Duration.ofMinutes(15), Patience.USUAL, moves);
  }

  /// What the model is told to say.
  static String exactly(FixedWords words) {
    return RULES.exactly(words);
  }

  static Event joined(String greeting) {
    return new Event.CallerJoined(
        new Opening(CALLER, START, Optional.empty(), Optional.of(new Opening.Recording(greeting))));
  }

  static Event joinedUnrecorded() {
    return new Event.CallerJoined(new Opening(CALLER, START, Optional.empty(), Optional.empty()));
  }

  static Event resumed(boolean transferFailed, Turn... turns) {
    var resumption =
        new Opening.Resumption(List.of(turns), ava.shared.call.NotedMessage.EMPTY, transferFailed);
    return new Event.CallerJoined(
        new Opening(CALLER, START, Optional.of(resumption), Optional.empty()));
  }

  static Event ready() {
    return new Event.ModelReady(START.plus(Duration.ofMinutes(60)));
  }

  /// Base64 of so many milliseconds of mu-law silence.
  static String audio(int ms) {
    var bytes = new byte[ms * Playback.BYTES_PER_MS];
    java.util.Arrays.fill(bytes, (byte) 0xFF);
    return java.util.Base64.getEncoder().encodeToString(bytes);
  }

  /// Ava's answer, sent whole: words and audio, not yet heard.
  static Event[] answer(String id, String item, String words, int ms) {
    return new Event[] {
      new Event.ResponseStarted(id),
      new Event.AnswerText(id, item, 0, words),
      new Event.AnswerAudio(id, item, 0, audio(ms)),
      new Event.AnswerAudioDone(id, item, 0),
      new Event.AnswerTextDone(id, item, 0, words),
      ended(id, Event.ResponseEnded.Outcome.COMPLETED)
    };
  }

  static Event ended(String id, Event.ResponseEnded.Outcome outcome) {
    return new Event.ResponseEnded(id, outcome, ava.shared.call.Usage.NONE);
  }

  /// The words of a caller's turn.
  static Event said(String item, String words) {
    return new Event.CallerTranscript(item, words, ava.shared.call.Usage.NONE);
  }

  /// The caller's turn as the model hears it, without its transcript.
  static Event[] speech(String item) {
    return new Event[] {
      new Event.SpeechStarted(item),
      new Event.SpeechStopped(item),
      new Event.ItemPlaced(item, Optional.empty(), ava.shared.call.Speaker.CALLER)
    };
  }

  Steps on(Event... events) {
    var effects = new ArrayList<Effect>();
    for (var event : events) {
      var step = flow.on(state, event, now);
      state = step.state();
      effects.addAll(step.effects());
    }
    last = List.copyOf(effects);
    all.addAll(effects);
    return this;
  }

  Steps after(Duration time) {
    now = now.plus(time);
    return this;
  }

  /// Echoes every mark sent so far.
  Steps hearAll() {
    var marks = of(Effect.Mark.class).map(Effect.Mark::name).toList();
    marks.forEach(name -> on(new Event.MarkPlayed(name)));
    return this;
  }

  Steps forget() {
    all.clear();
    last = List.of();
    return this;
  }

  State state() {
    return state;
  }

  /// What a session is given that hears so much of the last again.
  Effect.Unheard unheard(Duration last) {
    return new Effect.Unheard(last, now.minus(last));
  }

  /// The effects of the latest [#on].
  List<Effect> last() {
    return last;
  }

  <T extends Effect> Stream<T> of(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast);
  }

  List<String> turns() {
    return of(Effect.SaveTurn.class)
        .map(Effect.SaveTurn::turn)
        .map(t -> t.seq() + " " + t.speaker() + (t.interrupted() ? " ✂ " : " ") + t.text())
        .toList();
  }
}
