package ava.bridge.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event;
import ava.bridge.openai.FakeModel.Manner;
import ava.shared.loop.Dialer.Dialled;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmSessionTest extends DialledModel {
  @Test
  void aWarmSessionServesTheNextCallAndIsReplaced() {
    warmed();
    var warm = model.latest().socket();

    open(List.of());
    loop.run();

    assertThat(events).as("at once").singleElement().isInstanceOf(Event.ModelReady.class);
    warm.say(SPEECH);
    loop.pass(A_MOMENT);
    assertThat(events).last().isEqualTo(new Event.SpeechStarted("u1"));
    assertThat(model.sessions()).as("with the replacement").hasSize(2);
  }

  @Test
  void sessionThatStillOpensServesTheNextCall() {
    sessions.keepWarm();
    opened(List.of());

    assertThat(events).singleElement().isInstanceOf(Event.ModelReady.class);
    assertThat(model.sessions()).hasSize(2);
  }

  @Test
  void aLostWarmSessionIsReplacedAfterAPause() {
    warmed();
    model.latest().socket().hangUp(1001);

    loop.pass(Duration.ofMillis(999));
    assertThat(model.sessions()).hasSize(1);
    loop.pass(A_MOMENT);
    assertThat(model.sessions()).hasSize(2);
  }

  @Test
  void modelThatIsAwayIsTriedMoreAndMoreSeldom() {
    model.behave(Manner.answering(new Dialled.Failed("connection refused")));

    sessions.keepWarm();
    loop.pass(Duration.ofMinutes(2));

    assertThat(model.refused()).as("after 1, 2, 4, 8, 16, then every 30 s").hasSize(8);
  }

  @Test
  void aWarmSessionIsReplacedBeforeItExpires() {
    model.sessionsExpireAt(NOW.plus(Duration.ofMinutes(30)));
    warmed();

    loop.pass(Duration.ofMinutes(19));
    assertThat(model.sessions()).hasSize(1);
    loop.pass(Duration.ofMinutes(2));

    assertThat(model.sessions()).hasSizeGreaterThan(1);
    assertThat(model.sessions().getFirst().socket().closes()).containsExactly(1000);
  }

  @Test
  void aWarmSessionGrowsNoOlderThanTwentyFiveMinutes() {
    warmed();

    loop.pass(Duration.ofMinutes(60));

    assertThat(model.sessions()).hasSize(3);
    assertThat(model.sessions().stream().filter(session -> session.socket().isOpen())).hasSize(1);
  }

  @Test
  void newKeyReplacesTheWarmSessionAndServesTheNextCall() {
    warmed();

    key = "sk-new";
    sessions.keyMayHaveChanged();
    loop.pass(A_MOMENT);

    assertThat(model.sessions().getFirst().socket().closes()).containsExactly(1000);
    assertThat(model.latest().handshake().authorization()).isEqualTo("Bearer sk-new");
    open(List.of());
    loop.run();
    assertThat(events).singleElement().isInstanceOf(Event.ModelReady.class);
  }

  @Test
  void callThatComesFirstFindsTheNewKey() {
    warmed();

    key = "sk-new";
    opened(List.of());

    assertThat(model.sessions().get(1).handshake().authorization()).isEqualTo("Bearer sk-new");
    assertThat(model.sessions().getFirst().socket().isOpen()).isFalse();
    assertThat(events).singleElement().isInstanceOf(Event.ModelReady.class);
  }

  @Test
  void callThatGoesOnKeepsItsSessionWhenTheKeyChanges() {
    warmed();
    var talking = model.latest().socket();
    opened(List.of());

    key = "sk-new";
    sessions.keyMayHaveChanged();
    loop.pass(A_MOMENT);

    assertThat(model.latest().handshake().authorization()).isEqualTo("Bearer sk-new");
    talking.say(SPEECH);
    loop.run();
    assertThat(events).last().isEqualTo(new Event.SpeechStarted("u1"));
  }

  @Test
  void newKeyIsTriedAtOnceWhenTheOldOneWasRefused() {
    model.behave(Manner.answering(new Dialled.Refused(401, "")));
    warmed();
    assertThat(model.refused())
        .extracting(FakeModel.Handshake::authorization)
        .containsExactly("Bearer sk-test");

    model.behave(Manner.GOOD);
    key = "sk-new";
    sessions.keyMayHaveChanged();
    loop.pass(A_MOMENT);

    assertThat(model.latest().handshake().authorization()).isEqualTo("Bearer sk-new");
  }

  @Test
  void keyThatIsTheSameChangesNothing() {
    warmed();
    var warm = model.latest().socket();

    sessions.keyMayHaveChanged();
    opened(List.of());

    assertThat(model.sessions()).as("with the replacement, after the call").hasSize(2);
    assertThat(warm.isOpen()).isTrue();
  }

  @Test
  void nothingIsLeftOnceItIsClosed() {
    warmed();

    sessions.close();
    loop.run();

    assertThat(model.sessions()).noneMatch(session -> session.socket().isOpen());
    assertThat(loop.isIdle()).isTrue();
  }

  private void warmed() {
    sessions.keepWarm();
    loop.pass(A_MOMENT);
  }
}
