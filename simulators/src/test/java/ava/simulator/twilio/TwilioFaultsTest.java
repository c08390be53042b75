package ava.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.twilio.TwilioSignature;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each way in which Twilio and the line to it can fail or surprise.
class TwilioFaultsTest extends SimulatedTwilio {
  @Test
  void callbacksCanBeDoubledReorderedAndLost() {
    assertThat(callbacks(new LineFault.DoubledCallbacks()))
        .containsExactly(
            "stream-started", "stream-started", "stream-stopped", "stream-stopped", "", "");
    assertThat(callbacks(new LineFault.ReorderedCallbacks()))
        .containsExactly("", "stream-stopped", "stream-started");
    assertThat(callbacks(new LineFault.LateCallbacks(Duration.ofMillis(20))))
        .containsExactly("stream-started", "stream-stopped", "");
    assertThat(callbacks(new LineFault.LostCallbacks())).isEmpty();
  }

  /// The stream's events as they came, with an empty one for the call's.
  private List<String> callbacks(LineFault fault) {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());
    var report = faulty(ava, fault);
    return report.webhooks().stream()
        .filter(hook -> hook.url().getPath().endsWith("-status"))
        .map(hook -> hook.fields().getOrDefault("StreamEvent", ""))
        .toList();
  }

  @Test
  void marksCanComeTwice() {
    var ava = ava(onStart((stream, sid) -> stream.mark(sid, "a")));
    ava.at("/twiml", ava.connect());

    var report =
        faulty(ava, () -> ava.received("mark").size() == 2, new LineFault.DuplicateMarks());

    assertThat(report.counts().marksEchoed()).isEqualTo(2);
  }

  @Test
  void framesCanGetLost() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());

    var report =
        faulty(ava, () -> ava.received("media").size() > 10, new LineFault.LoseFrames(0.5, 1));

    var media = ava.received("media");
    assertThat(report.counts().framesLost()).isPositive();
    assertThat(Long.parseLong(media.getLast().at("/media/timestamp").asString()))
        .isGreaterThan(20L * media.size());
    assertThat(media.getLast().at("/media/chunk").asString())
        .isEqualTo(Integer.toString(media.size()));
  }

  @Test
  void streamCanMisbehave() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());
    var soon = Duration.ofMillis(40);

    faulty(
        ava,
        () -> ava.oddFrames.size() == 3,
        new LineFault.BinaryFrame(soon),
        new LineFault.GarbageFrame(soon, "{garbage"),
        new LineFault.HugeFrame(soon, 1 << 20),
        new LineFault.BadToken());

    assertThat(ava.oddFrames).containsExactly("binary 3", "text 8", "text " + ((1 << 20) + 30));
    assertThat(ava.received("start").getFirst().at("/start/customParameters/token").asString())
        .isEqualTo("1.a0");
  }

  @Test
  void startCanBeMissing() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());

    faulty(ava, new LineFault.NoStart());

    assertThat(ava.received).extracting(SmallAvaEvents::name).containsExactly("connected", "stop");
  }

  @Test
  void lineCanBreakWithoutAStop() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());

    var report =
        twilio.place(plan(ava).withFaults(new LineFault.BreakLine(Duration.ofMillis(100)))).await();

    assertThat(report.how()).isEqualTo("LINE");
    assertThat(ava.received("stop")).isEmpty();
  }

  @Test
  void handshakeCanBeSignedWrongly() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());

    faulty(ava, new LineFault.BadStreamSignature());

    var url = ava.base().toString().replace("http", "ws") + "/media-stream";
    assertThat(
            new TwilioSignature(SmallAva.TOKEN)
                .accepts(
                    url,
                    List.of(),
                    ava.handshakes.getFirst().getOrDefault("X-Twilio-Signature", "")))
        .isFalse();
  }
}
