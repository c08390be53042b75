package ava.simulator.twilio;

import ava.shared.loop.Dialer;
import ava.shared.loop.Dialer.Dialled;
import ava.shared.loop.TextSocket;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Observation;
import ava.simulator.wire.Strand;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The connection of one Media Stream and how it ends: a tick every 20 ms by the loop's clock.
/// Belongs to the loop.
final class CallStream implements TextSocket.Ear {
  /// How a stream ends.
  enum End {
    /// The bridge closed it.
    SERVER,
    CALLER,
    /// The connection broke.
    BROKEN,
    /// The handshake was refused.
    REFUSED,
    /// The line broke: the call is gone.
    LINE
  }

  /// What a stream needs of its call.
  record Line(
      Strand loop,
      Dialer dialer,
      Account account,
      String callSid,
      CallPlan plan,
      Ear ear,
      CallRecording recording,
      BridgeMessage.Reader reader) {
    /// Notes what Twilio would report as an error of the bridge.
    void refuses(int code, String reason) {
      ear.timeline().note(at -> new Observation.Refused(at, code, reason));
    }

    /// The same, for somebody who says nothing and is heard by nobody.
    Line ofNobody() {
      var mute = CallPlan.to(plan.base(), plan.from(), plan.to(), Caller.SILENT);
      var nobody = new Ear(new CallTimeline(loop.clock(), mute.observer()));
      return new Line(loop, dialer, account, callSid, mute, nobody, new CallRecording(), reader);
    }
  }

  private static final Duration TICK = Duration.ofMillis(Clip.FRAME_MS);
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Line line;
  private final String streamSid;
  private final LineFaults faults;
  private final Trouble trouble;
  private final StreamTraffic traffic;
  private Consumer<End> ended = _ -> {};
  private @Nullable Uplink uplink;
  private @Nullable End end;
  private String problem = "";
  private Instant begin;
  private long ticks;
  private boolean closed;
  private boolean over;

  /// @param faults those of this stream
  CallStream(Line line, String streamSid, LineFaults faults) {
    this.line = line;
    this.streamSid = streamSid;
    this.faults = faults;
    this.trouble = new Trouble(faults);
    this.traffic = new StreamTraffic(line, streamSid, faults, trouble);
    this.begin = line.loop().now();
  }

  /// Opens the stream.
  ///
  /// @param started called once when the bridge has accepted
  /// @param then told once how it ended
  void open(Verb.Stream stream, Runnable started, Consumer<End> then) {
    ended = then;
    var headers = new LinkedHashMap<String, String>();
    headers.put("User-Agent", "Twilio.TmeWs/1.0");
    headers.put("X-Twilio-Signature", trouble.signature(line.account(), stream.url()));
    line.dialer()
        .dial(
            URI.create(stream.url()),
            headers,
            HANDSHAKE,
            this,
            dialled -> line.loop().run(() -> dialled(dialled, stream, started)));
  }

  StreamCounts counts() {
    return traffic.counts();
  }

  String problem() {
    return problem;
  }

  private void dialled(Dialled dialled, Verb.Stream stream, Runnable started) {
    switch (dialled) {
      case Dialled.Open(var socket) -> {
        var opened = new Uplink(socket);
        uplink = opened;
        if (over) {
          opened.drop();
          return;
        }
        started.run();
        begin = line.loop().now();
        traffic.start(opened, stream.parameters());
        trouble.begins(line.loop(), opened, this);
        tick(opened);
      }
      case Dialled.Refused(var status, _) -> fails(End.REFUSED, "HTTP " + status);
      case Dialled.Failed(_) -> fails(End.REFUSED, "no connection");
    }
  }

  private void tick(Uplink opened) {
    if (end != null) {
      return;
    }
    var elapsed = Duration.between(begin, line.loop().now());
    traffic.tick(opened, elapsed.toNanos() - ticks * TICK.toNanos(), elapsed);
    ticks++;
    if (line.ear().hungUp()) {
      hangUp(opened);
    } else {
      var next = begin.plusNanos(ticks * TICK.toNanos());
      line.loop().after(Duration.between(line.loop().now(), next), () -> tick(opened));
    }
  }

  private void hangUp(Uplink opened) {
    ends(End.CALLER, "");
    if (!faults.has(LineFault.CloseWithoutStop.class)) {
      traffic.stop(opened);
    }
    opened.close();
    line.loop().after(CLOSING, this::over);
  }

  /// It ends by a failure.
  void fails(End how, String why) {
    if (end == null) {
      ends(how, why);
      over();
    }
  }

  private void ends(End how, String why) {
    end = how;
    problem = why.isEmpty() ? "" : ": " + why;
  }

  private void over() {
    if (!over && end != null) {
      over = true;
      if (!closed && uplink != null) {
        uplink.drop();
      }
      var how = end;
      line.ear().timeline().note(at -> new Observation.StreamEnded(at, how + problem));
      line.ear().hearsNoMore();
      ended.accept(how);
    }
  }

  @Override
  public void text(String text) {
    line.loop()
        .run(() -> {
          if (uplink != null) {
            traffic.receive(uplink, line.reader().read(text, streamSid));
          }
        });
  }

  @Override
  public void binary(int bytes) {
    line.loop().run(() -> line.refuses(31924, "a binary frame of " + bytes + " bytes"));
  }

  @Override
  public void tooBig() {
    line.loop().run(() -> line.refuses(31924, "a frame that is too large"));
  }

  @Override
  public void pong() {}

  @Override
  public void broken(String why) {
    line.loop()
        .run(() -> {
          if (end == null) {
            ends(End.BROKEN, why);
          }
        });
  }

  @Override
  public void closed(OptionalInt code) {
    line.loop()
        .run(() -> {
          closed = true;
          if (end == null) {
            ends(
                code.isPresent() ? End.SERVER : End.BROKEN,
                code.isPresent() ? "" : "no close frame");
          }
          over();
        });
  }
}
