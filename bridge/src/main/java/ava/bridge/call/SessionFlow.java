package ava.bridge.call;

import ava.bridge.call.State.Hearing;
import ava.bridge.call.State.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a call's session with the model comes and goes. A session that is lost takes along what it
/// heard: the caller's turn that was not answered yet is heard again by the next one.
final class SessionFlow {

  private static final int MOST_LOSSES = 2;

  private SessionFlow() {}

  static void ready(Draft d, Instant expiresAt) {
    var unheard = Duration.between(d.link.unheardSince().orElse(d.now), d.now);
    d.link = d.link.readied();
    d.emit(new Effect.Inform(d.rules.wording().facts(d.now, d.before.opening().from())));
    var left = Duration.between(d.now, expiresAt).minus(Patience.SESSION_MARGIN);
    d.emit(new Effect.SetTimer(Timer.SESSION_OLD, left.isNegative() ? Duration.ZERO : left));
    if (d.stage instanceof Stage.SpokenGreeting) {
      d.askGreeting();
    }
    if (!d.stage.isGreeting()) {
      takeUp(d);
    }
    // behind what was decided, which must hold for this audio
    d.emit(new Effect.HearAgain(unheard));
  }

  private static void takeUp(Draft d) {
    if (!d.playback.plays(CallFlow.GREETING_ITEM)) {
      d.link.greetingOwed().ifPresent(d::greetingHeard);
    }
    d.emit(new Effect.TakeTurns());
    d.askWanted();
    CallerFlow.answerWhatIsOwed(d);
  }

  static void lost(Draft d, Event.ModelLost.Cause cause) {
    if (d.stage instanceof Stage.Leaving leaving && !leaving.cancellable()) {
      d.answers = d.answers.lost().wantingNothing();
      d.finishPieces();
      return;
    }
    if (cause == Event.ModelLost.Cause.REFUSED || d.link.losses() >= MOST_LOSSES) {
      d.voicemail();
      return;
    }
    var wasReady = d.link.ready();
    var delay = d.link.losses() == 0 ? Patience.FIRST_REOPENING : Patience.SECOND_REOPENING;
    forget(d);
    d.emit(new Effect.SetTimer(Timer.REOPEN_MODEL, delay));
    if (wasReady) {
      d.emit(new Effect.Measure(Metric.REALTIME_RECONNECTS, 1));
    }
  }

  /// An answer that the model has not begun is asked for, or asked for again.
  static void answerLate(Draft d) {
    if (!d.before.awaitsAnswer() || d.answers.active().isPresent() || d.answers.blocked()) {
      return;
    }
    if (d.answers.asked().isEmpty() && d.answers.wanted().isPresent()) {
      d.askWanted();
    } else if (!(d.stage instanceof Stage.Leaving) || d.answers.asked().isPresent()) {
      var ask = d.answers.asked().orElse(new Effect.Ask(Optional.empty()));
      d.emit(ask);
      d.answers = d.answers.nudging(ask);
    }
  }

  /// An answer that does not come is like a session that is lost.
  static void answerDue(Draft d) {
    if (!d.before.awaitsAnswer()) {
      return;
    }
    if (d.stage instanceof Stage.Leaving || d.answers.parting().isPresent()) {
      d.answers.parting().ifPresent(parting -> Departure.part(d, parting));
      Departure.now(d);
      return;
    }
    if (d.link.losses() > 0) {
      d.voicemail();
      return;
    }
    forget(d);
    d.emit(new Effect.Measure(Metric.REALTIME_RECONNECTS, 1));
    d.openModel();
  }

  /// What the session was about to do is not done. The next one hears the caller's turn again if it
  /// was not answered; one whose words are known or whose audio is too old it is asked to answer.
  private static void forget(Draft d) {
    var answering = !d.answers.idle() || !d.hearing.calm();
    var again = answering ? unheard(d) : Optional.<Instant>empty();
    var owed = (answering || !d.tools.isEmpty()) && again.isEmpty();
    again.ifPresent(since -> d.conversation = d.conversation.unsaid(since, d.now));
    d.finishPieces();
    d.conversation = d.conversation.giveUp(d.now, false);
    d.answers = again.isPresent() ? d.answers.lost().wantingNothing() : d.answers.lost();
    // the next session does not know what the caller still hears of this one
    d.playback.pieces().forEach(piece -> d.answers = d.answers.cutting(piece.responseId()));
    d.hearing =
        again.isPresent()
            ? Hearing.UNANSWERED
            : owed && d.stage.isGreeting() ? Hearing.OWED : Hearing.NOTHING;
    d.tools.clear();
    if (owed && d.answers.wanted().isEmpty() && d.stage instanceof Stage.Talking) {
      d.answers = d.answers.wanting(new Effect.Ask(Optional.empty()));
    }
    d.link = d.link.lost(again.orElse(d.now).minus(Patience.UNDETECTED));
  }

  /// When the caller began what the session heard without writing it down, if that can be heard
  /// again.
  private static Optional<Instant> unheard(Draft d) {
    var oldest = d.now.minus(RecentAudio.LONGEST);
    return d.conversation.open().list().stream()
        .filter(OpenTurn::awaitsWords)
        .filter(turn -> turn.endedAt().orElse(d.now).isAfter(oldest))
        .map(OpenTurn::startedAt)
        .findFirst();
  }
}
