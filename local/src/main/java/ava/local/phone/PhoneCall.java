package ava.local.phone;

import ava.shared.call.CallSid;
import ava.shared.call.PhoneNumber;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Twilio's part of one call from the page: rings at Ava, obeys her documents, tells the page which
/// stream it may open, and tells Ava how the call ended. Nothing here is recorded or forwarded.
/// Safe for several threads; [#ring] and [#streamEnded] wait for Ava's answers.
final class PhoneCall {
  /// How a stream ends.
  enum StreamEnd {
    CALLER_HUNG_UP,
    /// By the bridge, or because it cannot be reached.
    BRIDGE
  }

  /// A stream that the page is to open.
  record Stream(String streamSid, Map<String, String> parameters) {}

  /// What the page is told.
  ///
  /// @param stream the one that is to be opened or is open; empty between two, and once it is over
  /// @param said what is heard from Twilio's voice or happens beyond the page, oldest first
  record Progress(Optional<Stream> stream, List<String> said, boolean over) {}

  static final String ACCOUNT = "AC00000000000000000000000000000001";

  /// One of the numbers that the French regulator keeps for fiction.
  private static final PhoneNumber OURS = new PhoneNumber("+33199001234");

  private static final int MOST_DOCUMENTS = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final CallSid callSid = new CallSid(sid("CA"));
  private final TwilioPost ava;
  private final Clock clock;
  private final Instant began;
  private final List<String> said = new ArrayList<>();
  private Optional<Stream> stream = Optional.empty();
  private boolean opened;
  private String action = "";
  private boolean over;
  private int documents;

  PhoneCall(TwilioPost ava, Clock clock) {
    this.ava = ava;
    this.clock = clock;
    this.began = clock.instant();
  }

  CallSid callSid() {
    return callSid;
  }

  synchronized Progress progress() {
    return new Progress(stream, List.copyOf(said), over);
  }

  /// Rings at Ava, who answers with what is to be done.
  void ring() {
    obey("/twiml", fields("ringing"));
  }

  /// Whether the page may open this stream now, which it may once.
  synchronized boolean opens(String streamSid) {
    var first = !opened && isOffered(streamSid);
    opened |= first;
    return first;
  }

  /// Ends the call when the page was told of a stream long ago and did not open it.
  void pageIsGone() {
    unopened().ifPresent(sid -> streamEnded(sid, StreamEnd.CALLER_HUNG_UP));
  }

  private synchronized Optional<String> unopened() {
    return stream.filter(_ -> !opened).map(Stream::streamSid);
  }

  private boolean isOffered(String streamSid) {
    return stream.filter(known -> known.streamSid().equals(streamSid)).isPresent();
  }

  /// Goes on after a stream; only the first end of it counts.
  void streamEnded(String streamSid, StreamEnd how) {
    if (!endsNow(streamSid)) {
      return;
    }
    switch (how) {
      case BRIDGE -> obey(action, fields("in-progress"));
      case CALLER_HUNG_UP -> {
        var _ = ava.ask(action, fields("completed"));
        end();
      }
    }
  }

  private synchronized boolean endsNow(String streamSid) {
    var ends = isOffered(streamSid);
    if (ends) {
      stream = Optional.empty();
    }
    return ends;
  }

  private void obey(String address, Map<String, String> sent) {
    var document = documents++ < MOST_DOCUMENTS ? ava.ask(address, sent) : Optional.<String>empty();
    if (document.isEmpty()) {
      say("Ava n’a pas répondu\u00a0: voyez le journal de ./ava serve.");
      end();
      return;
    }
    for (var step : TwimlStep.read(document.get())) {
      switch (step) {
        case TwimlStep.Say(var text) -> say(text);
        case TwimlStep.Connect connect -> {
          offer(connect);
          return;
        }
        case TwimlStep.Dial dial -> {
          say(
              "L’appel serait passé au "
                  + new PhoneNumber(dial.number()).displayed()
                  + " ; ici, personne ne décroche.");
          var nobody = fields("in-progress");
          nobody.put("DialCallStatus", "no-answer");
          obey(dial.action(), nobody);
          return;
        }
        case TwimlStep.RecordVoice() -> {
          say("Ici, le répondeur enregistrerait un message.");
          end();
          return;
        }
        case TwimlStep.Other(var name) -> {
          if (!name.equals("Pause")) {
            end();
            return;
          }
        }
      }
    }
    end();
  }

  private synchronized void offer(TwimlStep.Connect connect) {
    action = connect.action();
    opened = false;
    stream = Optional.of(new Stream(sid("MZ"), connect.parameters()));
  }

  private synchronized void say(String text) {
    said.add(text);
  }

  private void end() {
    synchronized (this) {
      over = true;
    }
    var completed = fields("completed");
    var length = Duration.between(began, clock.instant());
    completed.put("CallDuration", Long.toString(Math.max(1, length.toSeconds())));
    completed.put(
        "Timestamp",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
    var _ = ava.ask("/call-status", completed);
  }

  private Map<String, String> fields(String status) {
    return new TreeMap<>(
        Map.of(
            "CallSid",
            callSid.value(),
            "AccountSid",
            ACCOUNT,
            "ApiVersion",
            "2010-04-01",
            "Direction",
            "inbound",
            "CallStatus",
            status,
            "From",
            PhoneNumber.OF_TRIALS.value(),
            "To",
            OURS.value()));
  }

  private static String sid(String kind) {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return kind + HexFormat.of().formatHex(bytes);
  }
}
