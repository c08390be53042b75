package ava.summary;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.CallRecord;
import ava.shared.call.EndReason;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.call.Speaker;
import ava.shared.call.SummaryState;
import ava.shared.call.Timestamps;
import ava.shared.message.CallEnded;
import ava.summary.voicemail.FakeTwilio;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What was left on the voicemail becomes a message, whenever its recording comes.
class LeftVoicemailTest extends EndedCalls {
  @Test
  void voicemailBecomesAMessage() {
    twilio.has(AUDIO);
    var call = clouds.call("Laissez un message.");
    clouds.store().recorded(call, FakeTwilio.told());

    assertThat(done(Clouds.ended(call, 1, false), 1)).isTrue();

    var mail = clouds.ses.mails().getFirst();
    assertThat(mail.subject().replace('\u00a0', ' ')).startsWith("Répondeur – Mme Lefèvre");
    assertThat(lastText()).contains("Mme Lefèvre").doesNotContain("https://api.twilio.com");
    assertThat(mail.raw().orElseThrow())
        .contains("filename=repondeur-2026-11-22.mp3", "Content-Type: audio/mpeg");
    assertThat(clouds.store().turns(call).getLast().speaker()).isEqualTo(Speaker.CALLER);
    assertThat(clouds.store().recording(call).orElseThrow().bytes()).isEqualTo(AUDIO);
    assertThat(twilio.has()).isFalse();
    assertThat(clouds.record(call).recording().orElseThrow().status())
        .contains(Recording.Status.DELETED);
  }

  @Test
  void voicemailOfACallThatNobodyNotedIsMailedWithItsDay() {
    twilio.has(AUDIO);
    var left = new CallEnded.Left(FakeTwilio.told(), PhoneNumber.WITHHELD, PhoneNumber.WITHHELD);
    var ended =
        new CallEnded(
            Clouds.callSid(),
            Clouds.ENDED,
            EndReason.VOICEMAIL,
            Optional.empty(),
            Optional.of(left));

    assertThat(done(ended, 1)).isTrue();

    assertThat(lastText()).contains("22 novembre 2026").doesNotContain("1970");
    var today = clouds.clock.instant().atZone(Timestamps.PARIS).toLocalDate();
    assertThat(clouds.store().onDay(today, 10))
        .extracting(CallRecord::callSid)
        .containsExactly(ended.callSid());
  }

  @Test
  void recordingThatWasDeletedAtTwilioIsNotAskedForAgain() {
    twilio.has(AUDIO);
    var call = clouds.call("Laissez un message.");
    var left = new CallEnded.Left(FakeTwilio.told(), Clouds.CALLER, Clouds.AVA);
    var ended =
        new CallEnded(call, Clouds.ENDED, EndReason.VOICEMAIL, Optional.empty(), Optional.of(left));
    assertThat(done(Clouds.ended(call, 1, false), LAST)).isTrue();
    assertThat(done(ended, 1)).isTrue();
    twilio.requests.clear();

    assertThat(done(ended, 1)).isTrue();

    assertThat(twilio.requests).isEmpty();
    assertThat(clouds.record(call).recording().orElseThrow().status())
        .contains(Recording.Status.DELETED);
  }

  @Test
  void recordingThatIsNotThereYetIsWaitedForAndThenFollows() {
    var call = clouds.call("Laissez un message.");
    clouds.store().recorded(call, FakeTwilio.told());
    assertThat(done(Clouds.ended(call, 1, false), 1)).isFalse();
    assertThat(done(Clouds.ended(call, 1, false), LAST)).isTrue();
    assertThat(lastText()).contains("n’est pas encore arrivé");

    twilio.has(AUDIO);
    assertThat(done(Clouds.ended(call, 1, false), 1)).isTrue();
    assertThat(done(Clouds.ended(call, 1, false), 1)).isTrue();

    assertThat(clouds.ses.mails()).hasSize(2);
    assertThat(clouds.ses.mails().getLast().subject()).startsWith("Complément – Répondeur – ");
    assertThat(lastText()).contains("Mme Lefèvre");
  }

  @Test
  void voicemailWithoutWordsOrServiceIsMailedWithItsAudio() {
    for (var status : List.of(401, 500)) {
      clouds.ses.clear();
      twilio.has(AUDIO);
      model.next(status, "{}");
      model.next(status, "{}");
      var call = clouds.call("Laissez un message.");
      clouds.store().recorded(call, FakeTwilio.told());

      assertThat(done(Clouds.ended(call, 1, false), 1)).isTrue();

      assertThat(clouds.ses.mails().getFirst().raw().orElseThrow()).contains("audio/mpeg");
    }
  }

  @Test
  void recordingThatIsKeptFromUsIsSaid() {
    twilio.token = "another";
    twilio.has(AUDIO);
    var call = clouds.call("Laissez un message.");
    clouds.store().recorded(call, FakeTwilio.told());

    assertThat(done(Clouds.ended(call, 1, false), 1)).isTrue();

    assertThat(lastText()).contains("n’a pas pu être récupéré");
    assertThat(twilio.has()).isTrue();
  }

  @Test
  void recordingThatIsAbsentIsNothing() {
    var call = clouds.call("Laissez un message.");
    clouds
        .store()
        .recorded(
            call, new Recording("", FakeTwilio.SID, "", Optional.of(Recording.Status.ABSENT)));

    assertThat(done(Clouds.ended(call, 1, false), 1)).isTrue();

    assertThat(state(call)).isEqualTo(SummaryState.SKIPPED);
  }
}
