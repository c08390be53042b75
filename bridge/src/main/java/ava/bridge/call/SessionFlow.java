package ava.bridge.call;

import ava.bridge.call.State.Stage;
import ava.shared.call.Speaker;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// How a call's session with the model comes and goes. A session that is lost takes along what it
/// heard: the caller's turn that was not answered yet is heard again by the next one.
final class SessionFlow {
  private static final int MOST_LOSSES = 2;

  private final Draft d;
  private SessionLink link;

  SessionFlow(Draft draft, SessionLink link) {
    this.d = draft;
    this.link = link;
  }

  SessionLink link() {
    return link;
  }

  boolean isReady() {
    return link.ready();
  }

  /// Opens a session that knows the conversation so far.
  void open() {
    var memories = d.turns.conversation().memories();
    var told =
        memories.stream().anyMatch(m -> m instanceof Memory.Said(var who, _) && who == Speaker.AVA);
    deaf(link.behind(), d.caller.hearing().stoppedAt(), d.now);
    link = link.owing(told ? Optional.empty() : link.greetingOwed());
    d.emit(new Effect.OpenModel(memories));
  }

  void ready(Instant expiresAt) {
    link = link.readied(d.now);
    d.reading.modelReady();
    d.emit(new Effect.Inform(d.rules.wording().facts(d.now, d.before.caller().joined().from())));
    var left = Duration.between(d.now, expiresAt).minus(d.patience.of(Wait.SESSION_MARGIN));
    d.emit(new Effect.SetTimer(Timer.SESSION_OLD, left.isNegative() ? Duration.ZERO : left));
    if (d.course.stage() instanceof Stage.SpokenGreeting) {
      d.answers.askGreeting();
    }
    if (!d.course.isGreeting()) {
      takeUp();
    }
    // behind what was decided, which must hold for this audio
    d.emit(new Effect.HearAgain());
  }

  private void takeUp() {
    if (!d.voice.plays(CallFlow.GREETING_ITEM)) {
      link.greetingOwed().ifPresent(this::greetingHeard);
    }
    d.emit(new Effect.TakeTurns());
    d.answers.askWanted();
    d.caller.answerWhatIsOwed();
  }

  /// Tells the session what the caller heard of a recorded greeting, as soon as there is a session.
  void greetingHeard(String words) {
    if (link.greetingOwed().isEmpty() || words.isBlank()) {
      return;
    }
    if (link.ready()) {
      d.emit(new Effect.RecallGreeting(CallFlow.GREETING_ITEM, words));
      link = link.owing(Optional.empty());
    } else {
      link = link.owing(Optional.of(words));
    }
  }

  /// The caller has cut the recorded greeting.
  void greetingCut(Playback.Piece piece) {
    greetingHeard(piece.heardOf(link.greetingOwed().orElse("")));
  }

  /// An answer was whole: losses before it do not count any more.
  void works() {
    link = link.working();
  }

  /// No answer is wanted any more, and no other session follows.
  void onlyHears() {
    if (!link.ready()) {
      d.emit(new Effect.CloseModel());
    }
  }

  /// @param silent since the model's last sign of life
  void lost(Event.ModelLost.Cause cause, Duration silent) {
    var wasReady = link.ready();
    var losses = link.losses();
    forget(silent, d.now);
    if (d.course.leavesForGood()) {
      d.answers.abandon();
      return;
    }
    if (cause == Event.ModelLost.Cause.REFUSED || losses >= MOST_LOSSES) {
      d.course.voicemail();
      return;
    }
    d.voice.waitsSince(d.now.minus(silent));
    var delay =
        losses == 0 ? d.patience.of(Wait.FIRST_REOPENING) : d.patience.of(Wait.SECOND_REOPENING);
    d.emit(new Effect.SetTimer(Timer.REOPEN_MODEL, delay));
    if (wasReady) {
      d.emit(new Effect.Measure(Metric.REALTIME_RECONNECTS, 1));
    }
  }

  /// It takes too long until there is one.
  void neededNow() {
    if (!link.ready()) {
      d.course.voicemail();
    }
  }

  void reopen() {
    if (!link.ready()) {
      open();
    }
  }

  /// An answer that does not come is like a session that is lost.
  void answerDue() {
    if (!d.before.awaitsAnswer()) {
      return;
    }
    if (d.answers.parts() || d.course.isLeaving()) {
      d.answers.partNow();
      d.course.leaveNow();
      return;
    }
    if (!replace(d.now.minus(d.patience.of(Wait.ANSWER_HEARD)))) {
      d.course.voicemail();
    }
  }

  /// Another session takes the place of one that does not answer, unless that one did so already.
  ///
  /// @param deafSince whatever has come since then it may not have heard
  /// @return whether it does
  boolean replace(Instant deafSince) {
    if (link.losses() > 0) {
      return false;
    }
    forget(Duration.ZERO, deafSince);
    d.emit(new Effect.Measure(Metric.REALTIME_RECONNECTS, 1));
    open();
    return true;
  }

  /// What the session was about to do is not done. The next one hears the caller's turn again if it
  /// was not answered; one whose words are known or whose audio is too old it is asked to answer.
  /// Behind a session that never opened that is as it was.
  private void forget(Duration silent, Instant deafSince) {
    if (!link.ready() && d.caller.hearing().again()) {
      link = link.lost();
      return;
    }
    var answering = !d.answers.idle() || !d.caller.hearing().calm();
    // an answer that came to nothing is asked for again a moment later
    var waits = answering || !d.answers.nothingComes();
    var again = waits ? d.turns.unheard() : Optional.<Instant>empty();
    var owed = (answering || d.tools.run()) && again.isEmpty();
    var told = d.caller.hearing().stoppedAt();
    var ended = again.map(d.turns::endedSince).orElse(0);
    d.answers.sayNoMore();
    d.turns.sessionLost(again);
    d.answers.sessionLost(again.isPresent());
    d.reading.sessionLost();
    d.caller.sessionLost(again.isPresent(), ended, owed);
    d.tools.forget();
    if (owed) {
      d.answers.wantAnother();
    }
    var unheard = Duration.between(again.orElse(d.now), d.now);
    deaf(Collections.max(List.of(unheard, silent.plus(link.behind()))), told, deafSince);
    link = link.lost();
  }

  /// The session says that the caller speaks.
  ///
  /// @param ago how much audio it was given since he began: a line or a session that stalls brings
  ///   seconds at once
  /// @return when he began, at the earliest: what a session hears again he said before
  Instant speaks(Duration ago) {
    var given = d.now.minus(kept(ago)).plus(RecentAudio.UNDETECTED);
    var again = hearsAgain().map(from -> from.plus(RecentAudio.UNDETECTED));
    link = link.heard();
    return Collections.min(List.of(d.now, given, again.orElse(d.now)));
  }

  /// The session says that he has ended.
  ///
  /// @param ago how much audio it was given since he did
  void told(Duration ago) {
    link = link.told(kept(ago));
  }

  private static Duration kept(Duration ago) {
    return Collections.min(List.of(ago, RecentAudio.LONGEST));
  }

  private Optional<Instant> hearsAgain() {
    return link.again()
        .filter(heard -> !heard.until().isBefore(d.now))
        .map(SessionLink.Again::from);
  }

  /// @param last how much of the caller's newest audio the session did not hear to any effect
  /// @param told when it said that he has ended: what came before it has heard
  /// @param deafSince whatever has come since then it may not have heard
  private void deaf(Duration last, Optional<Instant> told, Instant deafSince) {
    if (link.ready()) {
      var from = d.now.minus(last.plus(RecentAudio.UNDETECTED));
      var again = hearsAgain().filter(from::isAfter).orElse(from);
      var since = Collections.min(List.of(deafSince, told.filter(again::isBefore).orElse(again)));
      d.emit(new Effect.Unheard(Duration.between(again, d.now), since));
      link = link.downSince(Collections.min(List.of(since, again)));
    }
  }
}
