package ava.simulator.twilio;

import ava.simulator.scenario.Observation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// The connection of one Media Stream and how it ends: a tick every 20 ms by the monotone clock
/// from the call's thread, while OkHttp's reader hands in what the bridge sends.
final class MediaStream extends WebSocketListener {
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
      OkHttpClient http,
      Account account,
      String callSid,
      CallPlan plan,
      CallTimeline timeline,
      Ear ear,
      CallRecording recording,
      BridgeMessage.Reader reader) {
    /// Notes what Twilio would report as an error of the bridge.
    void refuses(int code, String reason) {
      timeline.note(at -> new Observation.Refused(at, code, reason));
    }
  }

  private static final long TICK = Duration.ofMillis(20).toNanos();
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Line line;
  private final String streamSid;
  private final Trouble trouble;
  private final StreamTraffic traffic;
  private final CountDownLatch opened = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String problem = "";
  private volatile End end = End.LINE;
  private volatile boolean ended;
  private long begin;

  MediaStream(Line line, String streamSid) {
    this.line = line;
    this.streamSid = streamSid;
    this.trouble = new Trouble(line.plan().faults());
    this.traffic = new StreamTraffic(line, streamSid, trouble);
    this.begin = System.nanoTime();
  }

  /// Runs the stream to its end; blocks for as long as it lasts.
  ///
  /// @param started called once when the bridge has accepted
  End run(Verb.Stream stream, Runnable started) {
    var socket = line.http().newWebSocket(handshake(stream.url()), this);
    await(opened, Duration.ofSeconds(10));
    if (opened.getCount() > 0) {
      end(End.REFUSED, "no answer to the handshake");
    }
    if (!ended) {
      started.run();
      traffic.start(socket, stream.parameters());
      ticks(socket);
    }
    finish(socket);
    line.timeline().note(at -> new Observation.StreamEnded(at, end + problem));
    return end;
  }

  StreamCounts counts() {
    return traffic.counts();
  }

  String problem() {
    return problem;
  }

  private Request handshake(String url) {
    return new Request.Builder()
        .url(url)
        .header("User-Agent", "Twilio.TmeWs/1.0")
        .header("X-Twilio-Signature", trouble.signature(line.account(), url))
        .build();
  }

  private void ticks(WebSocket socket) {
    begin = System.nanoTime();
    var deadline = begin;
    while (!ended) {
      var now = System.nanoTime();
      traffic.tick(socket, now - deadline, Duration.ofNanos(now - begin));
      hangUp();
      breakLine(socket);
      deadline += TICK;
      for (var left = deadline - System.nanoTime();
          left > 0 && !ended;
          left = deadline - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }

  private void hangUp() {
    var elapsed = line.timeline().elapsed();
    if (line.ear().hungUp()
        || elapsed.compareTo(line.plan().patience()) >= 0
        || line.plan().hangUpAt().filter(at -> elapsed.compareTo(at) >= 0).isPresent()) {
      end(End.CALLER, "");
    }
  }

  private void breakLine(WebSocket socket) {
    if (faults().find(LineFault.BreakLine.class).filter(fault -> due(fault.at())).isPresent()) {
      end(End.LINE, "");
      socket.cancel();
    }
  }

  private boolean due(Duration at) {
    return System.nanoTime() - begin >= at.toNanos();
  }

  private void finish(WebSocket socket) {
    if (end == End.CALLER) {
      traffic.stop(socket);
      socket.close(1000, null);
      await(closed, CLOSING);
    }
    if (end == End.SERVER) {
      await(closed, CLOSING);
    }
    socket.cancel();
  }

  @Override
  public void onOpen(WebSocket socket, Response response) {
    if (response.header("Sec-WebSocket-Extensions") != null) {
      line.refuses(31924, "the server chose a WebSocket extension");
    }
    opened.countDown();
  }

  @Override
  public void onMessage(WebSocket socket, String text) {
    stall();
    traffic.receive(socket, line.reader().read(text, streamSid));
  }

  @Override
  public void onMessage(WebSocket socket, ByteString bytes) {
    line.refuses(31924, "a binary frame of " + bytes.size() + " bytes");
  }

  @Override
  public void onClosing(WebSocket socket, int code, String reason) {
    end(End.SERVER, "");
    socket.close(1000, null);
  }

  @Override
  public void onClosed(WebSocket socket, int code, String reason) {
    end(End.SERVER, "");
    closed.countDown();
  }

  @Override
  public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
    if (opened.getCount() > 0) {
      end(End.REFUSED, response == null ? "no connection" : "HTTP " + response.code());
    } else {
      end(End.BROKEN, String.valueOf(failure.getMessage()));
    }
    opened.countDown();
    closed.countDown();
  }

  private void stall() {
    faults()
        .find(LineFault.StallReading.class)
        .filter(fault -> due(fault.at()) && !due(fault.at().plus(fault.length())))
        .ifPresent(fault ->
            await(closed, fault.at().plus(fault.length()).minusNanos(System.nanoTime() - begin)));
  }

  private void end(End how, String why) {
    synchronized (opened) {
      if (!ended) {
        end = how;
        problem = why.isEmpty() ? "" : ": " + why;
        ended = true;
      }
    }
  }

  private LineFaults faults() {
    return line.plan().faults();
  }

  private static void await(CountDownLatch latch, Duration patience) {
    try {
      var _ = latch.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
