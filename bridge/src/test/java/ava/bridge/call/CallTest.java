package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event.ModelLost.Cause;
import ava.shared.call.CallRecord.Disclosure;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.ToolUse;
import ava.shared.call.Turn;
import ava.shared.call.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a call's door promises: order, a guard around every source of events, and the reason of a
/// lost session.
class CallTest {
  private final List<String> done = new ArrayList<>();
  private final List<Consumer<Event>> sessions = new ArrayList<>();
  private final List<Consumer<String>> tools = new ArrayList<>();
  private final List<Runnable> saved = new ArrayList<>();
  private Optional<String> broken = Optional.empty();
  private final Call call = new Call(new CallFlow(Steps.RULES), ports(), clock());

  /// Where an event comes from, and what it makes the call do.
  enum Source {
    CALLER,
    TIMER,
    MODEL,
    TOOL,
    JOURNAL
  }

  @ParameterizedTest
  @EnumSource
  void aFaultLeavesNoCallerInSilenceWhereverTheEventComesFrom(Source source) {
    talk();
    if (source == Source.TOOL) {
      model(new Event.ResponseStarted("r1"));
      model(new Event.ToolCalled("r1", "c1", "noter_message", "{}"));
    }
    if (source == Source.JOURNAL) {
      call.on(new Event.PeerStalled(Event.PeerStalled.Peer.CALLER));
    }
    done.clear();

    broken =
        Optional.of(
            switch (source) {
              case CALLER, TOOL -> "model";
              case TIMER -> "ask";
              case MODEL -> "caller";
              case JOURNAL -> "let go";
            });
    switch (source) {
      case CALLER -> call.on(new Event.CallerAudio("fn5+", 0));
      case TIMER -> call.on(new Event.TimerFired(Timer.SILENCE));
      case MODEL -> {
        model(new Event.ResponseStarted("r1"));
        model(new Event.AnswerAudio("r1", "a1", 0, Steps.audio(400)));
      }
      case TOOL -> tools.getFirst().accept("{}");
      case JOURNAL -> saved.getFirst().run();
    }

    call.on(new Event.TimerFired(Timer.TRANSCRIPT_LATE));

    assertThat(done).anyMatch(what -> what.startsWith("failed"));
    assertThat(done).contains("let go", "close model", "over");
    assertThat(done).filteredOn("over"::equals).hasSize(1);
    assertThat(call.isStreaming()).isFalse();
  }

  @Test
  void theReasonOfALostSessionIsTold() {
    talk();

    model(new Event.ModelLost(Cause.TRANSIENT, "closed 1006"));

    assertThat(done).contains("lost TRANSIENT closed 1006");
  }

  @Test
  void aNewSessionHearsWhatNoSessionHeardBehindWhatTheCallDecides() {
    call.on(new Event.CallerAudio(Steps.audio(20), 0));
    call.on(Steps.resumed(false));
    call.on(new Event.CallerAudio(Steps.audio(20), 20));
    done.clear();

    model(Steps.ready());

    assertThat(done).filteredOn(what -> what.startsWith("model")).last().isEqualTo("model Append");
    assertThat(done).filteredOn("model Append"::equals).isNotEmpty();
  }

  @Test
  void whatALeftSessionSaysIsNotHeard() {
    talk();
    call.on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    call.on(new Event.TimerFired(Timer.REOPEN_MODEL));
    done.clear();

    sessions.getFirst().accept(new Event.ModelLost(Cause.REFUSED, "late"));

    assertThat(done).isEmpty();
  }

  private void talk() {
    call.on(Steps.joined(Steps.audio(600)));
    model(Steps.ready());
    call.on(new Event.MarkPlayed("g1:3"));
  }

  private void model(Event event) {
    sessions.getLast().accept(event);
  }

  /// Notes what is done, or fails at it.
  private void act(String what) {
    if (broken.filter(what::startsWith).isPresent()) {
      throw new IllegalStateException(what);
    }
    done.add(what);
  }

  /// Goes on 20 ms each time it is asked.
  private static Clock clock() {
    var asked = new AtomicLong();
    return new Clock() {
      @Override
      public Instant instant() {
        return Steps.START.plusMillis(20 * asked.incrementAndGet());
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  private Call.Ports ports() {
    return new Call.Ports(
        new CallerLine() {
          @Override
          public void send(Effect.ToCaller effect) {
            act("caller " + effect.getClass().getSimpleName());
          }

          @Override
          public void letGo() {
            done.add("let go");
            if (broken.filter("let go"::equals).isPresent()) {
              broken = Optional.empty();
              throw new IllegalStateException("let go");
            }
          }
        },
        (_, events) -> {
          sessions.add(events);
          return new ModelLine() {
            @Override
            public void send(Effect.ToModel effect) {
              act("model " + effect.getClass().getSimpleName());
            }

            @Override
            public void close() {
              done.add("close model");
            }
          };
        },
        Voices.MODELS_OWN,
        new NotedJournal(),
        (_, _, answer) -> tools.add(answer),
        new Timers() {
          @Override
          public void set(Timer timer, Duration delay) {
            if (broken.filter("ask"::equals).isPresent() && timer == Timer.ANSWER_LATE) {
              broken = Optional.empty();
              throw new IllegalStateException("timer");
            }
          }

          @Override
          public void cancel(Timer timer) {}
        },
        new Watcher() {
          @Override
          public void measured(Metric metric, double value) {}

          @Override
          public void modelLost(Cause cause, String detail) {
            done.add("lost " + cause + " " + detail);
          }

          @Override
          public void failed(String during, RuntimeException fault) {
            done.add("failed " + during);
          }

          @Override
          public void over() {
            done.add("over");
          }
        });
  }

  private final class NotedJournal implements Journal {
    @Override
    public void save(Turn turn) {
      done.add("turn");
    }

    @Override
    public void leave(NextStep next, Runnable whenSaved) {
      saved.add(whenSaved);
    }

    @Override
    public void save(Disclosure disclosure) {}

    @Override
    public void save(ToolUse use) {}

    @Override
    public void save(Usage usage) {}

    @Override
    public void voiceFailed() {}

    @Override
    public void keepGreeting(String audio) {}

    @Override
    public void finish(Optional<EndReason> reason, Instant at, Duration delay) {
      done.add("finish");
    }
  }
}
