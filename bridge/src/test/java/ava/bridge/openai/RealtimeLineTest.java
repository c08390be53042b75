package ava.bridge.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Effect;
import ava.bridge.call.Event;
import ava.bridge.call.Event.ModelLost.Cause;
import ava.bridge.call.Memory;
import ava.bridge.openai.FakeModel.Manner;
import ava.shared.call.Speaker;
import ava.shared.loop.Dialer.Dialled;
import ava.shared.loop.TextSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealtimeLineTest extends DialledModel {
  @Test
  void aLineIsReadyOnceTheSessionHasOurSettings() {
    opened(List.of());

    assertThat(events).containsExactly(new Event.ModelReady(NOW.plusSeconds(3_600).plusMillis(60)));
    assertThat(model.latest().handshake().authorization()).isEqualTo("Bearer sk-test");
    assertThat(model.latest().handshake().to())
        .hasToString("wss://model.example/v1/realtime?model=gpt-realtime-2.1");
  }

  @Test
  void theConversationIsToldBeforeTheCallHearsOfIt() {
    var line =
        opened(
            List.of(
                new Memory.Said(Speaker.AVA, "Bonjour."),
                new Memory.UsedTool("call_9", "noter_message", "{}", "{\"ok\":true}")));

    line.send(new Effect.Inform("Reprends."));

    var heard = model.heard();
    assertThat(heard).hasSize(4);
    assertThat(heard.get(0).at("/item/content/0/text").stringValue()).isEqualTo("Bonjour.");
    assertThat(heard.get(1).at("/item/type").stringValue()).isEqualTo("function_call");
    assertThat(heard.get(2).at("/item/output").stringValue()).isEqualTo("{\"ok\":true}");
    assertThat(heard.get(3).at("/item/content/0/text").stringValue()).isEqualTo("Reprends.");
  }

  @Test
  void whatIsSentBeforeTheSessionIsReadyIsNotHeard() {
    var line = open(List.of());
    line.send(new Effect.Append("AAAA"));
    loop.pass(A_MOMENT);
    line.send(new Effect.Append("AAAB"));

    assertThat(model.heard())
        .singleElement()
        .satisfies(event -> assertThat(event.get("audio").stringValue()).isEqualTo("AAAB"));
  }

  @Test
  void whatTheModelSaysBecomesEvents() {
    opened(List.of());
    events.clear();

    model.latest().socket().say(SPEECH);
    loop.run();

    assertThat(events).containsExactly(new Event.SpeechStarted("u1"));
  }

  @ParameterizedTest
  @CsvSource({
    "401,no,REFUSED",
    "403,no,REFUSED",
    "404,no,REFUSED",
    """
    429,'{"error":{"code":"insufficient_quota"}}',REFUSED\
    """,
    """
    429,'{"error":{"code":"rate_limit_exceeded","message":"not insufficient_quota"}}',TRANSIENT\
    """,
    "500,no,TRANSIENT"
  })
  void aRefusedHandshakeSaysWhetherToTryAgain(int status, String body, Cause cause) {
    model.behave(Manner.answering(new Dialled.Refused(status, body)));

    opened(List.of());

    assertThat(events).containsExactly(new Event.ModelLost(cause, "HTTP " + status));
    assertThat(loop.isIdle()).isTrue();
  }

  @Test
  void whereNobodyAnswersAnotherTryMayHelp() {
    model.behave(Manner.answering(new Dialled.Failed("connection refused")));

    opened(List.of());

    assertThat(events).containsExactly(new Event.ModelLost(Cause.TRANSIENT, "connection refused"));
  }

  @Test
  void aModelThatSaysNothingIsLostInTime() {
    model.behave(Manner.silent());
    open(List.of());

    loop.pass(Duration.ofMillis(4_999));
    assertThat(events).isEmpty();
    loop.pass(Duration.ofMillis(1));

    assertThat(events).containsExactly(new Event.ModelLost(Cause.TRANSIENT, "not ready in time"));
    assertThat(model.latest().socket().closes()).containsExactly(1000);
    loop.run();
    assertThat(loop.isIdle()).isTrue();
  }

  @Test
  void socketThatOpensForALineThatIsClosedIsClosed() {
    var line = open(List.of());

    line.close();
    loop.pass(A_MOMENT);

    assertThat(model.latest().socket().closes()).containsExactly(1000);
    assertThat(events).isEmpty();
    assertThat(loop.isIdle()).isTrue();
  }

  @Test
  void aSessionWithOtherSettingsIsNoUse() {
    model.behave(
        Manner.confirming(
            "{\"type\":\"session.updated\",\"session\":{\"audio\":{\"output\":{\"format\":{\"type\":\"audio/pcm\"}}}}}"));

    opened(List.of());

    assertThat(events)
        .containsExactly(
            new Event.ModelLost(Cause.REFUSED, "session has other settings: audio format"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{'expires_at':null,'audio':null,'tools':null}",
        "{'audio':{'input':{'format':null},'output':{'voice':null}}}",
        "{'audio':{'output':{'voice':{'id':'marin'}}}}"
      })
  void whatTheModelDoesNotRepeatIsOurs(String session) {
    model.behave(
        Manner.confirming(
            "{\"type\":\"session.updated\",\"session\":" + session.replace('\'', '"') + "}"));

    opened(List.of());

    assertThat(events).singleElement().isInstanceOf(Event.ModelReady.class);
  }

  @Test
  void settingsThatTheModelRefusesAreNoUse() {
    model.behave(
        Manner.confirming(
            """
            {"type":"error","error":{"code":"unknown_parameter","event_id":"session-1"}}\
            """));

    opened(List.of());

    assertThat(events).containsExactly(new Event.ModelLost(Cause.REFUSED, "unknown_parameter"));
  }

  @ParameterizedTest
  @CsvSource({"1001,TRANSIENT", "1006,TRANSIENT", "4000,REFUSED"})
  void aClosedSocketIsALostModelAndNothingFollows(int code, Cause cause) {
    opened(List.of());
    events.clear();

    model.latest().socket().hangUp(code);
    model.latest().socket().say(SPEECH);
    loop.pass(Duration.ofMinutes(1));

    assertThat(losses()).containsExactly(new Event.ModelLost(cause, "closed " + code));
    assertThat(loop.isIdle()).isTrue();
  }

  @Test
  void messageAboveTheLimitAndABrokenLineAreALostModel() {
    opened(List.of());
    model.latest().socket().comes(TextSocket.Ear::tooBig);
    loop.run();
    opened(List.of());
    model.latest().socket().comes(ear -> ear.broken("connection reset"));
    loop.run();

    assertThat(losses())
        .containsExactly(
            new Event.ModelLost(Cause.TRANSIENT, "message too large"),
            new Event.ModelLost(Cause.TRANSIENT, "connection reset"));
    assertThat(model.sessions()).noneMatch(session -> session.socket().isOpen());
  }

  @Test
  void aLineThatIsClosedClosesItsSocketAndSaysNothing() {
    var line = opened(List.of());
    events.clear();

    line.close();
    loop.pass(A_MOMENT);

    assertThat(model.latest().socket().closes()).containsExactly(1000);
    assertThat(events).isEmpty();
    assertThat(loop.isIdle()).isTrue();
  }

  @Test
  void modelThatTakesNothingStallsOnce() {
    var line = opened(List.of());
    events.clear();
    model.latest().socket().stall();
    var audio = "fn5+".repeat(25_000);

    for (var i = 0; i < 30; i++) {
      line.send(new Effect.Append(audio));
    }

    assertThat(events).containsExactly(new Event.PeerStalled(Event.PeerStalled.Peer.MODEL));
    assertThat(model.latest().socket().waiting()).isLessThanOrEqualTo(1024 * 1024);
    assertThat(model.latest().socket().isOpen()).isFalse();
  }

  @Test
  void aSessionInACallThatDiesWithoutAWordIsLostBeforeTheCallerNotices() {
    opened(List.of());
    loop.pass(Duration.ofMinutes(5));
    assertThat(events).as("pings are answered").hasSize(1);

    model.latest().socket().stall();
    loop.pass(Duration.ofSeconds(2));

    assertThat(events)
        .last()
        .isInstanceOfSatisfying(
            Event.ModelLost.class,
            lost -> {
              assertThat(lost.cause()).isEqualTo(Cause.TRANSIENT);
              assertThat(lost.detail()).isEqualTo("no pong");
              assertThat(lost.silent())
                  .isBetween(RealtimeSession.PING_IN_CALL, Duration.ofSeconds(2));
            });
  }

  /// How the model was lost, whenever.
  private List<Event> losses() {
    return events.stream()
        .filter(Event.ModelLost.class::isInstance)
        .map(Event.ModelLost.class::cast)
        .<Event>map(lost -> new Event.ModelLost(lost.cause(), lost.detail()))
        .toList();
  }
}
