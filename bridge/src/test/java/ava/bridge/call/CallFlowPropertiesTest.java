package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event.ModelLost.Cause;
import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.NextStep;
import ava.shared.Speaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// What holds for every sequence of events from both sides, in any order and repeated.
class CallFlowPropertiesTest {

  @Property(tries = 1_500)
  void noSequenceOfEventsBreaksTheInvariants(@ForAll("calls") List<Event> events) {
    var watch = new Watch();

    events.forEach(watch::step);
    watch.end();
  }

  @Provide
  Arbitrary<List<Event>> calls() {
    return events().list().ofMinSize(1).ofMaxSize(120);
  }

  private static Arbitrary<Event> events() {
    var responses = Arbitraries.of("r1", "r2", "r3");
    var answers = Arbitraries.of("a1", "a2", "a3");
    var speeches = Arbitraries.of("u1", "u2", "u3");
    var marks =
        Arbitraries.integers()
            .between(1, 3)
            .flatMap(g -> Arbitraries.integers().between(1, 30).map(n -> "g" + g + ":" + n));
    var audio = Arbitraries.of(60, 200, 700).map(Steps::audio);
    return Arbitraries.frequencyOf(
        List.of(
            weighing(6, marks.map(Event.MarkPlayed::new)),
            weighing(4, answered(responses, answers, audio)),
            weighing(2, responses.map(Event.ResponseStarted::new)),
            weighing(
                2,
                responses.flatMap(r -> Arbitraries.of(Outcome.class).map(o -> Steps.ended(r, o)))),
            weighing(2, responses.flatMap(r -> answers.map(a -> new Event.AnswerAudioDone(r, a)))),
            weighing(
                2,
                responses.flatMap(
                    r -> answers.map(a -> new Event.AnswerTextDone(r, a, "un deux trois")))),
            weighing(2, speeches.map(Event.SpeechStarted::new)),
            weighing(2, speeches.map(Event.SpeechStopped::new)),
            weighing(2, speeches.map(u -> Steps.said(u, "oui"))),
            weighing(1, speeches.map(Event.TranscriptFailed::new)),
            weighing(2, placed(speeches, answers)),
            weighing(1, Arbitraries.of(Timer.class).map(Event.TimerFired::new)),
            weighing(1, tools(responses)),
            weighing(1, rare())));
  }

  private static Tuple.Tuple2<Integer, Arbitrary<Event>> weighing(
      int weight, Arbitrary<? extends Event> events) {
    return Tuple.of(weight, events.map(event -> event));
  }

  private static Arbitrary<Event> answered(
      Arbitrary<String> responses, Arbitrary<String> answers, Arbitrary<String> audio) {
    return responses.flatMap(
        r -> answers.flatMap(a -> audio.map(chunk -> new Event.AnswerAudio(r, a, chunk))));
  }

  private static Arbitrary<Event> placed(Arbitrary<String> speeches, Arbitrary<String> answers) {
    var previous =
        Arbitraries.of("u1", "u2", "a1", "a2", "nobody", CallFlow.GREETING_ITEM).optional();
    return previous.flatMap(before ->
        Arbitraries.oneOf(
            speeches.map(u -> new Event.ItemPlaced(u, before, Speaker.CALLER)),
            answers.map(a -> new Event.ItemPlaced(a, before, Speaker.AVA))));
  }

  private static Arbitrary<Event> tools(Arbitrary<String> responses) {
    var names = Arbitraries.of(CallRules.HANG_UP, CallRules.TRANSFER, "noter_message");
    return responses.flatMap(r ->
        names.flatMap(
            name -> Arbitraries.of("c1", "c2").map(c -> new Event.ToolCalled(r, c, name, "{}"))));
  }

  private static Arbitrary<Event> rare() {
    return Arbitraries.of(
        Steps.ready(),
        new Event.ModelLost(Cause.TRANSIENT, "1006"),
        new Event.ModelLost(Cause.REFUSED, "401"),
        new Event.AnswerRefused(),
        new Event.ToolFinished("c1", "{}"),
        new Event.KeyPressed('7'),
        new Event.KeyPressed('#'),
        new Event.CallerAudio("fn5+", 20),
        new Event.PeerStalled(Event.PeerStalled.Peer.CALLER),
        new Event.PeerStalled(Event.PeerStalled.Peer.MODEL),
        new Event.Drain(),
        new Event.CallerLeft(true),
        new Event.CallerLeft(false),
        new Event.NextSaved(new NextStep.HangUp()),
        new Event.NextSaved(new NextStep.Resume()),
        new Event.NextSaved(new NextStep.Voicemail()));
  }

  /// Steps a call and checks each effect against what was sent before.
  private static final class Watch {
    private final CallFlow flow = new CallFlow(Steps.RULES);
    private final Map<String, Long> sent = new HashMap<>();
    private final Set<Integer> turns = new HashSet<>();
    private final List<NextStep> saving = new ArrayList<>();
    private final Set<String> cut = new HashSet<>();
    private State state = new State.Waiting();
    private Instant now = Steps.START;
    private boolean asked;
    private boolean modelReady;
    private int finished;
    private String lastItem = "";

    Watch() {
      step(Steps.joined(Steps.audio(1_000)));
      step(Steps.ready());
    }

    void step(Event event) {
      now = now.plusMillis(20);
      if (event instanceof Event.AnswerAudio(var response, var item, _)) {
        lastItem = item;
        if (cut.contains(response)) {
          lastItem = "cut";
        }
      }
      if (event instanceof Event.ResponseStarted
          || event instanceof Event.AnswerRefused
          || event instanceof Event.ResponseEnded
          || event instanceof Event.ModelLost) {
        asked = false;
      }
      if (event instanceof Event.ModelReady) {
        modelReady = true;
      }
      var before = state;
      var step = flow.on(state, event, now);
      state = step.state();
      if (event instanceof Event.SpeechStarted && before instanceof State.Live live) {
        if (step.effects().contains(new Effect.Clear())) {
          live.playback().pieces().forEach(piece -> cut.add(piece.responseId()));
        }
      }
      step.effects().forEach(this::check);
      assertThat(state.equals(before) || !(before instanceof State.Over)).isTrue();
    }

    private void check(Effect effect) {
      switch (effect) {
        case Effect.Play(var audio) -> {
          assertThat(lastItem).as("audio of a cut answer").isNotEqualTo("cut");
          sent.merge(lastItem, Draft.bytes(audio), Long::sum);
        }
        case Effect.Truncate(var item, var ms) ->
            assertThat((long) ms * Playback.BYTES_PER_MS)
                .as("truncate at no more than was sent of " + item)
                .isBetween(0L, sent.getOrDefault(item, 0L));
        case Effect.Ask _ -> {
          assertThat(asked).as("one answer at a time").isFalse();
          assertThat(modelReady).isTrue();
          asked = true;
        }
        case Effect.SaveTurn(var turn) -> {
          assertThat(turns.add(turn.seq())).as("each turn once").isTrue();
          assertThat(turn.seq()).as("in order, without gaps").isEqualTo(turns.size());
        }
        case Effect.SaveNext(var next) -> saving.add(next);
        case Effect.OpenModel _, Effect.CloseModel() -> {
          modelReady = false;
          asked = false;
        }
        case Effect.Finish _ -> finished++;
        default -> {}
      }
    }

    /// The caller hangs up and the last transcript is late: every call ends, once, with all it had.
    void end() {
      step(new Event.CallerLeft(true));
      List.copyOf(saving).forEach(next -> step(new Event.NextSaved(next)));
      step(new Event.TimerFired(Timer.TRANSCRIPT_LATE));

      assertThat(state).isEqualTo(new State.Over());
      assertThat(finished).isEqualTo(1);
    }
  }

  @Property(tries = 300)
  void whatIsHeardNeverExceedsWhatWasSent(@ForAll("echoes") List<String> names) {
    var playback = Playback.NOTHING;
    for (var n = 0; n < 4; n++) {
      playback = playback.send("r" + n, "a" + n, 1_700).playback();
      playback = playback.finish("a" + n).playback();
    }

    for (var name : names) {
      playback = playback.echo(name).playback();
      assertThat(playback.pieces()).allMatch(piece -> piece.heard() <= piece.sent());
    }
  }

  @Provide
  Arbitrary<List<String>> echoes() {
    return Arbitraries.integers().between(0, 12).map(n -> "g1:" + n).list().ofMaxSize(20);
  }

  @Property(tries = 100)
  void theGreetingCannotBeCutBeforeItsDisclosureWasHeard(@ForAll("calls") List<Event> events) {
    var flow = new CallFlow(Steps.RULES);
    var step = flow.on(new State.Waiting(), Steps.joined(Steps.audio(3_000)), Steps.START);

    for (var event : events) {
      var wasProtected = step.state() instanceof State.Live live && live.stage().isGreeting();
      step = flow.on(step.state(), event, Steps.START.plus(Duration.ofSeconds(1)));
      var disclosed =
          step.effects().stream().anyMatch(effect -> effect instanceof Effect.SaveDisclosure);
      if (wasProtected && !disclosed) {
        assertThat(step.effects()).doesNotContain(new Effect.Clear());
      }
    }
  }
}
