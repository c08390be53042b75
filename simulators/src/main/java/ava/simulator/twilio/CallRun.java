package ava.simulator.twilio;

import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Observation.Refused;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;

/// One call from the ring to the last callback: asks for TwiML and obeys it, verb by verb. Runs on
/// the call's own thread.
final class CallRun {
  private sealed interface Next {
    record Fetch(URI url, String method, Map<String, String> extra) implements Next {}

    record End(String how) implements Next {}
  }

  private static final int MOST_DOCUMENTS = 50;

  private final CallPlan plan;
  private final Sids sids;
  private final String callSid;
  private final CallTimeline timeline;
  private final CallFields fields;
  private final Webhooks webhooks;
  private final MediaStream.Line line;
  private final Ear ear;
  private final List<String> streams = new ArrayList<>();
  private final CallbackQueue callbacks;
  private StreamCounts counts = StreamCounts.ZERO;
  private String status = "ringing";

  CallRun(
      CallPlan plan,
      Account account,
      OkHttpClient http,
      BridgeMessage.Reader reader,
      Sids sids,
      String callSid) {
    this.plan = plan;
    this.sids = sids;
    this.callSid = callSid;
    this.timeline = new CallTimeline(plan.observer());
    this.fields = new CallFields(account.sid(), callSid, plan.from(), plan.to());
    this.webhooks =
        new Webhooks(http, account, plan.faults().has(LineFault.BadWebhookSignature.class));
    this.callbacks = new CallbackQueue(plan.faults());
    this.ear = new Ear(timeline);
    this.line =
        new MediaStream.Line(
            http, account, callSid, plan, timeline, ear, new CallRecording(), reader);
  }

  /// Hangs up as soon as possible.
  void hangUp() {
    ear.hangUp();
  }

  CallTimeline timeline() {
    return timeline;
  }

  CallReport run() {
    Next next = new Next.Fetch(resolve(plan.base(), "/twiml"), "POST", Map.of());
    for (var document = 0;
        document < MOST_DOCUMENTS && next instanceof Next.Fetch fetch;
        document++) {
      next = obey(fetch);
    }
    var how = next instanceof Next.End(var ended) ? ended : "APPLICATION_ERROR";
    status = "completed";
    timeline.note(at -> new Observation.Ended(at, how));
    var completed = fields.completed(timeline.elapsed());
    callbacks.status(
        () -> webhooks.request("POST", resolve(plan.base(), "/call-status"), completed));
    callbacks.finish();
    return new CallReport(
        callSid,
        how,
        streams,
        timeline.all(Refused.class),
        webhooks.made(),
        counts,
        timeline,
        line.recording());
  }

  private Next obey(Next.Fetch fetch) {
    var sent = fields();
    sent.putAll(fetch.extra());
    var answer = webhooks.request(fetch.method(), fetch.url(), sent);
    if (answer.status() < 200 || answer.status() > 299) {
      refuse(
          answer.status() == 0 ? 11205 : 11200,
          fetch.url().getPath() + " answered " + answer.status());
      return new Next.End("APPLICATION_ERROR");
    }
    var verbs = Twiml.read(answer.answer(), fault -> refuse(fault.code(), fault.reason()));
    if (verbs.isEmpty()) {
      return new Next.End("APPLICATION_ERROR");
    }
    var names = verbs.get().stream().map(Verb::name).collect(Collectors.joining(" "));
    timeline.note(at -> new Observation.Answered(at, fetch.url().getPath(), names));
    for (var verb : verbs.get()) {
      var next = obey(verb, fetch.url());
      if (next.isPresent()) {
        return next.get();
      }
    }
    return new Next.End("NO_MORE_VERBS");
  }

  private Optional<Next> obey(Verb verb, URI document) {
    if (!(verb instanceof Verb.Reject)) {
      status = "in-progress";
    }
    if (ear.hungUp() || timeline.elapsed().compareTo(plan.patience()) >= 0) {
      return Optional.of(new Next.End("CALLER"));
    }
    return switch (verb) {
      case Verb.Say(var text) -> {
        timeline.note(at -> new Observation.TwilioSays(at, text));
        yield pause(plan.beyond().saidPerCharacter().multipliedBy(text.length()));
      }
      case Verb.Pause(var seconds) ->
          pause(
              plan.beyond().saidPerCharacter().isZero()
                  ? Duration.ZERO
                  : Duration.ofSeconds(seconds));
      case Verb.Hangup() -> Optional.of(new Next.End("HANGUP"));
      case Verb.Reject() -> Optional.of(new Next.End("REJECTED"));
      case Verb.Redirect(var url, var method) ->
          Optional.of(new Next.Fetch(resolve(document, url), method, Map.of()));
      case Verb.Dial dial -> dial(dial, document);
      case Verb.RecordVoice recording -> record(recording, document);
      case Verb.Gather _ -> {
        refuse(12200, "<Gather> is not obeyed on the caller's side");
        yield Optional.empty();
      }
      case Verb.Stream stream -> stream(stream, document);
    };
  }

  private Optional<Next> stream(Verb.Stream verb, URI document) {
    var streamSid = sids.next("MZ");
    streams.add(streamSid);
    var stream = new MediaStream(line, streamSid);
    var end =
        stream.run(verb, () -> streamCallback(verb, document, streamSid, "stream-started", ""));
    counts = counts.plus(stream.counts());
    switch (end) {
      case SERVER, CALLER -> streamCallback(verb, document, streamSid, "stream-stopped", "");
      case REFUSED, BROKEN, LINE -> {
        refuse(
            end == MediaStream.End.REFUSED ? 31920 : 31903, "the stream failed" + stream.problem());
        streamCallback(
            verb, document, streamSid, "stream-error", "the stream failed" + stream.problem());
      }
    }
    var gone = end == MediaStream.End.CALLER || end == MediaStream.End.LINE;
    if (!gone) {
      return verb.action()
          .map(action -> new Next.Fetch(resolve(document, action), verb.method(), Map.of()));
    }
    status = "completed";
    verb.action()
        .ifPresent(action ->
            callbacks.always(
                () -> webhooks.request(verb.method(), resolve(document, action), fields())));
    return Optional.of(new Next.End(end.name()));
  }

  private Optional<Next> dial(Verb.Dial dial, URI document) {
    var outcome = plan.beyond().dialOutcome();
    timeline.note(at -> new Observation.Dialled(at, dial.number(), outcome));
    var child = sids.next("CA");
    var answered = outcome.equals("completed");
    var bridged = answered && connects(dial, child, document);
    var extra =
        Map.of(
            "DialCallStatus",
            outcome,
            "DialCallSid",
            child,
            "DialBridged",
            Boolean.toString(bridged),
            "DialCallDuration",
            answered ? "12" : "0");
    return dial.action()
        .map(action -> new Next.Fetch(resolve(document, action), dial.method(), extra));
  }

  private boolean connects(Verb.Dial dial, String child, URI document) {
    var shown = dial.callerId().orElse(plan.from());
    var leg =
        new ColleagueLeg(
            webhooks,
            fields.ofChild(child, shown, dial.number()),
            plan.beyond().colleague(),
            this::refuse);
    return dial.screen()
        .map(screen -> leg.connects(resolve(document, screen.url()), screen.method()))
        .orElse(plan.beyond().colleague() != Colleague.HANGS_UP);
  }

  private Optional<Next> record(Verb.RecordVoice verb, URI document) {
    var gone = pause(plan.beyond().recorded());
    var absent = plan.faults().find(LineFault.AbsentRecording.class);
    timeline.note(at -> new Observation.Recorded(at, plan.beyond().recorded()));
    var recording =
        fields.ofRecording(sids.next("RE"), plan.beyond().recordings(), plan.beyond().recorded());
    verb.statusCallback()
        .ifPresent(url -> {
          var callback = fields.ofRecordingStatus(recording, absent);
          callbacks.status(() -> webhooks.request("POST", resolve(document, url), callback));
        });
    if (absent.isPresent()) {
      return Optional.empty();
    }
    recording.put("Digits", gone.isPresent() ? "hangup" : "");
    return verb.action()
        .map(action -> new Next.Fetch(resolve(document, action), verb.method(), recording));
  }

  /// Waits, while the caller may hang up.
  private Optional<Next> pause(Duration time) {
    var until = System.nanoTime() + time.toNanos();
    while (until - System.nanoTime() > 0) {
      if (ear.hungUp()
          || plan.hangUpAt().filter(at -> timeline.elapsed().compareTo(at) >= 0).isPresent()) {
        ear.hangUp();
        status = "completed";
        return Optional.of(new Next.End("CALLER"));
      }
      LockSupport.parkNanos(Math.min(until - System.nanoTime(), Duration.ofMillis(20).toNanos()));
    }
    return Optional.empty();
  }

  private void streamCallback(
      Verb.Stream verb, URI document, String streamSid, String event, String error) {
    var callback = fields.ofStream(streamSid, event, error);
    verb.statusCallback()
        .ifPresent(url ->
            callbacks.status(() -> webhooks.request("POST", resolve(document, url), callback)));
  }

  private Map<String, String> fields() {
    return fields.of(status);
  }

  private void refuse(int code, String reason) {
    timeline.note(at -> new Refused(at, code, reason));
  }

  /// What a document at this address means by a path or an address.
  static URI resolve(URI base, String path) {
    return path.startsWith("/")
        ? URI.create(base.toString().replaceFirst("^([a-z]+://[^/]*).*$", "$1") + path)
        : base.resolve(path);
  }
}
