package ava.local;

import ava.shared.lambda.HttpEvent;
import ava.shared.web.FormFields;
import ava.shared.web.WebRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// The calls about which Twilio will ask again: known by what it was told last. Safe for several
/// threads.
final class OpenCalls {
  /// What Twilio was told to do, and how long that may last before it asks what is next.
  private enum Doing {
    /// Ends when the bridge lets go.
    STREAM(Duration.ZERO),
    RECORD(Duration.ofSeconds(150)),
    DIAL(Duration.ofSeconds(60)),
    NOTHING(Duration.ZERO);

    private final Duration atMost;

    Doing(Duration atMost) {
      this.atMost = atMost;
    }

    private static Doing in(String document) {
      if (document.contains("<Stream")) {
        return STREAM;
      }
      if (document.contains("<Record")) {
        return RECORD;
      }
      return document.contains("<Dial") ? DIAL : NOTHING;
    }
  }

  /// @param at when Twilio was told
  private record Told(Doing doing, Instant at) {}

  /// A stream whose token has expired without any bridge having seen it will never come.
  private static final Duration NEVER_TAKEN = Duration.ofMinutes(3);

  /// What the bridge writes behind the end of a call is written by then.
  private static final Duration LATE_WORDS = Duration.ofMinutes(1);

  private final Clock clock;
  private final Map<String, Told> calls = new HashMap<>();

  OpenCalls(Clock clock) {
    this.clock = clock;
  }

  /// Notes what Twilio was told in answer to a request.
  void answered(JsonNode event, JsonNode reply) {
    var asked = new HttpEvent(event).request();
    if (asked.isEmpty() || reply.path("statusCode").asInt(0) / 100 != 2) {
      return;
    }
    var document = reply.path("body").asString("");
    switch (asked.get().path()) {
      case "/twiml", "/after-stream", "/voicemail" ->
          told(callSid(asked.get()), Doing.in(document));
      case "/call-status" -> told(callSid(asked.get()), Doing.NOTHING);
      default -> {}
    }
  }

  private static String callSid(WebRequest request) {
    var form = request.method().equals("POST") ? request.text().orElse("") : request.rawQuery();
    return FormFields.parse(form).get("CallSid");
  }

  private synchronized void told(String callSid, Doing doing) {
    var now = clock.instant();
    calls
        .values()
        .removeIf(told -> told.doing() == Doing.NOTHING && now.isAfter(told.at().plus(LATE_WORDS)));
    calls.put(callSid, new Told(doing, now));
    notifyAll();
  }

  /// The calls of which something may still come.
  ///
  /// @param taken whether a bridge has a call or had it; asked without a lock
  List<String> open(Predicate<String> taken) {
    return known().entrySet().stream()
        .filter(call -> mayGoOn(call.getValue(), () -> taken.test(call.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private synchronized Map<String, Told> known() {
    return Map.copyOf(calls);
  }

  private boolean mayGoOn(Told told, BooleanSupplier taken) {
    var since = Duration.between(told.at(), clock.instant());
    return switch (told.doing()) {
      case NOTHING -> since.compareTo(LATE_WORDS) < 0;
      case STREAM -> since.compareTo(NEVER_TAKEN) < 0 || taken.getAsBoolean();
      case RECORD -> since.compareTo(Doing.RECORD.atMost.plus(LATE_WORDS)) < 0;
      case DIAL -> true;
    };
  }

  /// Waits until Twilio has its last answer for every call. To be called when no bridge has a call
  /// any more.
  ///
  /// @param grace how long Twilio may take to ask what comes after a stream
  /// @return whether all have it
  synchronized boolean await(Duration grace) {
    var streams = clock.instant().plus(grace);
    try {
      for (var left = left(streams); left.isPositive(); left = left(streams)) {
        wait(Math.max(1, left.toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return calls.values().stream().allMatch(told -> told.doing() == Doing.NOTHING);
  }

  private Duration left(Instant streams) {
    var now = clock.instant();
    return calls.values().stream()
        .filter(told -> told.doing() != Doing.NOTHING)
        .filter(told -> told.doing() != Doing.STREAM || now.isBefore(told.at().plus(NEVER_TAKEN)))
        .map(told -> told.doing() == Doing.STREAM ? streams : told.at().plus(told.doing().atMost))
        .map(until -> Duration.between(now, until))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
