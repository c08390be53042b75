package ava.simulator.twilio;

import ava.shared.loop.Loop;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Observation.Refused;
import ava.simulator.wire.Strand;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// One call from the ring to the last callback: asks for TwiML and obeys it, verb by verb. Belongs
/// to the loop.
final class CallRun {
  private static final int MOST_DOCUMENTS = 50;
  private static final String BROKEN = "APPLICATION_ERROR";

  private final Strand loop;
  private final CallPlan plan;
  private final Sids sids;
  private final CallFields fields;
  private final Webhooks webhooks;
  private final CallStream.Line line;
  private final Ear ear;
  private final Waiting waiting;
  private final CallbackQueue callbacks;
  private final Dialling dialling;
  private final Consumer<CallReport> done;
  private final List<String> streams = new ArrayList<>();
  private StreamCounts counts = StreamCounts.ZERO;
  private String status = "ringing";
  private int documents;

  /// The verbs of a document that are still to be obeyed.
  private record Rest(Queue<Verb> verbs, URI document) {}

  /// @param sids those of this call
  /// @param done gets the report when the last callback is answered
  CallRun(CallStream.Line line, Webhooks webhooks, Sids sids, Consumer<CallReport> done) {
    this.line = line;
    this.loop = line.loop();
    this.plan = line.plan();
    this.ear = line.ear();
    this.webhooks = webhooks;
    this.sids = sids;
    this.done = done;
    this.fields = new CallFields(line.account().sid(), line.callSid(), plan.from(), plan.to());
    this.callbacks = new CallbackQueue(loop, webhooks, sids, plan.faults());
    this.waiting = new Waiting(loop, ear);
    this.dialling = new Dialling(plan, timeline(), fields, webhooks, sids, this::refuse);
  }

  CallTimeline timeline() {
    return ear.timeline();
  }

  void start() {
    loop.after(plan.patience(), this::hangUp);
    plan.hangUpAt().ifPresent(at -> loop.after(at, this::hangUp));
    var ring = DocumentAddresses.resolve(plan.base(), "/twiml");
    plan.faults()
        .find(LineFault.DoubledRing.class)
        .ifPresent(fault ->
            loop.after(
                fault.after(), () -> callbacks.always(hook("POST", ring, fields("ringing")))));
    fetch("POST", ring, Map.of());
  }

  /// The caller hangs up.
  void hangUp() {
    ear.hangUp();
    waiting.callerHasGone();
  }

  private void fetch(String method, URI url, Map<String, String> extra) {
    documents++;
    if (documents > MOST_DOCUMENTS) {
      end(BROKEN);
      return;
    }
    var sent = fields(status);
    sent.putAll(extra);
    var number = documents;
    var late =
        plan.faults()
            .find(LineFault.LateDocument.class, fault -> fault.number() == number)
            .map(LineFault.LateDocument::by)
            .orElse(Duration.ZERO);
    webhooks.request(hook(method, url, sent), late, this::obey);
  }

  private void obey(TwilioRequest answer) {
    var path = answer.url().getPath();
    if (answer.status() < 200 || answer.status() > 299) {
      refuse(answer.status() == 0 ? 11205 : 11200, path + " answered " + answer.status());
      end(BROKEN);
      return;
    }
    var verbs = TwimlReader.read(answer.answer(), fault -> refuse(fault.code(), fault.reason()));
    if (verbs.isEmpty()) {
      end(BROKEN);
      return;
    }
    var names = verbs.get().stream().map(Verb::name).collect(Collectors.joining(" "));
    timeline().note(at -> new Observation.Answered(at, path, names));
    next(new Rest(new ArrayDeque<>(verbs.get()), answer.url()));
  }

  private void next(Rest rest) {
    var verb = rest.verbs().poll();
    if (verb == null) {
      end("NO_MORE_VERBS");
      return;
    }
    if (!(verb instanceof Verb.Reject)) {
      status = "in-progress";
    }
    if (ear.hungUp()) {
      end("CALLER");
      return;
    }
    switch (verb) {
      case Verb.Say(var text) -> {
        timeline().note(at -> new Observation.TwilioSays(at, text));
        pause(plan.beyond().saidPerCharacter().multipliedBy(text.length()), rest);
      }
      case Verb.Pause(var seconds) -> {
        var instant = plan.beyond().saidPerCharacter().isZero();
        pause(instant ? Duration.ZERO : Duration.ofSeconds(seconds), rest);
      }
      case Verb.Hangup() -> end("HANGUP");
      case Verb.Reject() -> end("REJECTED");
      case Verb.Redirect(var url, var method) ->
          fetch(method, DocumentAddresses.resolve(rest.document(), url), Map.of());
      case Verb.Dial dial -> dial(dial, rest);
      case Verb.RecordVoice recording -> record(recording, rest);
      case Verb.Gather _ -> {
        refuse(12200, "<Gather> is not obeyed on the caller's side");
        next(rest);
      }
      case Verb.Stream stream -> stream(stream, rest);
    }
  }

  private void pause(Duration time, Rest rest) {
    waiting.pause(
        time,
        gone -> {
          if (gone) {
            status = "completed";
            end("CALLER");
          } else {
            next(rest);
          }
        });
  }

  private void stream(Verb.Stream verb, Rest rest) {
    var streamSid = sids.next("MZ");
    streams.add(streamSid);
    var faults = plan.faults().inStream(streams.size());
    var stream = new CallStream(line, streamSid, faults);
    var second = new CallStream(line.ofNobody(), sids.next("MZ"), LineFaults.NONE);
    var secondOpens =
        faults
            .find(LineFault.SecondStream.class)
            .map(fault -> loop.after(fault.at(), () -> second.open(verb, () -> {}, _ -> {})));
    stream.open(
        verb,
        () -> streamCallback(verb, rest, streamSid, "stream-started", ""),
        end -> {
          secondOpens.ifPresent(Loop.Running::cancel);
          second.fails(CallStream.End.LINE, "");
          counts = counts.plus(stream.counts());
          tellEnd(verb, rest, streamSid, end, stream.problem());
          afterStream(verb, rest, end);
        });
  }

  private void tellEnd(
      Verb.Stream verb, Rest rest, String streamSid, CallStream.End end, String problem) {
    switch (end) {
      case SERVER, CALLER -> streamCallback(verb, rest, streamSid, "stream-stopped", "");
      case REFUSED, BROKEN, LINE -> {
        var error = "the stream failed" + problem;
        refuse(end == CallStream.End.REFUSED ? 31920 : 31903, error);
        streamCallback(verb, rest, streamSid, "stream-error", error);
      }
    }
  }

  private void afterStream(Verb.Stream verb, Rest rest, CallStream.End end) {
    var gone = end == CallStream.End.CALLER || end == CallStream.End.LINE;
    var action = verb.action().map(url -> DocumentAddresses.resolve(rest.document(), url));
    if (gone) {
      status = "completed";
      action.ifPresent(url -> callbacks.always(hook(verb.method(), url, fields(status))));
      end(end.name());
    } else if (action.isPresent()) {
      fetch(verb.method(), action.get(), Map.of());
    } else {
      next(rest);
    }
  }

  private void dial(Verb.Dial dial, Rest rest) {
    dialling.obey(
        dial,
        rest.document(),
        told ->
            dial.action()
                .map(url -> DocumentAddresses.resolve(rest.document(), url))
                .ifPresentOrElse(url -> fetch(dial.method(), url, told), () -> next(rest)));
  }

  private void record(Verb.RecordVoice verb, Rest rest) {
    waiting.pause(plan.beyond().recorded(), gone -> recorded(verb, rest, gone));
  }

  private void recorded(Verb.RecordVoice verb, Rest rest, boolean gone) {
    if (gone) {
      status = "completed";
    }
    var absent = plan.faults().find(LineFault.AbsentRecording.class);
    timeline().note(at -> new Observation.Recorded(at, plan.beyond().recorded()));
    var recording =
        fields.ofRecording(sids.next("RE"), plan.beyond().recordings(), plan.beyond().recorded());
    verb.statusCallback()
        .map(url -> DocumentAddresses.resolve(rest.document(), url))
        .ifPresent(url -> {
          var told = fields.ofRecordingStatus(recording, absent, loop.now());
          callbacks.status(hook("POST", url, told));
        });
    recording.put("Digits", gone ? "hangup" : "");
    verb.action()
        .filter(_ -> absent.isEmpty())
        .map(url -> DocumentAddresses.resolve(rest.document(), url))
        .ifPresentOrElse(url -> fetch(verb.method(), url, recording), () -> next(rest));
  }

  private void end(String how) {
    status = "completed";
    timeline().note(at -> new Observation.Ended(at, how));
    var completed = fields.completed(timeline().elapsed(), loop.now());
    var url = DocumentAddresses.resolve(plan.base(), "/call-status");
    callbacks.status(hook("POST", url, completed));
    callbacks.finish(() -> {
      loop.end();
      done.accept(report(how));
    });
  }

  private CallReport report(String how) {
    return new CallReport(
        line.callSid(),
        how,
        streams,
        timeline().all(Refused.class),
        webhooks.made(),
        counts,
        timeline(),
        line.recording());
  }

  private void streamCallback(
      Verb.Stream verb, Rest rest, String streamSid, String event, String error) {
    var callback = fields.ofStream(streamSid, event, error, loop.now());
    verb.statusCallback()
        .map(url -> DocumentAddresses.resolve(rest.document(), url))
        .ifPresent(url -> callbacks.status(hook("POST", url, callback)));
  }

  private Map<String, String> fields(String callStatus) {
    return fields.of(callStatus);
  }

  private Webhooks.Hook hook(String method, URI url, Map<String, String> sent) {
    return new Webhooks.Hook(method, url, sent, sids.token());
  }

  private void refuse(int code, String reason) {
    timeline().note(at -> new Refused(at, code, reason));
  }
}
