package ava.shared.table;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.CallRecord;
import ava.shared.call.EndReason;
import ava.shared.call.MailRefusal;
import ava.shared.call.NextStep;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.call.Usage;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class CallStoreTest extends CallsInATable {
  private static final PhoneNumber CALLER = new PhoneNumber("+33612345678");
  private static final PhoneNumber OURS = new PhoneNumber("+33187654321");

  @Test
  void unknownCallIsNotFound() {
    assertThat(calls.find(newCall())).isEmpty();
  }

  @Test
  void firstRingStaysWhateverIsRepeated() {
    var call = newCall();

    calls.ringing(call, CALLER, OURS, RING);
    calls.ringing(call, new PhoneNumber("+33700000000"), OURS, RING.plusSeconds(9));
    calls.answered(call, CALLER, OURS, RING.plusSeconds(1));
    calls.answered(call, CALLER, OURS, RING.plusSeconds(20));

    var found = calls.find(call).orElseThrow();
    assertThat(found.from()).isEqualTo(CALLER);
    assertThat(found.to()).isEqualTo(OURS);
    assertThat(found.startedAt()).isEqualTo(RING);
    assertThat(found.answeredAt()).contains(RING.plusSeconds(1));
  }

  @Test
  void callKnowsWhoseVoiceAvaHadAndWhetherItFailed() {
    var call = newCall();

    calls.answered(call, CALLER, OURS, RING, "polly:Lea:generative");
    assertThat(calls.find(call).orElseThrow().voice())
        .contains(new CallRecord.Voice("polly:Lea:generative", false));
    calls.voiceFailed(call);

    assertThat(calls.find(call).orElseThrow().voice())
        .contains(new CallRecord.Voice("polly:Lea:generative", true));
  }

  @Test
  void answerSufficesWhenTheRingWasNeverNoted() {
    var call = newCall();

    calls.answered(call, CALLER, OURS, RING);

    assertThat(calls.find(call).orElseThrow().startedAt()).isEqualTo(RING);
  }

  @Test
  void firstReasonOfTheEndStays() {
    var call = newCall();

    calls.ended(call, RING.plusSeconds(60), EndReason.GOODBYE);
    calls.ended(call, RING.plusSeconds(75), EndReason.CALLER_HUNG_UP);

    var found = calls.find(call).orElseThrow();
    assertThat(found.endedAt()).contains(RING.plusSeconds(60));
    assertThat(found.endReason()).contains(EndReason.GOODBYE);
  }

  @Test
  void tokenHasOneClaimantWhoMayAskAgain() {
    var call = newCall();
    var token = "1800000060.9042db147451749ddfbcb565097aecbc9f4bb7c3679bed84ce4a522bd4a3f86b";

    assertThat(calls.claim(call, token, "first")).isTrue();
    assertThat(calls.claim(call, token, "first")).as("its answer was lost").isTrue();
    assertThat(calls.claim(call, token, "second")).isFalse();
    assertThat(calls.claim(call, token.replace('b', '0'), "second")).as("another token").isTrue();
    assertThat(calls.claim(newCall(), token, "second")).as("another call").isTrue();
  }

  @Test
  void turnIsWrittenOnce() {
    var call = newCall();

    assertThat(calls.append(call, turn(1, "Bonjour"))).isTrue();
    assertThat(calls.append(call, turn(1, "Bonsoir"))).isFalse();

    assertThat(calls.turns(call)).containsExactly(turn(1, "Bonjour"));
  }

  @Test
  void turnsAreReadInTheOrderOfTheConversation() {
    var call = newCall();
    for (var seq : List.of(12, 2, 1, 100, 10, 3)) {
      calls.append(call, turn(seq, "tour " + seq));
    }
    calls.append(newCall(), turn(5, "un autre appel"));

    assertThat(calls.turns(call)).extracting(Turn::seq).containsExactly(1, 2, 3, 10, 12, 100);
  }

  @Test
  void turnComesBackWhole() {
    var call = newCall();
    var turn =
        new Turn(
            3,
            Speaker.AVA,
            "Vous êtes « Mme Lefèvre » ? 😀",
            RING.plusMillis(1_234),
            RING.plusMillis(5_678),
            true);

    calls.append(call, turn);

    assertThat(calls.turns(call)).containsExactly(turn);
  }

  @Test
  void turnsBeyondOnePageAreRead() {
    var call = newCall();
    var long100 = "mot ".repeat(25_000);

    IntStream.rangeClosed(1, 15).forEach(seq -> calls.append(call, turn(seq, long100)));

    assertThat(calls.turns(call)).hasSize(15);
  }

  @Test
  void nextStepIsWrittenOverAndForgottenByAResume() {
    var call = newCall();

    calls.leave(call, new NextStep.HangUp());
    calls.leave(call, new NextStep.Transfer(OURS));
    assertThat(calls.find(call).orElseThrow().next()).contains(new NextStep.Transfer(OURS));

    resumed(call, RING);
    assertThat(calls.find(call).orElseThrow().next()).isEmpty();
  }

  @Test
  void resumesAreCountedInTheirOrder() {
    var call = newCall();

    assertThat(resumed(call, RING)).containsExactly(RING);
    assertThat(resumed(call, RING.plusSeconds(5))).containsExactly(RING, RING.plusSeconds(5));
    assertThat(calls.find(call).orElseThrow().resumes()).hasSize(2);
  }

  @Test
  void repeatedResumeRequestIsCountedOnce() {
    var call = newCall();

    calls.resumed(call, RING, "request-1");
    assertThat(calls.resumed(call, RING.plusSeconds(1), "request-1")).containsExactly(RING);
    assertThat(calls.resumed(call, RING.plusSeconds(9), "request-2"))
        .containsExactly(RING, RING.plusSeconds(9));
  }

  @Test
  void notedFieldsAreWrittenOneOverTheOther() {
    var call = newCall();

    calls.note(call, new NotedMessage(Map.of(NotedMessage.Field.NAME, "Lefebvre")));
    calls.note(
        call,
        new NotedMessage(
            Map.of(NotedMessage.Field.NAME, "Lefèvre", NotedMessage.Field.URGENCY, "haute")));
    calls.note(call, NotedMessage.EMPTY);

    assertThat(calls.find(call).orElseThrow().message().fields())
        .isEqualTo(Map.of(NotedMessage.Field.NAME, "Lefèvre", NotedMessage.Field.URGENCY, "haute"));
  }

  @Test
  void everyFieldOfTheCardIsKept() {
    var call = newCall();
    for (var field : NotedMessage.Field.values()) {
      calls.note(call, new NotedMessage(Map.of(field, "valeur " + field.key())));
    }

    assertThat(calls.find(call).orElseThrow().message().fields())
        .containsOnlyKeys(NotedMessage.Field.values());
  }

  @Test
  void usageIsSummed() {
    var call = newCall();
    var response = new Usage(10, 200, 5, 100, 20, 300, 0.125).plus(Usage.ofSpeech(50_000, 10));

    calls.used(call, response, "first-stream", 1);
    calls.used(call, response, "first-stream", 2);
    calls.used(call, response, "second-stream", 1);

    assertThat(calls.find(call).orElseThrow().usage())
        .isEqualTo(response.plus(response).plus(response));
  }

  @Test
  void firstProofOfTheDisclosureStays() {
    var call = newCall();
    var proof = new CallRecord.Disclosure("Je suis une IA.", RING.plusSeconds(4), "g1:3");

    calls.disclosed(call, proof);
    calls.disclosed(call, new CallRecord.Disclosure("autre", RING.plusSeconds(9), "g2:1"));

    assertThat(calls.find(call).orElseThrow().disclosure()).contains(proof);
  }

  @Test
  void voicemailIsKept() {
    var call = newCall();

    calls.recorded(call, new Recording("https://api.twilio.com/RE1", "", "", Optional.empty()));

    assertThat(calls.find(call).orElseThrow().voicemailUrl())
        .contains("https://api.twilio.com/RE1");
  }

  @Test
  void dayBeginsAtMidnightInParis() {
    var before = newCall();
    var after = newCall();
    var later = newCall();
    calls.ringing(before, CALLER, OURS, Instant.parse("2026-01-31T22:59:59Z"));
    calls.ringing(after, CALLER, OURS, Instant.parse("2026-01-31T23:00:00Z"));
    calls.ringing(later, CALLER, OURS, Instant.parse("2026-02-01T10:00:00Z"));

    assertThat(calls.onDay(LocalDate.of(2026, 2, 1), 50))
        .extracting(CallRecord::callSid)
        .containsExactly(later, after);
    assertThat(calls.onDay(LocalDate.of(2026, 2, 1), 1))
        .extracting(CallRecord::callSid)
        .containsExactly(later);
    assertThat(calls.onDay(LocalDate.of(2026, 1, 31), 50))
        .extracting(CallRecord::callSid)
        .containsExactly(before);
  }

  @Test
  void everythingIsForgottenAfterTheRetention() {
    var week = new Retention(7);
    var calls = new CallStore(dynamoDb.client(), "calls", week, Clock.fixed(RING, ZoneOffset.UTC));
    var call = newCall();
    calls.ringing(call, CALLER, OURS, RING);
    calls.append(call, turn(1, "Bonjour"));
    calls.keep(call, new Recording.Audio("audio/mpeg", new byte[400_000]));
    var resumedOnly = newCall();
    calls.resumed(resumedOnly, RING, "request");

    var expiry = Long.toString(week.until(RING).getEpochSecond());
    for (var pk : List.of("CALL#" + call, "CALL#" + resumedOnly)) {
      var items =
          dynamoDb
              .client()
              .query(r ->
                  r.tableName("calls")
                      .keyConditionExpression("pk = :pk")
                      .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk))))
              .items();
      assertThat(items)
          .isNotEmpty()
          .allSatisfy(
              item -> assertThat(item).containsEntry("expiresAt", AttributeValue.fromN(expiry)));
    }
  }

  @Test
  void freshCallHasNothingElse() {
    var call = newCall();
    calls.ringing(call, CALLER, OURS, RING);

    assertThat(calls.find(call))
        .contains(
            new CallRecord(
                call,
                CALLER,
                OURS,
                CallRecord.Course.ringing(RING),
                NotedMessage.EMPTY,
                Usage.NONE,
                CallRecord.Kept.NOTHING));
  }

  @Test
  void recordingIsToldPartByPartInAnyOrderAndNeverTakenBack() {
    var told =
        List.of(
            new Recording("https://r", "RE1", "AC1", Optional.empty()),
            new Recording("", "RE1", "", Optional.of(Recording.Status.COMPLETED)),
            new Recording("", "", "AC1", Optional.empty()));
    for (var order : List.of(told, told.reversed())) {
      var call = newCall();
      order.forEach(part -> calls.recorded(call, part));
      calls.recorded(call, new Recording("", "", "", Optional.of(Recording.Status.ABSENT)));

      assertThat(calls.find(call).orElseThrow().recording())
          .contains(
              new Recording("https://r", "RE1", "AC1", Optional.of(Recording.Status.COMPLETED)));
    }
  }

  @Test
  void audioIsKeptInPiecesAndReadBackWhole() {
    for (var length : new int[] {0, 1, 300_000, 300_001, 2_000_000}) {
      var call = newCall();
      calls.ringing(call, CALLER, OURS, RING);
      assertThat(calls.recording(call)).isEmpty();
      var bytes = new byte[length];
      new java.util.Random(length).nextBytes(bytes);

      calls.keep(call, new Recording.Audio("audio/mpeg", bytes));

      var kept = calls.recording(call).orElseThrow();
      assertThat(kept.bytes()).isEqualTo(bytes);
      assertThat(kept.type()).isEqualTo("audio/mpeg");
      assertThat(calls.turns(call)).isEmpty();
    }
  }

  @Test
  void refusalOfAMailIsThereOnceHoweverOftenItIsTold() {
    var call = newCall();
    dynamoDb
        .client()
        .updateItem(r ->
            r.tableName("calls")
                .key(CallItem.callKey(call))
                .updateExpression("SET summaryState = :sent")
                .expressionAttributeValues(Map.of(":sent", CallItem.text("SENT"))));
    var refusal = new MailRefusal(RING, "x@y.fr", "Bounce Permanent General");

    calls.refused(call, refusal);
    calls.refused(call, refusal);
    calls.refused(call, new MailRefusal(RING.plusSeconds(1), "z@y.fr", "Complaint"));

    assertThat(calls.find(call).orElseThrow().refused())
        .extracting(MailRefusal::address)
        .containsExactly("x@y.fr", "z@y.fr");
  }
}
