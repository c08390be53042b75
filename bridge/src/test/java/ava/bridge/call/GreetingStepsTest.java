package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event.ResponseEnded.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GreetingStepsTest {
  @Test
  void aRecordedGreetingPlaysAtOnceWhileTheSessionOpens() {
    var call = new Steps().on(Steps.joined(Steps.audio(1_600)));

    assertThat(call.last().getFirst()).isEqualTo(new Effect.OpenModel(List.of()));
    assertThat(call.of(Effect.Play.class).map(Effect.Play::audio))
        .as("byte for byte, in slices")
        .containsExactly(slices(Steps.audio(1_600)));
    assertThat(call.of(Effect.Mark.class)).hasSizeGreaterThan(5);
    assertThat(call.of(Effect.Measure.class))
        .contains(new Effect.Measure(Metric.TIME_TO_GREETING, 0));
  }

  @Test
  void theCallerCannotInterruptBeforeAvaHasSaidThatSheIsAnAi() {
    var call = Steps.greeted();

    call.on(new Event.SpeechStarted("u1"));

    assertThat(call.of(Effect.Clear.class)).isEmpty();
    assertThat(call.of(Effect.TakeTurns.class)).isEmpty();
  }

  /// Whoever takes the call up again must know them, and must greet him.
  @Test
  void wordsOverTheGreetingAreNotHeldBackWhenHisLineFallsSilent() {
    var call = Steps.greeted().on(new Event.CallerAudio("fn5+", 0)).on(Steps.speech("u1"));
    call.on(Steps.said("u1", "Une fuite, vite."));
    call.on(new Event.MarkPlayed("g1:2"));
    assertThat(call.turns()).as("the greeting comes first").isEmpty();

    call.after(Duration.ofMillis(750)).on(new Event.TimerFired(Timer.FRAME_MISSING));
    assertThat(call.turns()).containsExactly("1 CALLER Une fuite, vite.");
    assertThat(call.last()).contains(new Effect.CancelTimer(Timer.FRAME_MISSING));
    call.hearAll();

    assertThat(call.turns())
        .containsExactly("1 CALLER Une fuite, vite.", "2 AVA " + Steps.GREETING.text());
  }

  @Test
  void wordsOverTheGreetingWaitForItAsLongAsHisLineLives() {
    var call = Steps.greeted().on(new Event.CallerAudio("fn5+", 0)).on(Steps.speech("u1"));
    call.on(Steps.said("u1", "Une fuite, vite."));

    call.after(Duration.ofMillis(740)).on(new Event.CallerAudio("fn5+", 740));
    call.after(Duration.ofMillis(10)).on(new Event.TimerFired(Timer.FRAME_MISSING));
    assertThat(call.last())
        .contains(new Effect.SetTimer(Timer.FRAME_MISSING, Duration.ofMillis(750)));
    call.hearAll();

    assertThat(call.turns())
        .containsExactly("1 AVA " + Steps.GREETING.text(), "2 CALLER Une fuite, vite.");
  }

  @Test
  void theDisclosureIsProvedByTheMarkBehindIt() {
    var call = Steps.greeted().after(Duration.ofMillis(1_500));

    call.on(new Event.MarkPlayed("g1:4"));
    assertThat(call.of(Effect.SaveDisclosure.class)).isEmpty();
    call.on(new Event.MarkPlayed("g1:5"));

    var proof = call.of(Effect.SaveDisclosure.class).findFirst().orElseThrow().disclosure();
    assertThat(proof.text()).endsWith("intelligence artificielle");
    assertThat(proof.mark()).isEqualTo("g1:5");
    assertThat(proof.heardAt()).isEqualTo(Steps.START.plusMillis(1_500));
    assertThat(call.of(Effect.TakeTurns.class)).hasSize(1);
  }

  @Test
  void afterTheDisclosureTheGreetingCanBeInterruptedAndTheModelLearnsWhatWasHeard() {
    var call = Steps.greeted().on(new Event.MarkPlayed("g1:5"));

    call.on(new Event.SpeechStarted("u1"));

    assertThat(call.last()).contains(new Effect.Clear());
    assertThat(call.of(Effect.Truncate.class)).as("the model never made this audio").isEmpty();
    assertThat(call.of(Effect.RecallGreeting.class).map(Effect.RecallGreeting::text))
        .containsExactly("Le cabinet, bonjour. Je suis Ava, une intelligence artificielle. Oui");
    assertThat(call.turns())
        .containsExactly(
            "1 AVA ✂ Le cabinet, bonjour. Je suis Ava, une intelligence artificielle. Oui");
  }

  @Test
  void whatTheCallerSaysOverTheProtectedWordsIsAnsweredAfterTheGreeting() {
    var call = Steps.greeted().on(Steps.speech("u1"));
    assertThat(call.of(Effect.Ask.class)).isEmpty();

    call.hearAll();

    assertThat(call.of(Effect.Ask.class)).containsExactly(new Effect.Ask(Optional.empty()));
  }

  @Test
  void withoutARecordingTheModelSpeaksTheGreetingAndItIsKept() {
    var call = new Steps().on(Steps.joinedUnrecorded());
    assertThat(call.of(Effect.Ask.class)).isEmpty();

    call.on(Steps.ready());
    var asked = call.of(Effect.Ask.class).findFirst().orElseThrow();
    assertThat(asked.instructions())
        .hasValueSatisfying(i -> assertThat(i).contains("« Le cabinet"));
    call.on(Steps.answer("r1", "a1", Steps.GREETING.text(), 500)).hearAll();

    assertThat(call.of(Effect.RecordGreeting.class))
        .containsExactly(new Effect.RecordGreeting(Steps.audio(500)));
    assertThat(call.of(Effect.SaveDisclosure.class)).hasSize(1);
    assertThat(call.of(Effect.TakeTurns.class)).hasSize(1);
    assertThat(call.turns()).containsExactly("1 AVA " + Steps.GREETING.text());
  }

  @Test
  void aGreetingInOtherWordsIsNotKeptAndWithoutTheDisclosureSaidAgain() {
    var call = new Steps().on(Steps.joinedUnrecorded(), Steps.ready());

    call.on(Steps.answer("r1", "a1", "Bonjour, ici Ava.", 500)).hearAll();

    assertThat(call.of(Effect.RecordGreeting.class)).isEmpty();
    assertThat(call.of(Effect.SaveDisclosure.class)).isEmpty();
    assertThat(call.of(Effect.Ask.class)).hasSize(2);
  }

  @Test
  void aModelThatNeverDisclosesIsReplacedByTheVoicemail() {
    var call = new Steps().on(Steps.joinedUnrecorded(), Steps.ready());

    for (var n = 1; n <= 3; n++) {
      call.on(Steps.answer("r" + n, "a" + n, "Bonjour, ici Ava.", 500)).hearAll();
    }

    assertThat(call.of(Effect.SaveNext.class).map(e -> e.next().encoded()))
        .containsExactly("VOICEMAIL");
  }

  @Test
  void theSessionLearnsTheGreetingWhenItIsReadyOnlyAfterIt() {
    var call = new Steps().on(Steps.joined(Steps.audio(1_600))).hearAll();
    assertThat(call.last())
        .contains(new Effect.SetTimer(Timer.MODEL_NEEDED, Duration.ofSeconds(1)));

    call.on(Steps.ready());

    assertThat(call.last())
        .contains(
            new Effect.CancelTimer(Timer.MODEL_NEEDED),
            new Effect.RecallGreeting(CallFlow.GREETING_ITEM, Steps.GREETING.text()),
            new Effect.TakeTurns());
  }

  @Test
  void aModelThatIsNotThereWhenNeededLeavesTheCallerToTheVoicemail() {
    var call = new Steps().on(Steps.joinedUnrecorded());
    assertThat(call.last())
        .contains(new Effect.SetTimer(Timer.MODEL_NEEDED, Duration.ofMillis(2_500)));

    call.on(new Event.TimerFired(Timer.MODEL_NEEDED));

    assertThat(call.of(Effect.SaveNext.class).map(e -> e.next().encoded()))
        .containsExactly("VOICEMAIL");
    assertThat(call.of(Effect.LetGo.class)).as("not before the step is saved").isEmpty();
  }

  @Test
  void aFailedGreetingIsAskedForOnceMore() {
    var call = new Steps().on(Steps.joinedUnrecorded(), Steps.ready());

    call.on(new Event.ResponseStarted("r1"), Steps.ended("r1", Outcome.FAILED));
    call.on(new Event.TimerFired(Timer.ASK_AGAIN));
    assertThat(call.of(Effect.Ask.class).distinct()).hasSize(1);
    assertThat(call.of(Effect.Ask.class)).hasSize(2);
    call.on(new Event.ResponseStarted("r2"), Steps.ended("r2", Outcome.FAILED));

    assertThat(call.of(Effect.SaveNext.class).map(e -> e.next().encoded()))
        .containsExactly("VOICEMAIL");
  }

  @Test
  void theModelLearnsTheDateAndTheCallersNumber() {
    var call = Steps.greeted();

    assertThat(call.of(Effect.Inform.class).map(Effect.Inform::text))
        .containsExactly(
            "Nous sommes le dimanche 22 novembre 2026, il est 10 h 00 à Paris. "
                + "L'appelant appelle du 06\u00a012\u00a034\u00a056\u00a078.");
  }

  private static String[] slices(String audio) {
    return audio.split("(?<=\\G.{3200})");
  }
}
