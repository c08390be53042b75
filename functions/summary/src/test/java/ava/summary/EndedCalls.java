package ava.summary;

import ava.shared.call.CallSid;
import ava.shared.call.SummaryState;
import ava.shared.message.CallEnded;
import ava.summary.voicemail.FakeTranscriber;
import ava.summary.voicemail.FakeTwilio;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;

/// Calls that ended, and the function that hears of them again and again.
abstract class EndedCalls {
  static final int LAST = SummaryHandler.MOST_DELIVERIES;
  static final byte[] AUDIO = "ID3 and twenty seconds".getBytes(StandardCharsets.UTF_8);

  @AutoClose final Clouds clouds = new Clouds();
  final FakeTwilio twilio = new FakeTwilio();
  final FakeTranscriber model = new FakeTranscriber();

  SummaryHandler handler() {
    var wiring = clouds.new Wiring();
    wiring.twilio = Optional.of(twilio.source("token"));
    wiring.transcription = Optional.of(model.service());
    return wiring.handler();
  }

  boolean done(CallEnded ended, int deliveries) {
    var event = Lambda.event(List.of(new Lambda.Message("m", ended.toJson(), deliveries)));
    return Lambda.failures(handler(), event).isEmpty();
  }

  SummaryState state(CallSid call) {
    return clouds.record(call).summary().orElseThrow().state();
  }

  String lastText() {
    return clouds.ses.mails().getLast().text().replaceAll("[\\s\u00a0\u202f]+", " ");
  }
}
