package ava.bridge.call;

import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.PhoneNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Where a call is.
///
/// ```
/// Waiting ──CallerJoined──► Live ──let go, caller left──► Closing ──last transcript──► Over
///                            │
///              Greeting ──heard to be an AI──► Talking ◄──caller speaks again── Leaving
/// ```
public sealed interface State {
  /// Before the caller's stream began.
  ///
  /// @param held what happened already, in its order
  record Waiting(List<Event> held) implements State {
    static final Waiting AT_FIRST = new Waiting(List.of());

    public Waiting {
      held = List.copyOf(held);
    }

    Waiting holding(Event event) {
      var more = new ArrayList<>(held);
      more.add(event);
      return new Waiting(more);
    }
  }

  /// The caller is on the line.
  ///
  /// @param reading what another voice reads out
  /// @param tools what runs beside the call, by its call id
  record Live(
      Course course,
      SessionLink link,
      Voice voice,
      Answers answers,
      Reading reading,
      SequencedMap<String, Effect.RunTool> tools,
      Conversation conversation,
      Caller caller)
      implements State {
    public Live {
      tools = Collections.unmodifiableSequencedMap(tools);
    }

    /// The same call, with audio of the caller's up to there.
    Live heardUntil(long timestampMs, Instant now) {
      return new Live(
          course,
          link,
          voice,
          answers,
          reading,
          tools,
          conversation,
          caller.heardUntil(timestampMs, now));
    }

    Stage stage() {
      return course.stage();
    }

    Playback playback() {
      return voice.playback();
    }

    Hearing hearing() {
      return caller.hearing();
    }

    /// Nobody speaks and nothing is under way.
    boolean quiet() {
      return playback().isEmpty()
          && answers.idle()
          && answers.wanted().isEmpty()
          && hearing().calm()
          && tools.isEmpty()
          && conversation.open().keys().isEmpty();
    }

    /// The caller hears nothing and an answer is due, or the rest of one.
    boolean awaitsAnswer() {
      return link.ready()
          && !(stage() instanceof Stage.Leaving leaving && leaving.saving())
          && playback().isHeard()
          && (hearing().speaking().isEmpty() || stage().isGreeting())
          && tools.isEmpty()
          && (!answers.idle() || answers.wanted().isPresent() || hearing().unanswered());
    }

    /// The caller waits for somebody: Ava, or who comes after her.
    boolean waitedFor() {
      return (hearing().speaking().isEmpty() || stage().isGreeting())
          && switch (stage()) {
            case Stage.PlayedGreeting _ -> false;
            // behind a goodbye that he has heard nothing sounds any more
            case Stage.Leaving leaving when leaving.saving() ->
                !(leaving.next() instanceof NextStep.HangUp) || hearing().stoppedAt().isPresent();
            case Stage.SpokenGreeting _, Stage.Talking _, Stage.Leaving _ ->
                !link.ready()
                    || !answers.idle()
                    || answers.wanted().isPresent()
                    || hearing().unanswered()
                    || hearing().owed()
                    || !tools.isEmpty();
          };
    }

    /// There is no session, and the caller hears nothing that could take its place.
    boolean lacksModel() {
      return !link.ready()
          && !(stage() instanceof Stage.PlayedGreeting || stage() instanceof Stage.Leaving)
          && !playback().plays(CallFlow.GREETING_ITEM);
    }

    /// The caller speaks and is listened to.
    boolean listens() {
      return stage() instanceof Stage.Talking && hearing().speaking().isPresent();
    }

    /// He speaks, or what he said waits for what Ava says to be heard.
    boolean needsFrames() {
      return hearing().speaking().isPresent() || conversation.open().holdWords();
    }

    /// Nobody speaks while somebody could.
    boolean silent() {
      return stage() instanceof Stage.Talking && link.ready() && quiet();
    }
  }

  /// Who is on the line, and since when.
  record Joined(PhoneNumber from, Instant at) {}

  /// How far the call is, and what it is about to do.
  record Course(Stage stage, Intent intent) {}

  /// How far the conversation is.
  sealed interface Stage {
    /// The recorded greeting plays. It cannot be interrupted before it has said that Ava is an AI.
    ///
    /// @param protectedBytes how much of it must be heard
    record PlayedGreeting(long protectedBytes) implements Stage {}

    /// The model speaks the greeting, which cannot be interrupted.
    ///
    /// @param attempts how often it said something else
    /// @param audio what it has spoken so far
    record SpokenGreeting(int attempts, List<String> audio) implements Stage {
      public SpokenGreeting {
        audio = List.copyOf(audio);
      }
    }

    record Talking() implements Stage {}

    /// Ava finishes what she says and lets go of the stream.
    ///
    /// @param reason why the call ends, or empty when it goes on in another process
    /// @param cancellable the caller stays when he speaks again
    /// @param saving the next step is being written
    record Leaving(NextStep next, Optional<EndReason> reason, boolean cancellable, boolean saving)
        implements Stage {}

    default boolean isGreeting() {
      return switch (this) {
        case PlayedGreeting _, SpokenGreeting _ -> true;
        case Talking _, Leaving _ -> false;
      };
    }
  }

  /// The caller's side.
  ///
  /// @param joined who he is, and since when he is on the line
  /// @param silences how often in a row nobody has spoken
  /// @param lastFrameAt when audio last came from him
  /// @param nextTimestampMs the presentation time at which the next frame is due
  record Caller(
      Joined joined, Hearing hearing, int silences, Instant lastFrameAt, long nextTimestampMs) {
    private Caller heardUntil(long timestampMs, Instant now) {
      return new Caller(joined, hearing, silences, now, timestampMs);
    }
  }

  /// What was sent into the caller's ear.
  record Voice(Playback playback, Sound sound) {}

  /// What is to be done at the next quiet moment.
  record Intent(boolean drain, boolean renewSession, boolean warnOfLength) {
    static final Intent NONE = new Intent(false, false, false);
  }

  /// The caller is gone; his last words are on their way.
  ///
  /// @param ending how the call ends once they are there
  /// @param replaced a session was opened for nothing but them
  record Closing(Conversation conversation, Effect.Finish ending, Ear ear, boolean replaced)
      implements State {
    /// What the model may still say of what it heard.
    enum Ear {
      /// That he spoke, which it has not said yet.
      LISTENS,
      /// What he said until his turn was ended for him.
      TURN_ENDED,
      /// The same, once there is a session: as long as there was none, nobody has heard him.
      OPENS,
      /// What he said, once there is a session that hears him again: he spoke, that is known.
      OPENS_AGAIN,
      /// Nothing but words.
      DEAF;

      boolean opens() {
        return this == OPENS || this == OPENS_AGAIN;
      }
    }

    Closing with(Conversation changed) {
      return new Closing(changed, ending, ear, replaced);
    }

    Closing hearing(Ear changed) {
      return new Closing(conversation, ending, changed, replaced || changed.opens());
    }

    boolean listens() {
      return ear == Ear.LISTENS || ear == Ear.TURN_ENDED;
    }

    /// Whether more may come than the words that are awaited.
    boolean goesOn() {
      return ear == Ear.LISTENS || ear.opens();
    }
  }

  record Over() implements State {}
}
