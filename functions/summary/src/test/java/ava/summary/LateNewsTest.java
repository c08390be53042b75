package ava.summary;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.call.Speaker;
import ava.shared.call.SummaryState;
import ava.shared.call.Timestamps;
import ava.shared.call.Turn;
import ava.shared.message.CallEnded;
import ava.shared.message.Unwritten;
import ava.summary.voicemail.FakeTranscriber;
import ava.summary.voicemail.FakeTwilio;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Nothing is final while something may still come.
class LateNewsTest {
  private static final int LAST = SummaryHandler.MOST_DELIVERIES;
  private static final byte[] AUDIO = "ID3 and twenty seconds".getBytes(StandardCharsets.UTF_8);

  @AutoClose private final Clouds clouds = new Clouds();
  private final FakeTwilio twilio = new FakeTwilio();
  private final FakeTranscriber model = new FakeTranscriber();

  private SummaryHandler handler() {
    var wiring = clouds.new Wiring();
    wiring.twilio = Optional.of(twilio.source("token"));
    wiring.transcription = Optional.of(model.service());
    return wiring.handler();
  }

  private boolean done(CallEnded ended, int deliveries) {
    var event = Lambda.event(List.of(new Lambda.Message("m", ended.toJson(), deliveries)));
    return Lambda.failures(handler(), event).isEmpty();
  }

  private SummaryState state(CallSid call) {
    return clouds.record(call).summary().orElseThrow().state();
  }

  private String lastText() {
    return clouds.ses.mails().getLast().text().replaceAll("[\\s\u00a0\u202f]+", " ");
  }

  private static List<Turn> turns() {
    var turns = new ArrayList<Turn>();
    for (var i = 1; i <= 9; i++) {
      turns.add(Clouds.turn(i, i % 2 == 1 ? "Je vous écoute." : "Phrase numéro " + i + "."));
    }
    return turns;
  }

  @Test
  void tableThatWasAwayForTheWholeCallIsFilledFromTheMessage() {
    var call = Clouds.callSid();
    var card = new NotedMessage(Map.of(NotedMessage.Field.NAME, "Mme Lefèvre"));

    assertThat(done(Clouds.ended(call, 9, true, new Unwritten(turns(), card)), 1)).isTrue();
    assertThat(done(Clouds.ended(call, 9, true, new Unwritten(turns(), card)), 1)).isTrue();

    assertThat(clouds.store().turns(call)).isEqualTo(turns());
    assertThat(clouds.ses.mails()).hasSize(1);
    assertThat(lastText())
        .contains("Phrase numéro 2", "Mme Lefèvre")
        .doesNotContain("numéro masqué", "Il manque");
    assertThat(clouds.record(call).from()).isEqualTo(Clouds.CALLER);
  }

  @Test
  void turnWhoseNumberIsTakenMovesBehindTheOthersOnce() {
    var call = clouds.call("Bonjour.", "Une fuite.");
    var moved = Clouds.turn(2, "Dans la cuisine.");

    for (var i = 0; i < 3; i++) {
      done(Clouds.ended(call, 3, true, new Unwritten(List.of(moved), NotedMessage.EMPTY)), 1);
    }

    assertThat(clouds.store().turns(call))
        .extracting(Turn::text)
        .containsExactly("Bonjour.", "Une fuite.", "Dans la cuisine.");
  }

  @Test
  void missingTurnsAreWaitedForAndThenNamed() {
    var call = clouds.call();
    turns().subList(5, 9).forEach(turn -> clouds.store().append(call, turn));
    var ended = Clouds.ended(call, 9, true);

    for (var delivery = 1; delivery < LAST; delivery++) {
      assertThat(done(ended, delivery)).isFalse();
      assertThat(clouds.ses.mails()).isEmpty();
    }
    assertThat(done(ended, LAST)).isTrue();

    assertThat(lastText()).contains("Il manque 5 tours de parole sur 9");
    assertThat(state(call)).isEqualTo(SummaryState.SENT);
  }

  @Test
  void whatComesBehindTheMailIsMailedOnce() {
    var call = clouds.call();
    turns().subList(5, 9).forEach(turn -> clouds.store().append(call, turn));
    done(Clouds.ended(call, 9, true), LAST);

    turns().subList(0, 5).forEach(turn -> clouds.store().append(call, turn));
    for (var i = 0; i < 3; i++) {
      assertThat(done(Clouds.ended(call, 9, true), 1)).isTrue();
    }

    assertThat(clouds.ses.mails()).hasSize(2);
    assertThat(clouds.ses.mails().getLast().subject()).startsWith("Complément – ");
    assertThat(lastText())
        .contains("Phrase numéro 2.", "5 tours de parole")
        .doesNotContain("déjà été envoyé");
  }

  @Test
  void callThatWasSkippedIsTakenUpWhenWordsArrive() {
    var call = clouds.call("Bonjour.");
    assertThat(done(Clouds.ended(call, 1, false), 1)).isTrue();
    assertThat(state(call)).isEqualTo(SummaryState.SKIPPED);

    clouds.store().append(call, Clouds.turn(2, "Allô ? J’ai une fuite."));
    assertThat(done(Clouds.ended(call, 2, true), 1)).isTrue();

    assertThat(clouds.ses.mails()).hasSize(1);
    assertThat(clouds.ses.mails().getFirst().subject()).doesNotContain("Complément");
  }

  @Test
  void silenceIsNotBelievedBeforeTheBridgeHasSaidWhatItHeard() {
    var call = clouds.call("Bonjour.");
    var callback = new CallEnded(call, Clouds.ENDED, EndReason.CALLER_HUNG_UP);

    assertThat(done(callback, 1)).isFalse();
    assertThat(clouds.record(call).summary().map(s -> s.state()))
        .isNotEqualTo(Optional.of(SummaryState.SKIPPED));
    assertThat(done(callback, LAST)).isTrue();
    assertThat(state(call)).isEqualTo(SummaryState.SKIPPED);
  }

  @Test
  void callerWhoseWordsAreAllLostIsMailedAllTheSame() {
    var call = clouds.call();

    assertThat(done(Clouds.ended(call, 4, true), LAST)).isTrue();

    assertThat(lastText()).contains("Il manque 4 tours de parole sur 4");
  }

  @Test
  void cardWithoutAWordIsNotCalledSilence() {
    var call = clouds.call("Bonjour.");
    clouds.store().note(call, new NotedMessage(Map.of(NotedMessage.Field.REASON, "un devis")));

    assertThat(done(Clouds.ended(call, 1, false), 1)).isTrue();

    assertThat(lastText()).contains("devis").doesNotContain("sans parler", "appel sans parole");
  }

  @Test
  void keysReachTheMail() {
    var call = clouds.call("Votre numéro ?", "(au clavier) 0612345678");

    assertThat(done(Clouds.ended(call, 2, true), 1)).isTrue();

    assertThat(lastText()).contains("(au clavier) 06 12 34 56 78");
  }

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

  private int sweep(String event) {
    return Lambda.answer(handler(), event).path("swept").asInt();
  }

  @Test
  void keepAliveTouchesNothing() {
    clouds.close();

    assertThat(Lambda.answer(handler(), "{\"keepAlive\":true}").isEmpty()).isTrue();
  }

  @Test
  void numberOfTheMessageIsNeverMasked() {
    var call = Clouds.callSid();
    clouds.store().append(call, Clouds.turn(1, "Bonjour."));
    clouds.store().append(call, Clouds.turn(2, "Rappelez-moi."));
    assertThat(new PhoneNumber("").displayed()).isEqualTo("numéro masqué");

    assertThat(done(Clouds.ended(call, 2, true), 1)).isTrue();

    assertThat(lastText()).contains("06 12 34 56 78").doesNotContain("numéro masqué");
  }
}
