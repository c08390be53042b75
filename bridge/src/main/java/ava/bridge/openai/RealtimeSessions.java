package ava.bridge.openai;

import ava.bridge.call.Event;
import ava.bridge.call.Memory;
import ava.bridge.call.ModelLine;
import ava.bridge.call.ModelLines;
import ava.bridge.openai.RealtimeSession.Signal;
import ava.shared.loop.Dialer;
import ava.shared.loop.Loop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sessions of one loop. One more than is needed is kept open with our settings, so that the
/// next call finds the model ready; it is replaced when it is handed out and before it grows old.
/// Thread: the loop's.
public final class RealtimeSessions implements ModelLines {
  private static final Logger LOG = LoggerFactory.getLogger(RealtimeSessions.class);

  private static final Duration OLDEST = Duration.ofMinutes(25);
  private static final Duration BEFORE_EXPIRY = Duration.ofMinutes(10);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Loop loop;
  private final SessionSettings settings;
  private final Prices prices;
  private final Dialer dialer;

  private Optional<RealtimeSession> warm = Optional.empty();
  private Optional<RealtimeSession> opening = Optional.empty();

  /// With which a session was last kept, or tried.
  private Optional<String> key = Optional.empty();

  private Duration pause = FIRST_PAUSE;
  private boolean failing;
  private boolean closed;
  private Loop.Running next = Loop.Running.OVER;

  public RealtimeSessions(Loop loop, Dialer dialer, SessionSettings settings) {
    this.loop = loop;
    this.dialer = dialer;
    this.settings = settings;
    this.prices = Prices.of(settings.model(), settings.transcription().model());
  }

  /// Begins to keep a session ready.
  public void keepWarm() {
    if (!closed && warm.isEmpty() && opening.isEmpty()) {
      openNext();
    }
  }

  /// Replaces what was kept with another key than the present one; lines keep theirs.
  public void keyMayHaveChanged() {
    if (!closed && key.filter(last -> !last.equals(settings.apiKey().value())).isPresent()) {
      LOG.info("new key for the model");
      dropKept();
      pause = FIRST_PAUSE;
      openNext();
    }
  }

  @Override
  public ModelLine open(List<Memory> conversation, Consumer<Event> events) {
    var line =
        new RealtimeLine(conversation, events, new Interpreter(prices, settings.voice().reads()));
    keyMayHaveChanged();
    var kept = takeWarm();
    if (kept.isPresent()) {
      kept.get().handTo(line::onSignal);
      loop.execute(() -> line.use(kept.get()));
    } else {
      line.use(RealtimeSession.open(loop, dialer, settings, line::onSignal));
    }
    return line;
  }

  /// Closes what is kept; lines that were opened stay.
  public void close() {
    closed = true;
    dropKept();
  }

  private void dropKept() {
    next.cancel();
    warm.ifPresent(RealtimeSession::close);
    opening.ifPresent(RealtimeSession::close);
    warm = Optional.empty();
    opening = Optional.empty();
  }

  /// One that still opens is further on than a new one.
  private Optional<RealtimeSession> takeWarm() {
    var taken = warm.or(() -> opening);
    if (warm.isPresent()) {
      warm = Optional.empty();
    } else {
      opening = Optional.empty();
    }
    if (taken.isPresent()) {
      next.cancel();
      loop.execute(this::keepWarm);
    }
    return taken;
  }

  private void openNext() {
    key = Optional.of(settings.apiKey().value());
    var session = new RealtimeSession[1];
    session[0] = RealtimeSession.open(loop, dialer, settings, signal -> onWarm(session[0], signal));
    opening = Optional.of(session[0]);
  }

  private void onWarm(RealtimeSession session, Signal signal) {
    switch (signal) {
      case Signal.Ready() -> ready(session);
      case Signal.Received _ -> {}
      case Signal.Stalled() -> lost(session, "stalled");
      case Signal.Lost(var cause, var detail, _) -> {
        if (cause == Event.ModelLost.Cause.REFUSED) {
          pause = LONGEST_PAUSE;
        }
        lost(session, detail);
      }
    }
  }

  private void ready(RealtimeSession session) {
    if (failing) {
      LOG.info("model reached again");
    }
    failing = false;
    pause = FIRST_PAUSE;
    warm.ifPresent(RealtimeSession::close);
    warm = Optional.of(session);
    opening = Optional.empty();
    var untilExpiry = Duration.between(loop.now(), session.expiresAt()).minus(BEFORE_EXPIRY);
    schedule(untilExpiry.compareTo(OLDEST) < 0 ? untilExpiry : OLDEST);
  }

  private void lost(RealtimeSession session, String detail) {
    warm = warm.filter(kept -> kept != session);
    opening = opening.filter(kept -> kept != session);
    if (!failing) {
      failing = true;
      LOG.atWarn().addKeyValue("why", detail).log("no warm session");
    }
    schedule(pause);
    var longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
  }

  /// Opens the next session later; one that is kept stays until then.
  private void schedule(Duration delay) {
    next.cancel();
    if (!closed) {
      next = loop.after(delay.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : delay, this::replace);
    }
  }

  private void replace() {
    if (!closed && opening.isEmpty()) {
      openNext();
    }
  }
}
