package ava.bridge.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Effect;
import ava.bridge.call.Event;
import ava.bridge.call.Event.ModelLost.Cause;
import ava.bridge.call.Memory;
import ava.bridge.call.ModelLine;
import ava.bridge.tools.Toolbox;
import ava.bridge.vertx.VertxDialer;
import ava.bridge.vertx.VertxLoop;
import ava.shared.Speaker;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealtimeSessionsTest {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context context = vertx.getOrCreateContext();
  private final FakeModel model;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
  private volatile String key = "sk-test";

  RealtimeSessionsTest() throws Exception {
    model = new FakeModel(vertx);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void aLineIsReadyOnceTheSessionHasOurSettings() throws Exception {
    open(sessions(Duration.ofSeconds(5)), List.of());

    assertThat(FakeModel.next(events)).isInstanceOf(Event.ModelReady.class);
    assertThat(model.session().headers().get("Authorization")).isEqualTo("Bearer sk-test");
  }

  @Test
  void theConversationIsToldBeforeTheCallHearsOfIt() throws Exception {
    List<Memory> memory =
        List.of(
            new Memory.Said(Speaker.AVA, "Bonjour."),
            new Memory.UsedTool("call_9", "noter_message", "{}", "{\"ok\":true}"));

    var line = open(sessions(Duration.ofSeconds(5)), memory);
    FakeModel.next(events);
    send(line, new Effect.Inform("Reprends."));

    assertThat(model.heard().at("/item/content/0/text").stringValue()).isEqualTo("Bonjour.");
    assertThat(model.heard().at("/item/type").stringValue()).isEqualTo("function_call");
    assertThat(model.heard().at("/item/output").stringValue()).isEqualTo("{\"ok\":true}");
    assertThat(model.heard().at("/item/content/0/text").stringValue()).isEqualTo("Reprends.");
  }

  @Test
  void whatIsSentBeforeTheSessionIsReadyIsNotHeard() throws Exception {
    var line = open(sessions(Duration.ofSeconds(5)), List.of());
    send(line, new Effect.Append("AAAA"));
    FakeModel.next(events);
    send(line, new Effect.Append("AAAB"));

    assertThat(model.heard().get("audio").stringValue()).isEqualTo("AAAB");
  }

  @Test
  void whatTheModelSaysBecomesEvents() throws Exception {
    open(sessions(Duration.ofSeconds(5)), List.of());
    FakeModel.next(events);

    tell("{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":\"u1\"}");

    assertThat(FakeModel.next(events)).isEqualTo(new Event.SpeechStarted("u1"));
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
  void aRefusedHandshakeSaysWhetherToTryAgain(int status, String body, Cause cause)
      throws Exception {
    model.behave(FakeModel.Manner.refusing(status, body));

    open(sessions(Duration.ofSeconds(5)), List.of());

    assertThat(FakeModel.next(events)).isEqualTo(new Event.ModelLost(cause, "HTTP " + status));
  }

  @Test
  void aModelThatSaysNothingIsLostInTime() throws Exception {
    model.behave(FakeModel.Manner.silent());

    open(sessions(Duration.ofMillis(200)), List.of());

    assertThat(FakeModel.next(events))
        .isEqualTo(new Event.ModelLost(Cause.TRANSIENT, "not ready in time"));
    assertThat(model.session()).isNotNull();
    assertThat(model.closed()).isEqualTo(1000);
  }

  @Test
  void aSessionWithOtherSettingsIsNoUse() throws Exception {
    model.behave(
        FakeModel.Manner.confirming(
            "{\"type\":\"session.updated\",\"session\":{\"audio\":{\"output\":{\"format\":{\"type\":\"audio/pcm\"}}}}}"));

    open(sessions(Duration.ofSeconds(5)), List.of());

    assertThat(FakeModel.next(events))
        .isEqualTo(new Event.ModelLost(Cause.REFUSED, "session has other settings: audio format"));
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
  void whatTheModelDoesNotRepeatIsOurs(String session) throws Exception {
    model.behave(
        FakeModel.Manner.confirming(
            "{\"type\":\"session.updated\",\"session\":" + session.replace('\'', '"') + "}"));

    open(sessions(Duration.ofSeconds(5)), List.of());

    assertThat(FakeModel.next(events)).isInstanceOf(Event.ModelReady.class);
  }

  @Test
  void settingsThatTheModelRefusesAreNoUse() throws Exception {
    model.behave(
        FakeModel.Manner.confirming(
            """
            {"type":"error","error":{"code":"unknown_parameter","event_id":"session-1"}}\
            """));

    open(sessions(Duration.ofSeconds(5)), List.of());

    assertThat(FakeModel.next(events))
        .isEqualTo(new Event.ModelLost(Cause.REFUSED, "unknown_parameter"));
  }

  @Test
  void aClosedSocketIsALostModelAndNothingFollows() throws Exception {
    open(sessions(Duration.ofSeconds(5)), List.of());
    FakeModel.next(events);

    model.session().close((short) 1001);

    assertThat(FakeModel.next(events))
        .isEqualTo(new Event.ModelLost(Cause.TRANSIENT, "closed 1001"));
    assertThat(model.closed()).isEqualTo(1001);
    assertThat(events).isEmpty();
  }

  @Test
  void aLineThatIsClosedClosesItsSocketAndSaysNothing() throws Exception {
    var line = open(sessions(Duration.ofSeconds(5)), List.of());
    FakeModel.next(events);

    context.runOnContext(_ -> line.close());

    assertThat(model.closed()).isEqualTo(1000);
    assertThat(events).isEmpty();
  }

  @Test
  void aWarmSessionServesTheNextCallAndIsReplaced() throws Exception {
    var sessions = sessions(Duration.ofSeconds(5));
    context.runOnContext(_ -> sessions.keepWarm());
    var warm = model.session();

    open(sessions, List.of());
    FakeModel.next(events);

    assertThat(model.session()).as("the replacement").isNotSameAs(warm);
    context.runOnContext(_ ->
        warm.writeTextMessage(
            "{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":\"u1\"}"));
    assertThat(FakeModel.next(events)).isEqualTo(new Event.SpeechStarted("u1"));
    assertThat(threads).as("everything happens on one thread").containsOnly(threads.element());
  }

  @Test
  void aLostWarmSessionIsReplacedAfterAPause() throws Exception {
    var sessions = sessions(Duration.ofSeconds(5));
    context.runOnContext(_ -> sessions.keepWarm());
    var first = model.session();

    first.close((short) 1001);

    assertThat(model.session()).isNotSameAs(first);
  }

  @Test
  void aWarmSessionIsReplacedBeforeItExpires() throws Exception {
    model.sessionsExpireAt(Instant.now().plus(Duration.ofMinutes(10)));
    var sessions = sessions(Duration.ofSeconds(5));
    context.runOnContext(_ -> sessions.keepWarm());
    var first = model.session();

    assertThat(model.session()).as("one second later").isNotSameAs(first);
    assertThat(model.closed()).as("the old one").isEqualTo(1000);
  }

  @Test
  void newKeyReplacesTheWarmSessionAndServesTheNextCall() throws Exception {
    var sessions = sessions(Duration.ofSeconds(5));
    context.runOnContext(_ -> sessions.keepWarm());
    var first = model.session();

    key = "sk-new";
    context.runOnContext(_ -> sessions.keyMayHaveChanged());

    assertThat(model.session().headers().get("Authorization")).isEqualTo("Bearer sk-new");
    assertThat(model.closed()).isEqualTo(1000);
    open(sessions, List.of());
    assertThat(FakeModel.next(events)).isInstanceOf(Event.ModelReady.class);
    assertThat(first.headers().get("Authorization")).isEqualTo("Bearer sk-test");
  }

  @Test
  void callThatComesFirstFindsTheNewKey() throws Exception {
    var sessions = sessions(Duration.ofSeconds(5));
    context.runOnContext(_ -> sessions.keepWarm());
    model.session();

    key = "sk-new";
    open(sessions, List.of());

    assertThat(model.session().headers().get("Authorization")).isEqualTo("Bearer sk-new");
    assertThat(FakeModel.next(events)).isInstanceOf(Event.ModelReady.class);
  }

  @Test
  void callThatGoesOnKeepsItsSessionWhenTheKeyChanges() throws Exception {
    var sessions = sessions(Duration.ofSeconds(5));
    context.runOnContext(_ -> sessions.keepWarm());
    var talking = model.session();
    open(sessions, List.of());
    FakeModel.next(events);
    model.session();

    key = "sk-new";
    context.runOnContext(_ -> sessions.keyMayHaveChanged());

    assertThat(model.session().headers().get("Authorization")).isEqualTo("Bearer sk-new");
    context.runOnContext(_ ->
        talking.writeTextMessage(
            "{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":\"u1\"}"));
    assertThat(FakeModel.next(events)).isEqualTo(new Event.SpeechStarted("u1"));
  }

  @Test
  void newKeyIsTriedAtOnceWhenTheOldOneWasRefused() throws Exception {
    model.behave(FakeModel.Manner.refusing(401, ""));
    var sessions = sessions(Duration.ofSeconds(5));
    context.runOnContext(_ -> sessions.keepWarm());
    assertThat(model.refused()).isEqualTo("Bearer sk-test");

    model.behave(FakeModel.Manner.GOOD);
    key = "sk-new";
    context.runOnContext(_ -> sessions.keyMayHaveChanged());

    assertThat(model.session().headers().get("Authorization")).isEqualTo("Bearer sk-new");
  }

  @Test
  void keyThatIsTheSameChangesNothing() throws Exception {
    var sessions = sessions(Duration.ofSeconds(5));
    context.runOnContext(_ -> sessions.keepWarm());
    var warm = model.session();

    context.runOnContext(_ -> sessions.keyMayHaveChanged());
    open(sessions, List.of());
    FakeModel.next(events);

    assertThat(model.session()).as("the replacement, after the call").isNotSameAs(warm);
    assertThat(warm.isClosed()).isFalse();
  }

  @Test
  void aSessionThatAnswersNoPingIsLost() throws Exception {
    open(
        sessions(new RealtimeSession.Timing(Duration.ofSeconds(5), Duration.ofMillis(100))),
        List.of());
    FakeModel.next(events);

    var session = model.session();
    context.runOnContext(_ -> session.pause());

    assertThat(FakeModel.next(events)).isEqualTo(new Event.ModelLost(Cause.TRANSIENT, "no pong"));
  }

  private RealtimeSessions sessions(Duration openWithin) {
    return sessions(new RealtimeSession.Timing(openWithin, Duration.ofSeconds(15)));
  }

  private RealtimeSessions sessions(RealtimeSession.Timing timing) {
    var settings =
        new SessionSettings(
            model.baseUrl(),
            () -> key,
            "gpt-realtime-2.1",
            new SessionSettings.Transcription("gpt-transcribe", List.of("Ava")),
            "marin",
            "Tu es Ava.",
            Toolbox.with(Optional.empty()).definitions().subList(0, 2));
    var loop = new VertxLoop(context);
    return new RealtimeSessions(loop, new VertxDialer(vertx, loop), settings, timing);
  }

  private ModelLine open(RealtimeSessions sessions, List<Memory> conversation) throws Exception {
    var line = new CompletableFuture<ModelLine>();
    context.runOnContext(_ ->
        line.complete(
            sessions.open(
                conversation,
                event -> {
                  threads.add(Thread.currentThread());
                  events.add(event);
                })));
    return line.get(5, TimeUnit.SECONDS);
  }

  private void send(ModelLine line, Effect.ToModel effect) {
    context.runOnContext(_ -> line.send(effect));
  }

  private void tell(String event) throws Exception {
    var session = model.session();
    context.runOnContext(_ -> session.writeTextMessage(event));
  }
}
