package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event.ModelLost.Cause;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a caller hears who waits.
class ChimeTest {
  private static final Effect.Play CHIME = new Effect.Play(Chime.AUDIO);
  private static final Effect.SetTimer SOUND =
      new Effect.SetTimer(Timer.SOUND_DUE, Wait.SOUND.usual());

  private final byte[] audio = Base64.getDecoder().decode(Chime.AUDIO);

  @Test
  void isHeardAndIsShort() {
    assertThat(Playback.length(Chime.AUDIO)).isEqualTo(Duration.ofMillis(320));
    assertThat(audio[0]).as("silence first, so that nothing clicks").isEqualTo((byte) 0xFF);
    assertThat(loudest()).isBetween(5_500, 6_800);
  }

  @Test
  void aCallerWhoWaitsHearsThatTheLineLives() {
    var call = Steps.talking().after(Duration.ofSeconds(9)).on(Steps.speech("u1"));
    assertThat(call.of(Effect.SetTimer.class)).contains(SOUND);
    call.on(new Event.ResponseStarted("r1"));

    call.after(Wait.SOUND.usual()).on(new Event.TimerFired(Timer.SOUND_DUE));

    assertThat(call.of(Effect.Play.class)).containsExactly(CHIME);
    assertThat(call.of(Effect.Mark.class)).as("no part of the answer").isEmpty();
    assertThat(call.last())
        .contains(new Effect.SetTimer(Timer.SOUND_DUE, Wait.SOUND.usual().plusMillis(320)));
  }

  @Test
  void aCallerWhoHearsAnAnswerOrSpeaksHearsNothingElse() {
    var call = Steps.talking().after(Duration.ofSeconds(9)).on(Steps.speech("u1"));
    call.on(
        new Event.ResponseStarted("r1"), new Event.AnswerAudio("r1", "a1", 0, Steps.audio(1_000)));

    call.after(Wait.SOUND.usual()).on(new Event.TimerFired(Timer.SOUND_DUE));
    assertThat(call.last())
        .as("two seconds behind the answer's sound")
        .containsExactly(new Effect.SetTimer(Timer.SOUND_DUE, Duration.ofSeconds(1)));
    call.on(new Event.SpeechStarted("u2"));
    assertThat(call.last()).contains(new Effect.CancelTimer(Timer.SOUND_DUE));
    call.after(Wait.SOUND.usual()).on(new Event.TimerFired(Timer.SOUND_DUE));

    assertThat(call.of(Effect.Play.class)).doesNotContain(CHIME);
  }

  /// Whether Ava has said goodbye: if so, nothing sounds behind it.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoIsLetGoHearsThatTheLineLivesUnlessHeHasHeardAnAnswer(boolean answered) {
    var call = Steps.talking().after(Duration.ofSeconds(9)).on(Steps.speech("u1"));
    call.on(new Event.ResponseStarted("r1"), new Event.ToolCalled("r1", "c1", Steps.HANG_UP, "{}"));
    if (answered) {
      call.on(new Event.AnswerAudio("r1", "a1", 0, Steps.audio(300))).hearAll();
    }
    call.after(Duration.ofSeconds(1)).on(new Event.TimerFired(Timer.ANSWER_DUE));
    assertThat(call.of(Effect.SaveNext.class)).hasSize(1);

    call.after(Wait.SOUND.usual()).on(new Event.TimerFired(Timer.SOUND_DUE));

    assertThat(call.of(Effect.Play.class).filter(CHIME::equals)).hasSize(answered ? 0 : 1);
  }

  @Test
  void aCallerWhoseLineBrokeWaitsForLess() {
    var call = new Steps().on(Steps.resumed(false));

    call.after(Wait.SOUND_BEHIND_A_RESUME.usual()).on(new Event.TimerFired(Timer.SOUND_DUE));

    assertThat(call.of(Effect.Play.class)).containsExactly(CHIME);
  }

  /// Decoded as ITU-T G.711 says.
  private int loudest() {
    var loudest = 0;
    for (var code : audio) {
      var bits = ~code & 0x7F;
      var sample = ((((bits & 0x0F) << 3) + 132) << (bits >> 4)) - 132;
      loudest = Math.max(loudest, sample);
    }
    return loudest;
  }

  @Test
  void whoMayHaveSpokenToADeadSessionHasWaitedSinceItsLastSignOfLife() {
    var call = Steps.talking().after(Duration.ofSeconds(9));

    call.on(new Event.ModelLost(Cause.TRANSIENT, "no pong", Duration.ofMillis(1_400)));

    assertThat(call.last())
        .contains(new Effect.SetTimer(Timer.SOUND_DUE, Wait.SOUND.usual().minusMillis(1_400)));
  }

  @Test
  void whoseTurnIsHeardAgainHasWaitedSinceItEnded() {
    var call = Steps.talking().after(Duration.ofSeconds(9)).on(Steps.speech("u1"));

    call.after(Duration.ofSeconds(1)).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    call.after(Duration.ofMillis(250)).on(new Event.TimerFired(Timer.REOPEN_MODEL), Steps.ready());
    call.on(Steps.speech("u2"));

    assertThat(call.last())
        .contains(new Effect.SetTimer(Timer.SOUND_DUE, Wait.SOUND.usual().minusMillis(1_250)));
  }

  /// A pause of his was an end to the model, which has written down neither half.
  @Test
  void whoseTwoTurnsAreHeardAgainHasWaitedSinceTheSecondEnded() {
    var call =
        Steps.talking()
            .after(Duration.ofSeconds(9))
            .on(Steps.speech("u1"))
            .after(Duration.ofSeconds(1))
            .on(Steps.speech("u2"));

    call.after(Duration.ofSeconds(1)).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    call.after(Duration.ofMillis(250)).on(new Event.TimerFired(Timer.REOPEN_MODEL), Steps.ready());
    call.on(Steps.speech("u3")).on(Steps.speech("u4"));

    assertThat(call.last())
        .contains(new Effect.SetTimer(Timer.SOUND_DUE, Wait.SOUND.usual().minusMillis(1_250)));
  }

  /// The session was lost before it could say that he has ended.
  @Test
  void whoseEndIsFirstHeardAgainHasWaitedSinceThen() {
    var call = Steps.talking().after(Duration.ofSeconds(9)).on(new Event.SpeechStarted("u1"));

    call.after(Duration.ofSeconds(1)).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    call.after(Duration.ofMillis(650)).on(new Event.TimerFired(Timer.REOPEN_MODEL), Steps.ready());
    call.on(new Event.SpeechStarted("u2", Duration.ofSeconds(3)));
    call.on(new Event.SpeechStopped("u2", Duration.ofMillis(480)));

    assertThat(call.last())
        .contains(new Effect.SetTimer(Timer.SOUND_DUE, Wait.SOUND.usual().minusMillis(480)));
  }

  @Test
  void whoEndsBeforeASessionStallsHasWaitedSinceThen() {
    var call = Steps.talking().after(Duration.ofSeconds(9)).on(new Event.SpeechStarted("u1"));

    call.on(new Event.SpeechStopped("u1", Duration.ofSeconds(20)));

    assertThat(call.last()).contains(new Effect.SetTimer(Timer.SOUND_DUE, Duration.ZERO));
  }

  @Test
  void whoSpeaksAnewBehindWhatIsHeardAgainWaitsAnew() {
    var call = Steps.talking().after(Duration.ofSeconds(9)).on(Steps.speech("u1"));

    call.after(Duration.ofSeconds(1)).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    call.after(Duration.ofMillis(250)).on(new Event.TimerFired(Timer.REOPEN_MODEL), Steps.ready());
    call.on(Steps.speech("u2")).on(Steps.speech("u3"));

    assertThat(call.last()).contains(new Effect.SetTimer(Timer.SOUND_DUE, Wait.SOUND.usual()));
  }
}
