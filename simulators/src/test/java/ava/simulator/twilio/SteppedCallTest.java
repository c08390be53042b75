package ava.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.simulator.SteppedWorld;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MessageSchemas;
import ava.simulator.scenario.Observation;
import ava.simulator.wire.Fetcher;
import ava.simulator.wire.RoughSocket;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls without a socket: what goes wrong goes wrong at its moment.
class SteppedCallTest {
  private final SteppedAva ava = new SteppedAva().at("/twiml", SteppedAva.CONNECT);

  @Test
  void framesComeEveryTwentyMillisecondsByTheProtocol() {
    var report = ava.call();

    var media = ava.stream().seen("media");
    assertThat(media).hasSize(50);
    assertThat(
            IntStream.range(1, media.size())
                .mapToObj(i -> media.get(i).at().minus(media.get(i - 1).at())))
        .containsOnly(Duration.ofMillis(20));
    var schemas = MessageSchemas.fromTwilio();
    assertThat(ava.stream().seen.subList(0, ava.stream().seen.size() - 1))
        .allSatisfy(seen -> assertThat(schemas.problems(seen.message())).isEmpty());
    assertThat(ava.stream().seen)
        .extracting(SteppedAva.Seen::event)
        .endsWith("stop", "closed 1000");
    assertThat(report.how()).isEqualTo("CALLER");
    assertThat(report.refused()).isEmpty();
    assertThat(report.counts().latestTickMicros()).isZero();
  }

  @Test
  void nothingIsLeftOfACall() {
    ava.call();

    assertThat(ava.world.waiting()).isZero();
    assertThat(ava.network.calls()).isEmpty();
  }

  @Test
  void equalSeedsMakeEqualCalls() {
    var other = new SteppedAva().at("/twiml", SteppedAva.CONNECT);

    ava.call(new LineFault.LoseFrames(0.3, 7));
    other.call(new LineFault.LoseFrames(0.3, 7));

    assertThat(other.stream().seen).isEqualTo(ava.stream().seen);
    assertThat(other.requests).isEqualTo(ava.requests);
  }

  @Test
  void stalledStreamHoldsBothDirectionsAndBursts() {
    ava.world.after(Duration.ofMillis(400), () -> ava.stream().mark("early"));

    var report =
        ava.call(new LineFault.StallStream(Duration.ofMillis(200), Duration.ofMillis(500)));

    var at = ava.stream().seen("media").stream().map(SteppedAva.Seen::at).toList();
    var burst = at.stream().filter(Duration.ofMillis(730)::equals).count();
    assertThat(burst).isEqualTo(26);
    assertThat(at).hasSize(50);
    assertThat(ava.stream().seen("mark"))
        .singleElement()
        .extracting(SteppedAva.Seen::at)
        .isEqualTo(Duration.ofMillis(730));
    assertThat(report.counts().marksReceived()).isEqualTo(1);
  }

  @Test
  void streamThatStallsToItsEndStillSaysHowItEnded() {
    ava.call(new LineFault.StallStream(Duration.ofMillis(200), Duration.ofMinutes(1)));

    assertThat(ava.stream().seen("media")).hasSize(50);
    assertThat(ava.stream().seen)
        .extracting(SteppedAva.Seen::event)
        .endsWith("stop", "closed 1000");
  }

  @Test
  void halfOpenStreamSaysNothingAndIsNoticedLate() {
    ava.at("/after-stream", "<Hangup/>");

    var report =
        ava.call(
            SteppedAva.plan()
                .withFaults(
                    new LineFault.HalfOpen(Duration.ofMillis(200), Duration.ofSeconds(30))));

    assertThat(ava.stream().seen("media")).hasSize(10);
    assertThat(ava.stream().seen).extracting(SteppedAva.Seen::event).doesNotContain("stop", "gone");
    assertThat(report.timeline().all(Observation.StreamEnded.class))
        .singleElement()
        .satisfies(
            end -> assertThat(end.at()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31)));
    assertThat(report.how()).isEqualTo("HANGUP");
    assertThat(report.refused()).extracting(Observation.Refused::code).containsExactly(31903);
  }

  @Test
  void pingOnAHalfOpenStreamIsNotAnswered() {
    var pongs = new AtomicInteger();
    ava.world.door(
        "/media-stream",
        (_, _, open) ->
            open.apply(socket -> {
              ava.world.after(Duration.ofMillis(100), socket::ping);
              ava.world.after(Duration.ofMillis(300), socket::ping);
              return new SteppedWorld.Ear() {
                @Override
                public void pong() {
                  pongs.incrementAndGet();
                }
              };
            }));

    ava.call(new LineFault.HalfOpen(Duration.ofMillis(200), Duration.ofSeconds(30)));

    assertThat(pongs).hasValue(1);
  }

  @Test
  void resetStreamIsFollowedByTheNextDocument() {
    ava.at("/after-stream", SteppedAva.CONNECT);

    var report = ava.call(new LineFault.ResetStream(Duration.ofMillis(200)));

    assertThat(ava.streams).hasSizeGreaterThan(1);
    assertThat(ava.stream().seen).extracting(SteppedAva.Seen::event).endsWith("gone");
    assertThat(report.refused()).extracting(Observation.Refused::code).contains(31903);
  }

  @Test
  void whatAvaSaysInTheNextStreamIsABeginning() {
    ava.greeting = Optional.of(Base64.getEncoder().encodeToString(new byte[8 * 5_000]));
    ava.at("/after-stream", SteppedAva.CONNECT);

    var report =
        ava.call(new LineFault.OnlyIn(1, new LineFault.ResetStream(Duration.ofMillis(200))));

    assertThat(report.timeline().all(Observation.OnLine.class))
        .extracting(Object::getClass)
        .containsSubsequence(
            Observation.AvaStarts.class,
            Observation.StreamEnded.class,
            Observation.AvaStops.class,
            Observation.StreamStarted.class,
            Observation.AvaStarts.class);
  }

  @Test
  void failureOfOneStreamIsNotThatOfTheNext() {
    ava.at("/after-stream", SteppedAva.CONNECT);

    ava.call(new LineFault.OnlyIn(1, new LineFault.ResetStream(Duration.ofMillis(200))));

    assertThat(ava.streams).hasSize(2);
    assertThat(ava.streams.getLast().seen)
        .extracting(SteppedAva.Seen::event)
        .endsWith("stop", "closed 1000");
  }

  @ParameterizedTest
  @CsvSource({"193, 1", "250, 0"})
  void secondStreamNeverOutlivesTheFirst(long atMs, int sockets) {
    ava.call(
        new LineFault.SecondStream(Duration.ofMillis(atMs)),
        new LineFault.OnlyIn(1, new LineFault.ResetStream(Duration.ofMillis(200))));

    assertThat(ava.streams).hasSize(1 + sockets);
    assertThat(ava.streams)
        .allSatisfy(
            stream -> assertThat(stream.seen).extracting(SteppedAva.Seen::event).endsWith("gone"));
    assertThat(ava.world.waiting()).isZero();
  }

  @Test
  void callerCanLeaveWithoutAStop() {
    ava.call(new LineFault.CloseWithoutStop());

    assertThat(ava.stream().seen)
        .extracting(SteppedAva.Seen::event)
        .endsWith("media", "closed 1000");
  }

  @Test
  void secondStreamOfTheSameCallIsSilentAndEndsWithTheFirst() {
    var report = ava.call(new LineFault.SecondStream(Duration.ofMillis(300)));

    assertThat(ava.streams).hasSize(2);
    var sids =
        ava.streams.stream()
            .map(stream -> stream.seen("start").getFirst().message().path("streamSid").asString())
            .toList();
    assertThat(sids).doesNotHaveDuplicates();
    assertThat(
            ava.streams.stream()
                .map(stream ->
                    stream.seen("start").getFirst().message().at("/start/callSid").asString()))
        .containsOnly(report.callSid());
    assertThat(ava.streams.get(1).seen).extracting(SteppedAva.Seen::event).endsWith("gone");
    assertThat(report.streams()).hasSize(1);
  }

  @Test
  void oneCallbackCanBeLateLostOrDoubled() {
    var late = new LineFault.OddCallback(1, Duration.ofSeconds(80), 2, true);
    var lost = new LineFault.OddCallback(2, Duration.ZERO, 0, false);

    ava.call(late, lost);

    assertThat(ava.paths())
        .containsExactly(
            "/twiml", "/after-stream", "/call-status", "/stream-status", "/stream-status");
    assertThat(ava.requestedAt.getLast()).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(81));
    assertThat(tokens().subList(3, 5)).containsOnly(tokens().getLast());
  }

  @Test
  void doubledCallbackCanHaveAnotherToken() {
    ava.call(new LineFault.OddCallback(1, Duration.ZERO, 2, false));

    assertThat(ava.paths().subList(1, 3)).containsOnly("/stream-status");
    assertThat(tokens()).doesNotHaveDuplicates();
  }

  private List<String> tokens() {
    return ava.requests.stream()
        .map(request -> request.headers().getOrDefault("I-Twilio-Idempotency-Token", ""))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"14000, CALLER", "15001, APPLICATION_ERROR"})
  void documentThatComesTooLateIsNoDocument(long byMs, String how) {
    var report =
        ava.call(
            SteppedAva.plan()
                .withFaults(
                    new LineFault.LateDocument(1, Duration.ofMillis(byMs)),
                    new LineFault.HangUp(Duration.ofSeconds(20))));

    assertThat(report.how()).isEqualTo(how);
    assertThat(ava.streams).hasSize(how.equals("CALLER") ? 1 : 0);
  }

  @Test
  void ringCanBeToldTwiceAndOnlyOneIsObeyed() {
    var report = ava.call(new LineFault.DoubledRing(Duration.ofMillis(30)));

    assertThat(ava.paths()).startsWith("/twiml").filteredOn("/twiml"::equals).hasSize(2);
    assertThat(ava.streams).hasSize(1);
    assertThat(report.how()).isEqualTo("CALLER");
  }

  @Test
  void unansweredRingEndsAfterFifteenSeconds() {
    ava.world.page("/twiml", _ -> new Fetcher.Answer(0, "nobody"));

    var report = ava.call();

    assertThat(report.how()).isEqualTo("APPLICATION_ERROR");
    assertThat(report.refused()).extracting(Observation.Refused::code).containsExactly(11205);
  }

  @Test
  void refusedHandshakeNamesItsStatus() {
    ava.world.door("/media-stream", (_, _, _) -> SteppedAva.refused(503));

    var report = ava.call();

    assertThat(report.timeline().all(Observation.StreamEnded.class))
        .extracting(Observation.StreamEnded::reason)
        .containsExactly("REFUSED: HTTP 503");
    assertThat(report.refused()).extracting(Observation.Refused::code).containsExactly(31920);
  }

  @Test
  void failureOfTheCallersIsToldInTheReport() {
    var failing =
        CallPlan.to(
            SteppedAva.BASE,
            "+33612345678",
            "+33199001234",
            _ -> {
              throw new IllegalStateException("dumb");
            });
    var report = ava.network.place(failing).report();

    assertThatThrownBy(() -> ava.world.run(Duration.ofSeconds(1))).hasMessage("dumb");

    assertThat(report).isCompletedExceptionally();
  }

  @Test
  void closedWithoutACodeIsBroken() {
    ava.world.after(Duration.ofMillis(200), () -> RoughSocket.of(ava.stream().socket).sever());

    var report = ava.call();

    assertThat(report.timeline().all(Observation.StreamEnded.class).getFirst().reason())
        .startsWith("BROKEN");
  }

  @Test
  void audioIsHeardAndMarkedInItsTime() {
    ava.world.after(
        Duration.ofMillis(200),
        () -> {
          var sid = ava.stream().seen("start").getFirst().message().path("streamSid").asString();
          var audio = Base64.getEncoder().encodeToString(Clip.hum("oui").bytes());
          ava.stream()
              .socket
              .send(
                  "{\"event\":\"media\",\"streamSid\":\""
                      + sid
                      + "\",\"media\":{\"payload\":\""
                      + audio
                      + "\"}}");
          ava.stream().mark("said");
        });

    var report = ava.call();

    var said = ava.stream().seen("mark").getFirst().at();
    assertThat(report.counts().audioPlayedMs()).isEqualTo(Clip.hum("oui").length().toMillis());
    assertThat(said).isBetween(Duration.ofMillis(400), Duration.ofMillis(440));
  }
}
