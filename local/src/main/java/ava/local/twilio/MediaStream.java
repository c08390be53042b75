package ava.local.twilio;

import ava.local.scenario.Clip;
import ava.local.scenario.Observation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/// One Media Stream: frames of the caller every 20 ms by the monotone clock, the playback of Ava at
/// 8 kHz. The call's thread ticks; OkHttp's reader hands in messages; both hold the lock of `this`,
/// under which nothing blocks.
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
      BridgeMessage.Reader reader) {}

  private static final long TICK = Duration.ofMillis(20).toNanos();
  private static final Duration CLOSING = Duration.ofSeconds(2);
  private static final byte[] SILENCE = Clip.silence(Duration.ofMillis(20)).bytes();

  private record LateMark(long dueAt, String name) {}

  private final Line line;
  private final String streamSid;
  private final StreamMessages messages;
  private final Playback playback = new Playback();
  private final Queue<LateMark> lateMarks = new ArrayDeque<>();
  private final Trouble trouble;
  private final CountDownLatch opened = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String problem = "";
  private volatile End end = End.LINE;
  private volatile boolean ended;
  private long begin;
  private long frames;
  private boolean cut;
  private StreamCounts counts = StreamCounts.ZERO;

  MediaStream(Line line, String streamSid) {
    this.line = line;
    this.streamSid = streamSid;
    this.messages = new StreamMessages(line.account().sid(), line.callSid(), streamSid);
    this.trouble = new Trouble(line.plan().faults());
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
      synchronized (this) {
        send(socket, messages.connected());
        if (!faults().has(LineFault.NoStart.class)) {
          line.timeline().note(at -> new Observation.StreamStarted(at, streamSid));
          send(socket, messages.start(trouble.parameters(stream.parameters())));
        }
      }
      ticks(socket);
    }
    finish(socket);
    line.timeline().note(at -> new Observation.StreamEnded(at, end + problem));
    return end;
  }

  synchronized StreamCounts counts() {
    return counts;
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
      tick(socket, System.nanoTime() - deadline);
      deadline += TICK;
      for (var left = deadline - System.nanoTime();
          left > 0 && !ended;
          left = deadline - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }

  private synchronized void tick(WebSocket socket, long lateNanos) {
    counts = counts.plus(new StreamCounts(0, 0, 0, 0, 0, 0, 0, 0, lateNanos / 1000));
    if (cut) {
      line.ear().cut();
      cut = false;
    }
    var played = playback.play();
    played.marks().forEach(name -> echo(socket, name));
    while (!lateMarks.isEmpty() && lateMarks.peek().dueAt() <= System.nanoTime()) {
      echoNow(socket, lateMarks.remove().name());
    }
    line.ear().hears(played.audible());
    var spoken = line.plan().caller().frame(line.ear());
    for (var key = line.ear().keys().poll(); key != null; key = line.ear().keys().poll()) {
      send(socket, messages.dtmf(key));
    }
    var lost = trouble.lost(line.ear().callerSpeaksMs()) || faults().has(LineFault.NoStart.class);
    if (!lost) {
      send(socket, messages.media(spoken, frames));
    }
    frames++;
    counts =
        counts.plus(
            new StreamCounts(
                lost ? 0 : 1,
                lost ? 1 : 0,
                0,
                0,
                played.audible() / Clip.BYTES_PER_MS,
                0,
                0,
                0,
                0));
    if (line.plan().recording()) {
      line.recording().add(lost ? SILENCE : Arrays.copyOf(spoken, Clip.FRAME), played.frame());
    }
    trouble.frames(Duration.ofNanos(System.nanoTime() - begin), socket);
    breakOff(socket);
    if (line.ear().hungUp() || line.timeline().elapsed().compareTo(line.plan().patience()) >= 0) {
      end(End.CALLER, "");
    }
  }

  private void breakOff(WebSocket socket) {
    if (line.plan()
        .hangUpAt()
        .filter(at -> line.timeline().elapsed().compareTo(at) >= 0)
        .isPresent()) {
      end(End.CALLER, "");
    }
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
      synchronized (this) {
        send(socket, messages.stop());
      }
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
      refused(31924, "the server chose a WebSocket extension");
    }
    opened.countDown();
  }

  @Override
  public void onMessage(WebSocket socket, String text) {
    stall();
    var message = line.reader().read(text, streamSid);
    synchronized (this) {
      counts = counts.plus(new StreamCounts(0, 0, 1, 0, 0, 0, 0, 0, 0));
      switch (message) {
        case BridgeMessage.Media media -> queue(media.audio());
        case BridgeMessage.Mark(var name) -> {
          counts = counts.plus(new StreamCounts(0, 0, 0, 0, 0, 1, 0, 0, 0));
          if (playback.mark(name)) {
            echo(socket, name);
          }
        }
        case BridgeMessage.Clear() -> clear(socket);
        case BridgeMessage.Wrong(var reason) -> refused(31951, reason);
      }
    }
  }

  @Override
  public void onMessage(WebSocket socket, ByteString bytes) {
    refused(31924, "a binary frame of " + bytes.size() + " bytes");
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
  public void onFailure(
      WebSocket socket, Throwable failure, @org.jspecify.annotations.Nullable Response response) {
    if (opened.getCount() > 0) {
      end(End.REFUSED, response == null ? "no connection" : "HTTP " + response.code());
    } else {
      end(End.BROKEN, String.valueOf(failure.getMessage()));
    }
    opened.countDown();
    closed.countDown();
  }

  private void queue(byte[] audio) {
    counts =
        counts.plus(new StreamCounts(0, 0, 0, audio.length / Clip.BYTES_PER_MS, 0, 0, 0, 0, 0));
    if (!playback.add(audio)) {
      refused(31931, "more than 10 minutes of audio are queued");
    }
  }

  private void clear(WebSocket socket) {
    var cleared = playback.clear();
    cut = true;
    counts = counts.plus(new StreamCounts(0, 0, 0, 0, 0, 0, 0, 1, 0));
    line.timeline().note(at -> new Observation.Cleared(at, cleared.unheard()));
    cleared.marks().forEach(name -> echo(socket, name));
  }

  private void echo(WebSocket socket, String name) {
    var delay = faults().find(LineFault.DelayMarks.class);
    if (delay.isPresent()) {
      lateMarks.add(new LateMark(System.nanoTime() + delay.get().by().toNanos(), name));
    } else {
      echoNow(socket, name);
    }
  }

  private void echoNow(WebSocket socket, String name) {
    var times = faults().has(LineFault.DuplicateMarks.class) ? 2 : 1;
    for (var time = 0; time < times; time++) {
      send(socket, messages.mark(name));
      counts = counts.plus(new StreamCounts(0, 0, 0, 0, 0, 0, 1, 0, 0));
    }
  }

  private void stall() {
    faults()
        .find(LineFault.StallReading.class)
        .filter(fault -> due(fault.at()) && !due(fault.at().plus(fault.length())))
        .ifPresent(fault ->
            await(closed, fault.at().plus(fault.length()).minusNanos(System.nanoTime() - begin)));
  }

  private void refused(int code, String reason) {
    line.timeline().note(at -> new Observation.Refused(at, code, reason));
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

  private static void send(WebSocket socket, String text) {
    socket.send(text);
  }

  private static void await(CountDownLatch latch, Duration patience) {
    try {
      var _ = latch.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
