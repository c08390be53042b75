package ava.bridge.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Effect;
import ava.bridge.call.Event;
import ava.shared.call.PhoneNumber;
import ava.shared.loop.TextSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaStreamTest extends OpenDoor {
  @Test
  void aCallArrivesWithItsEventsInOrder() {
    var stream = opened();
    var token = token(CALL);

    stream.say("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
    stream.say(start(CALL, token));
    stream.say(media("fn5+", "20"));
    stream.say(media("fn5+fn5+", "soon"));
    stream.say("{\"event\":\"dtmf\",\"dtmf\":{\"digit\":\"#\"}}");
    stream.say("{\"event\":\"mark\",\"mark\":{\"name\":\"g1:2\"}}");
    stream.say("{\"event\":\"stop\",\"stop\":{}}");
    loop.finish();

    assertThat(desk.starts)
        .containsExactly(
            new StreamStart(
                CALL,
                token,
                new PhoneNumber("+33612345678"),
                new PhoneNumber("+33187654321"),
                false,
                false));
    assertThat(desk.events)
        .as("the close after stop says nothing new")
        .containsExactly(
            new Event.CallerAudio("fn5+", 20),
            new Event.CallerAudio("fn5+fn5+", 20),
            new Event.KeyPressed('#'),
            new Event.MarkPlayed("g1:2"),
            new Event.CallerLeft(true));
    assertThat(stream.closes()).containsExactly(1000);
  }

  @Test
  void socketThatClosesWithoutAStopIsACallerWhoMayComeBack() {
    joined(CALL).hangUp(1006);
    loop.finish();

    assertThat(desk.events).containsExactly(new Event.CallerLeft(false));
  }

  @Test
  void whatAvaSaysIsSentAsItIs() {
    var stream = joined(CALL);

    desk.line(CALL).send(new Effect.Play("fn5+"));
    desk.line(CALL).send(new Effect.Mark("g1:1"));
    desk.line(CALL).send(new Effect.Clear());
    desk.line(CALL).letGo();
    desk.line(CALL).send(new Effect.Clear());
    desk.line(CALL).letGo();

    assertThat(said)
        .containsExactly(
            "{\"event\":\"media\",\"streamSid\":\""
                + STREAM
                + "\",\"media\":{\"payload\":\"fn5+\"}}",
            "{\"event\":\"mark\",\"streamSid\":\"" + STREAM + "\",\"mark\":{\"name\":\"g1:1\"}}",
            "{\"event\":\"clear\",\"streamSid\":\"" + STREAM + "\"}");
    assertThat(stream.closes()).containsExactly(1000);
  }

  @Test
  void aFrameTooLargeClosesItsStreamAndNoOther() {
    var other = joined(OTHER);
    var stream = joined(CALL);

    stream.comes(TextSocket.Ear::tooBig);
    other.say(media("fn5+", "40"));
    loop.run();

    assertThat(stream.closes()).containsExactly(1009);
    assertThat(desk.events)
        .containsExactlyInAnyOrder(new Event.CallerLeft(false), new Event.CallerAudio("fn5+", 40));
  }

  @Test
  void aBinaryFrameClosesTheStream() {
    var stream = joined(CALL);

    stream.comes(ear -> ear.binary(1));
    loop.run();

    assertThat(stream.closes()).containsExactly(1003);
    assertThat(desk.events).containsExactly(new Event.CallerLeft(false));
  }

  @Test
  void badFramesAreDroppedUntilTheyAreTooMany() {
    var stream = joined(CALL);
    for (var bad :
        List.of(
            "not JSON",
            "{\"no\":\"event\"}",
            media("not base64!", "20"),
            media("", "20"),
            "{\"event\":\"dtmf\",\"dtmf\":{\"digit\":\"12\"}}")) {
      stream.say(bad);
    }
    stream.say(media("fn5+", "40"));
    for (var i = 0; i < 94; i++) {
      stream.say("not JSON");
    }
    loop.run();
    assertThat(desk.events).containsExactly(new Event.CallerAudio("fn5+", 40));
    assertThat(stream.isOpen()).isTrue();

    stream.say("not JSON");
    loop.run();

    assertThat(stream.closes()).containsExactly(1008);
    assertThat(desk.events).last().isEqualTo(new Event.CallerLeft(false));
  }

  @Test
  void eventsOfTomorrowAreIgnoredForEver() {
    var stream = joined(CALL);

    for (var i = 0; i < 300; i++) {
      stream.say("{\"event\":\"of tomorrow\",\"sequenceNumber\":\"" + i + "\"}");
    }
    stream.say(media("fn5+", "40"));
    loop.run();

    assertThat(desk.events).containsExactly(new Event.CallerAudio("fn5+", 40));
  }

  @Test
  void aPeerThatTakesNothingStallsOnce() {
    var stream = joined(CALL);
    stream.stall();
    var audio = "fn5+".repeat(25_000);

    for (var i = 0; i < 300; i++) {
      desk.line(CALL).send(new Effect.Play(audio));
    }

    assertThat(desk.events).containsExactly(new Event.PeerStalled(Event.PeerStalled.Peer.CALLER));
    assertThat(stream.waiting()).isLessThanOrEqualTo(TwilioLine.MOST_UNSENT);
  }
}
