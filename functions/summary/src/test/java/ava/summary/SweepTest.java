package ava.summary;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.shared.call.Recording;
import ava.shared.call.SummaryState;
import ava.summary.voicemail.FakeTwilio;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What nobody announced is finished all the same.
class SweepTest extends EndedCalls {
  @Test
  void sweepFinishesWhatNobodyAnnounced() {
    var unannounced = Clouds.callSid();
    clouds.store().answered(unannounced, Clouds.CALLER, Clouds.AVA, Clouds.RANG);
    clouds.store().append(unannounced, Clouds.turn(2, "J’ai une fuite."));
    var rang = Clouds.callSid();
    clouds.store().ringing(rang, Clouds.CALLER, Clouds.AVA, Clouds.RANG);
    var ended = clouds.leak();

    assertThat(sweep("{\"sweep\":true}")).isZero();
    clouds.clock.pass(Duration.ofHours(3));
    assertThat(sweep("{\"sweep\":true}")).isEqualTo(3);
    assertThat(sweep("{\"sweep\":true}")).isZero();

    assertThat(clouds.ses.mails()).hasSize(2);
    assertThat(clouds.record(rang).endReason()).contains(EndReason.NO_ANSWER);
    assertThat(state(rang)).isEqualTo(SummaryState.SKIPPED);
    assertThat(state(ended)).isEqualTo(SummaryState.SENT);
    assertThat(clouds.record(unannounced).endReason()).contains(EndReason.CALLER_LOST);
  }

  @Test
  void sweepFinishesACallWhoseResumeNobodyTook() {
    var lost = Clouds.callSid();
    clouds.store().answered(lost, Clouds.CALLER, Clouds.AVA, Clouds.RANG);
    clouds.store().append(lost, Clouds.turn(2, "J’ai une fuite."));
    clouds.store().resumed(lost, Clouds.RANG.plusSeconds(30), "request");
    clouds.clock.pass(Duration.ofHours(3));

    assertThat(sweep("{\"sweep\":true}")).isEqualTo(1);
    assertThat(sweep("{\"sweep\":true}")).isZero();

    assertThat(clouds.record(lost).endReason()).contains(EndReason.CALLER_LOST);
    assertThat(state(lost)).isEqualTo(SummaryState.SENT);
  }

  @Test
  void sweepOfABeginningFinishesAllThatWasLeftBefore() {
    var old = clouds.leak();
    clouds.clock.pass(Duration.ofDays(9));
    var before = Clouds.callSid();
    clouds.store().answered(before, Clouds.CALLER, Clouds.AVA, clouds.clock.instant());
    clouds.clock.pass(Duration.ofSeconds(1));
    var start = clouds.clock.instant();
    clouds.clock.pass(Duration.ofSeconds(6));
    var since = Clouds.callSid();
    clouds.store().answered(since, Clouds.CALLER, Clouds.AVA, start);

    assertThat(sweep("{\"sweep\":true,\"since\":\"" + start + "\"}")).isEqualTo(2);

    assertThat(state(old)).isEqualTo(SummaryState.SENT);
    assertThat(clouds.record(before).endReason()).contains(EndReason.CALLER_LOST);
    assertThat(clouds.record(since).endedAt()).isEmpty();
  }

  @Test
  void callThatWasTakenUpAgainSinceGoesOn() {
    var call = Clouds.callSid();
    clouds.store().answered(call, Clouds.CALLER, Clouds.AVA, Clouds.RANG);
    var start = clouds.clock.instant();
    clouds.store().resumed(call, start.plusMillis(400), "request");
    clouds.clock.pass(Duration.ofSeconds(6));

    assertThat(sweep("{\"sweep\":true,\"since\":\"" + start + "\"}")).isZero();
  }

  @Test
  void whoSeesAllCallsTellsWhichAreOver() {
    var ended = clouds.leak();
    var open = Clouds.callSid();
    var cut = Clouds.callSid();
    var rang = Clouds.callSid();
    var ringing = Clouds.callSid();
    clouds.store().answered(open, Clouds.CALLER, Clouds.AVA, Clouds.RANG);
    clouds.store().answered(cut, Clouds.CALLER, Clouds.AVA, Clouds.RANG);
    clouds.store().append(cut, Clouds.turn(2, "J’ai une fuite."));
    clouds.store().ringing(rang, Clouds.CALLER, Clouds.AVA, Clouds.RANG);
    clouds.store().ringing(ringing, Clouds.CALLER, Clouds.AVA, clouds.clock.instant());
    clouds.clock.pass(Sweeper.QUIET);

    assertThat(sweep("{\"sweep\":true,\"open\":[\"" + open + "\"]}")).isEqualTo(2);

    assertThat(clouds.record(open).endedAt()).isEmpty();
    assertThat(clouds.record(ringing).endedAt()).isEmpty();
    assertThat(clouds.record(rang).endReason()).contains(EndReason.NO_ANSWER);
    assertThat(clouds.record(cut).endReason()).contains(EndReason.CALLER_LOST);
    assertThat(clouds.record(cut).endedAt()).contains(Clouds.turn(2, "…").endedAt());
    assertThat(clouds.record(ended).summary()).as("the queue's").isEmpty();
  }

  @Test
  void sweepFetchesAndDeletesWhatWasLeftBehind() {
    var call = clouds.call("Laissez un message.");
    clouds.store().recorded(call, FakeTwilio.told());
    done(Clouds.ended(call, 1, false), LAST);
    clouds.clock.pass(Duration.ofHours(1));
    twilio.has(AUDIO);

    assertThat(sweep("{\"sweep\":true}")).isEqualTo(1);
    assertThat(clouds.ses.mails()).hasSize(2);
    assertThat(twilio.has()).isFalse();
    assertThat(sweep("{\"sweep\":true}")).isZero();
  }

  @Test
  void deletionThatFailsIsTriedAgainByTheSweep() {
    twilio.has(AUDIO);
    var call = clouds.call("Laissez un message.");
    clouds.store().recorded(call, FakeTwilio.told());
    clouds.store().keep(call, new Recording.Audio("audio/mpeg", AUDIO));
    twilio.status = 500;
    assertThat(done(Clouds.ended(call, 1, false), 1)).isTrue();
    assertThat(twilio.has()).isTrue();
    twilio.status = 200;
    clouds.clock.pass(Duration.ofHours(1));

    assertThat(sweep("{\"sweep\":true}")).isEqualTo(1);

    assertThat(twilio.has()).isFalse();
    assertThat(clouds.ses.mails()).hasSize(1);
  }

  @Test
  void keepAliveTouchesNothing() {
    clouds.close();

    assertThat(Lambda.answer(handler(), "{\"keepAlive\":true}").isEmpty()).isTrue();
  }

  private int sweep(String event) {
    return Lambda.answer(handler(), event).path("swept").asInt();
  }
}
