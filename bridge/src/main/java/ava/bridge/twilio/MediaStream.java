package ava.bridge.twilio;

import ava.bridge.call.Event;
import ava.shared.call.CallSid;
import ava.shared.call.PhoneNumber;
import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import ava.shared.twilio.Twiml;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Reads one media stream, from the upgrade to the close: a call's events from `start` on. What is
/// no message of the protocol is dropped and counted; a bad `start` ends the stream. Thread: the
/// socket's loop.
final class MediaStream implements TextSocket.Ear {
  private static final Logger LOG = LoggerFactory.getLogger(MediaStream.class);

  private static final int UNSUPPORTED = 1003;
  private static final int POLICY_VIOLATION = 1008;
  private static final int TOO_BIG = 1009;
  private static final int MOST_BAD_FRAMES = 100;
  private static final int LONGEST_TYPE_LOGGED = 40;
  private static final int BYTES_PER_MS = 8;
  private static final int LONGEST_TIMESTAMP = 15;

  private static final Pattern STREAM_SID = Pattern.compile("MZ[0-9a-fA-F]{32}");
  private static final Pattern KEY = Pattern.compile("[0-9*#A-D]");

  private final TextSocket socket;
  private final Switchboard switchboard;
  private final Doorman doorman;
  private final Loop.Running startTimer;

  private Optional<CallSid> callSid = Optional.empty();
  private Optional<Consumer<Event>> call = Optional.empty();
  private boolean stopped;
  private boolean refused;
  private int badFrames;
  private long lastTimestampMs;

  /// Begins with a socket that has just opened.
  MediaStream(
      TextSocket socket,
      Switchboard switchboard,
      Doorman doorman,
      Loop loop,
      Duration startWithin) {
    this.socket = socket;
    this.switchboard = switchboard;
    this.doorman = doorman;
    this.startTimer = loop.after(startWithin, () -> refuse("no start in time"));
  }

  /// Knows the tokens.
  @FunctionalInterface
  interface Doorman {
    /// Uses a token; it is good for one stream.
    boolean admits(CallSid call, String token, Twiml.Opening opening);
  }

  @Override
  public void binary(int bytes) {
    close(UNSUPPORTED, "binary frame");
  }

  @Override
  public void tooBig() {
    close(TOO_BIG, "message too large");
  }

  @Override
  public void pong() {}

  @Override
  public void broken(String why) {
    LOG.atDebug().addKeyValue("why", why).log("media stream broken");
  }

  @Override
  public void text(String text) {
    if (refused) {
      return;
    }
    switch (TwilioCodec.decode(text)) {
      case FromTwilio.Connected() -> {}
      case FromTwilio.Start start -> onStart(start);
      case FromTwilio.Media(var audio) -> onMedia(audio, text.length());
      case FromTwilio.Dtmf(var key) -> onKey(key.digit(), text.length());
      case FromTwilio.Mark(var mark) -> inCall("mark", text, new Event.MarkPlayed(mark.name()));
      case FromTwilio.Stop() -> onStop(text);
      case FromTwilio.Unknown(var event) -> onUnknown(event, text.length());
    }
  }

  /// An event of the future is no fault of the other side's.
  private void onUnknown(@Nullable String event, int size) {
    if (event == null || event.equals(TwilioCodec.UNREADABLE)) {
      bad("none", size);
    } else if (event.equals(TwilioCodec.NO_AUDIO)) {
      bad(event, size);
    }
  }

  private void onStart(FromTwilio.Start message) {
    var details = message.start();
    var named = CallSid.parse(details.callSid());
    if (callSid.isPresent()) {
      refuse("second start");
    } else if (named.isEmpty() || !STREAM_SID.matcher(message.streamSid()).matches()) {
      refuse("start without a call");
    } else if (!doorman.admits(named.get(), details.parameter("token"), opening(details))) {
      refuse("wrong token");
    } else {
      begin(named.get(), message.streamSid(), details);
    }
  }

  private void begin(CallSid named, String streamSid, FromTwilio.Start.Details details) {
    startTimer.cancel();
    callSid = Optional.of(named);
    var opening = opening(details);
    var start =
        new StreamStart(
            named,
            details.parameter("token"),
            new PhoneNumber(details.parameter("from")),
            new PhoneNumber(details.parameter("to")),
            opening != Twiml.Opening.NEW,
            opening == Twiml.Opening.TRANSFER_FAILED);
    var line = new TwilioLine(socket, streamSid, this::post);
    switchboard
        .take(start, line)
        .ifPresentOrElse(
            taker -> call = Optional.of(taker),
            () -> refuse("call not taken: it has a live stream, or there is no room"));
  }

  private static Twiml.Opening opening(FromTwilio.Start.Details details) {
    return Twiml.Opening.of(details.parameter("resume"), details.parameter("reason"));
  }

  private void onMedia(FromTwilio.Media.Audio audio, int size) {
    if (call.isEmpty()) {
      bad("media", size);
      return;
    }
    if (audio.track() != null && !audio.track().startsWith("inbound")) {
      return;
    }
    lastTimestampMs = timestamp(audio);
    post(new Event.CallerAudio(audio.payload(), lastTimestampMs));
  }

  /// The frame's own time; without a usable one it follows the frame before.
  private long timestamp(FromTwilio.Media.Audio audio) {
    var text = audio.timestamp();
    if (text != null && !text.isEmpty() && text.length() <= LONGEST_TIMESTAMP && isDigits(text)) {
      return Long.parseLong(text);
    }
    return lastTimestampMs + audio.payload().length() * 3L / 4 / BYTES_PER_MS;
  }

  private static boolean isDigits(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private void onKey(String digit, int size) {
    if (call.isEmpty() || !KEY.matcher(digit).matches()) {
      bad("dtmf", size);
      return;
    }
    post(new Event.KeyPressed(digit.charAt(0)));
  }

  private void onStop(String text) {
    if (!stopped) {
      inCall("stop", text, new Event.CallerLeft(true));
      stopped = call.isPresent();
      if (stopped) {
        socket.close();
      }
    }
  }

  private void inCall(String type, String text, Event event) {
    if (call.isEmpty()) {
      bad(type, text.length());
    } else {
      post(event);
    }
  }

  private void post(Event event) {
    call.ifPresent(taker -> taker.accept(event));
  }

  @Override
  public void closed(OptionalInt code) {
    startTimer.cancel();
    if (badFrames > 1) {
      log().addKeyValue("frames", badFrames).log("media frames dropped");
    }
    if (!stopped) {
      stopped = true;
      post(new Event.CallerLeft(false));
    }
  }

  private void bad(String type, int size) {
    badFrames++;
    if (badFrames == 1) {
      log()
          .addKeyValue("type", type.substring(0, Math.min(type.length(), LONGEST_TYPE_LOGGED)))
          .addKeyValue("size", size)
          .log("media frame dropped");
    }
    if (badFrames >= MOST_BAD_FRAMES) {
      refuse("too many bad frames");
    }
  }

  private void refuse(String reason) {
    close(POLICY_VIOLATION, reason);
  }

  private void close(int code, String reason) {
    startTimer.cancel();
    if (!refused) {
      refused = true;
      log().addKeyValue("reason", reason).log("media stream refused");
      socket.close(code, reason);
    }
  }

  private LoggingEventBuilder log() {
    return LOG.atWarn().addKeyValue("callSid", callSid.map(CallSid::value).orElse(""));
  }
}
