package ava.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ava.embedded.table.TableFault;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NotedMessage;
import ava.shared.call.SummaryState;
import ava.shared.message.CallEnded;
import ava.summary.content.Summarizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ses.SesClient;
import tools.jackson.core.JacksonException;

class SummaryHandlerTest {
  private static final Clouds CLOUDS = new Clouds();
  private static final String REPEATED = "Ce message vous a peut-être déjà été envoyé";

  @AfterAll
  static void close() {
    CLOUDS.close();
  }

  @BeforeEach
  void clear() {
    CLOUDS.ses.clear();
    CLOUDS.metrics.reset();
  }

  private static List<String> deliver(SummaryHandler handler, CallSid... calls) {
    return Lambda.failures(handler, Clouds.event(calls));
  }

  private static boolean done(SummaryHandler handler, CallSid call) {
    return deliver(handler, call).isEmpty();
  }

  private static SummaryState state(CallSid call) {
    return CLOUDS.record(call).summary().orElseThrow().state();
  }

  @Test
  void callIsSummarisedAndMailed() {
    var call = CLOUDS.leak();

    assertThat(done(CLOUDS.handler(), call)).isTrue();

    assertThat(CLOUDS.ses.mails()).hasSize(1);
    var mail = CLOUDS.ses.mails().getFirst();
    assertThat(mail.subject().replace('\u00a0', ' '))
        .isEqualTo("Urgent – Mme Lefèvre – fuite d’eau dans ma cuisine – rappeler avant 18 h");
    assertThat(mail.to()).containsExactly("accueil@cabinet.fr", "astreinte@cabinet.fr");
    assertThat(mail.html()).contains("tel:+33612345678").contains("fuite d’eau");
    assertThat(mail.text()).contains("06\u00a012\u00a034\u00a056\u00a078").contains("fuite d’eau");
    assertThat(mail.html()).doesNotContain(REPEATED);
    var summary = CLOUDS.record(call).summary().orElseThrow();
    assertThat(summary.state()).isEqualTo(SummaryState.SENT);
    assertThat(summary.messageId()).contains(mail.messageId());
    assertThat(CLOUDS.metrics()).contains("\"SummarySeconds\":3.0");
  }

  @Test
  void sampleEventIsUnderstood() throws IOException {
    var event = Files.readString(Path.of("../../events/summary-call-ended.json"));
    try (var log = new ErrorLines()) {
      assertThat(Lambda.failures(CLOUDS.handler(), event)).isEmpty();

      assertThat(log.chatter()).contains("CA0123456789abcdef0123456789abcdef");
    }
  }

  @Test
  void badMessageFailsAlone() {
    var call = CLOUDS.leak();
    var good = new CallEnded(call, Clouds.ENDED, EndReason.GOODBYE).toJson();
    var event = Clouds.event(List.of("{\"callSid\":\"nonsense\"}", good, "not JSON"));

    assertThat(Lambda.failures(CLOUDS.handler(), event)).containsExactly("message-0", "message-2");

    assertThat(CLOUDS.ses.mails()).hasSize(1);
  }

  @Test
  void eventThatIsNoBatchFailsWhole() {
    for (var event : List.of("{}", "{\"Records\":[{\"body\":\"\"}]}", "Records")) {
      assertThat(catchThrowable(() -> Lambda.failures(CLOUDS.handler(), event)))
          .as(event)
          .isInstanceOf(JacksonException.class);
    }
  }

  @Test
  void secondMessageOfACallChangesNothing() {
    var call = CLOUDS.leak();
    done(CLOUDS.handler(), call);

    assertThat(done(CLOUDS.handler(), call)).isTrue();

    assertThat(CLOUDS.ses.requests()).isEqualTo(1);
  }

  @Test
  void callThatGoesOnIsLeftAlone() {
    var call = Clouds.callSid();
    CLOUDS.store().answered(call, Clouds.CALLER, Clouds.AVA, Clouds.RANG);
    CLOUDS.store().append(call, Clouds.turn(2, "Bonjour, je voudrais un rendez-vous."));
    CLOUDS.store().resumed(call, Clouds.ENDED.plusMillis(300), "request");

    assertThat(done(CLOUDS.handler(), call)).isTrue();

    assertThat(CLOUDS.record(call).summary()).isEmpty();
    assertThat(CLOUDS.record(call).endedAt()).isEmpty();
    assertThat(CLOUDS.ses.requests()).isZero();
  }

  @Test
  void endIsNotedWhenTheBridgeDied() {
    var call = Clouds.callSid();
    CLOUDS.store().answered(call, Clouds.CALLER, Clouds.AVA, Clouds.RANG);
    CLOUDS.store().resumed(call, Clouds.RANG.plusSeconds(20), "request");
    CLOUDS.store().append(call, Clouds.turn(2, "Bonjour, je voudrais un rendez-vous."));

    assertThat(done(CLOUDS.handler(), call)).isTrue();

    assertThat(CLOUDS.record(call).endedAt()).contains(Clouds.ENDED);
    assertThat(CLOUDS.ses.mails()).hasSize(1);
  }

  @Test
  void unknownCallIsNotInvented() {
    var call = Clouds.callSid();

    assertThat(done(CLOUDS.handler(), call)).isTrue();

    assertThat(CLOUDS.store().find(call)).isEmpty();
  }

  @Test
  void callWithoutAWordGetsNoMailUnlessAskedFor() {
    var silent = CLOUDS.call("Cabinet Durand, bonjour. Que puis-je faire pour vous ?");
    assertThat(Lambda.failures(CLOUDS.handler(), heard(silent, 1, false))).isEmpty();
    assertThat(state(silent)).isEqualTo(SummaryState.SKIPPED);
    assertThat(CLOUDS.ses.requests()).isZero();

    var other = CLOUDS.call("Cabinet Durand, bonjour. Que puis-je faire pour vous ?");
    var wiring = CLOUDS.new Wiring();
    wiring.emptyCalls = EmptyCalls.SHORT;
    assertThat(Lambda.failures(wiring.handler(), heard(other, 1, false))).isEmpty();
    assertThat(CLOUDS.ses.mails().getFirst().text()).contains("raccroché sans parler");
  }

  private static String heard(CallSid call, int turns, boolean spoke) {
    return Clouds.event(List.of(Clouds.ended(call, turns, spoke).toJson()));
  }

  @Test
  void recordingOrNoteIsWorthAMail() {
    var recorded = CLOUDS.call("Laissez un message.");
    CLOUDS
        .store()
        .recorded(
            recorded,
            new ava.shared.call.Recording(
                "https://api.twilio.com/recordings/RE1", "", "", java.util.Optional.empty()));
    var noted = CLOUDS.call("C'est noté.");
    CLOUDS.store().note(noted, new NotedMessage(Map.of(NotedMessage.Field.REASON, "devis")));

    assertThat(deliver(CLOUDS.handler(), recorded, noted)).isEmpty();

    assertThat(CLOUDS.ses.mails()).hasSize(2);
    assertThat(CLOUDS.ses.mails().getFirst().html())
        .contains("href=\"https://api.twilio.com/recordings/RE1\"");
  }

  @Test
  void withoutRecipientTheWholeSummaryIsLoggedOnce() {
    var call = CLOUDS.leak();
    var wiring = CLOUDS.new Wiring();
    wiring.mails = false;
    try (var log = new ErrorLines()) {
      assertThat(done(wiring.handler(), call)).isTrue();
      assertThat(done(wiring.handler(), call)).isTrue();

      assertThat(log.notSent()).hasSize(1);
      assertThat(log.notSent().getFirst()).contains("Mme Lefèvre").contains("soixante-dix-huit");
      assertThat(log.chatter()).doesNotContain("Lefèvre").doesNotContain("612345678");
    }
    assertThat(state(call)).isEqualTo(SummaryState.LOGGED);
  }

  @Test
  void busySesIsTriedAgainAndTheFirstFailureLogged() {
    var call = CLOUDS.leak();
    CLOUDS.ses.failNext(1, 400, "Throttling");
    CLOUDS.ses.failNext(1, 503, "ServiceUnavailable");
    try (var log = new ErrorLines()) {
      assertThat(done(CLOUDS.handler(), call)).isFalse();
      assertThat(state(call)).isEqualTo(SummaryState.LOGGED);
      assertThat(done(CLOUDS.handler(), call)).isFalse();
      assertThat(log.notSent()).hasSize(1);
      assertThat(log.notSent().getFirst()).contains("400 Throttling").contains("turns");

      assertThat(done(CLOUDS.handler(), call)).isTrue();
    }
    assertThat(state(call)).isEqualTo(SummaryState.SENT);
    assertThat(CLOUDS.ses.mails()).hasSize(1);
    assertThat(CLOUDS.ses.mails().getFirst().text()).doesNotContain(REPEATED);
    assertThat(CLOUDS.metrics().lines().filter(l -> l.contains("\"EmailFailures\":1"))).hasSize(2);
  }

  @Test
  void lastingRefusalIsLoggedAndNotTriedAgain() {
    for (var code :
        List.of(
            "MessageRejected",
            "MailFromDomainNotVerifiedException",
            "ConfigurationSetDoesNotExist",
            "InvalidParameterValue")) {
      var call = CLOUDS.leak();
      CLOUDS.ses.failNext(1, 400, code);
      try (var log = new ErrorLines()) {
        assertThat(done(CLOUDS.handler(), call)).as(code).isTrue();
        assertThat(log.notSent()).hasSize(1);
      }
      assertThat(state(call)).isEqualTo(SummaryState.LOGGED);
    }
    assertThat(CLOUDS.ses.mails()).isEmpty();
  }

  @Test
  void laterMessageMaySucceedWhereTheFirstWasRefused() {
    var call = CLOUDS.leak();
    CLOUDS.ses.failNext(1, 400, "MessageRejected");
    done(CLOUDS.handler(), call);

    assertThat(done(CLOUDS.handler(), call)).isTrue();

    assertThat(state(call)).isEqualTo(SummaryState.SENT);
  }

  @Test
  void lostAnswerMakesTheNextMailSayThatItMayBeARepetition() {
    var call = CLOUDS.leak();
    CLOUDS.ses.dropAfterAcceptance(1);

    assertThat(done(CLOUDS.handler(), call)).isFalse();
    assertThat(done(CLOUDS.handler(), call)).isTrue();

    assertThat(CLOUDS.ses.mails()).hasSize(2);
    assertThat(CLOUDS.ses.mails().get(0).text()).doesNotContain(REPEATED);
    assertThat(CLOUDS.ses.mails().get(1).text()).contains(REPEATED);
    assertThat(CLOUDS.ses.mails().get(1).html()).contains(REPEATED);
  }

  @Test
  void twentyDeliveriesAtOnceAreOneMail() throws Exception {
    var call = CLOUDS.leak();
    var handler = CLOUDS.handler();
    Callable<Boolean> delivery = () -> done(handler, call);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(java.util.Collections.nCopies(20, delivery));
    }

    assertThat(done(handler, call)).isTrue();
    assertThat(CLOUDS.ses.mails()).hasSize(1);
    assertThat(CLOUDS.ses.requests()).isEqualTo(1);
    assertThat(state(call)).isEqualTo(SummaryState.SENT);
  }

  @Test
  void deathBehindAnyStepLosesNothingAndDoublesOnlyTheUnknowable() {
    var doubled = 0;
    var steps = 0;
    for (var alive = false; !alive; ) {
      steps++;
      CLOUDS.ses.clear();
      var call = CLOUDS.leak();
      alive = catchThrowable(() -> deliver(dyingAfter(call), call)) == null || steps == 99;
      // the queue delivers again while the lease holds, and once more behind it
      done(CLOUDS.handler(), call);
      CLOUDS.clock.pass(SummaryHandler.LEASE.plusSeconds(1));

      assertThat(done(CLOUDS.handler(), call)).isTrue();

      var mails = CLOUDS.ses.mails();
      assertThat(state(call)).isEqualTo(SummaryState.SENT);
      assertThat(mails).as("step " + steps).hasSizeBetween(1, 2);
      if (mails.size() == 2) {
        doubled++;
        assertThat(mails.getFirst().text()).doesNotContain(REPEATED);
        assertThat(mails.getLast().text()).contains(REPEATED);
        assertThat(mails.getLast().html()).contains(REPEATED);
      }
    }
    assertThat(doubled).isEqualTo(1);
    assertThat(steps).isBetween(8, 20);
  }

  private final AtomicInteger killedAt = new AtomicInteger();

  /// One step later each time.
  private SummaryHandler dyingAfter(CallSid call) {
    assertThat(call).isNotNull();
    var dying = new Dying(killedAt.incrementAndGet());
    var wiring = CLOUDS.new Wiring();
    wiring.table = dying.behind(DynamoDbClient.class, wiring.table);
    wiring.mail = dying.behind(SesClient.class, wiring.mail);
    return wiring.handler();
  }

  @Test
  void writtenSummaryIsNotMadeAgain() {
    var call = CLOUDS.leak();
    var made = new AtomicInteger();
    var wiring = CLOUDS.new Wiring();
    wiring.summarizer =
        (finished, deadline) -> {
          made.incrementAndGet();
          return Summarizers.rules().summarize(finished, deadline);
        };
    CLOUDS.ses.failNext(2, 500, "InternalFailure");

    assertThat(done(wiring.handler(), call)).isFalse();
    assertThat(done(wiring.handler(), call)).isFalse();
    assertThat(done(wiring.handler(), call)).isTrue();

    assertThat(made).hasValue(1);
  }

  @Test
  void leaseOfAnotherIsWaitedForAndTakenOverWhenItEnds() {
    var call = CLOUDS.leak();
    var claims =
        new SummaryClaims(CLOUDS.dynamo.client(), Clouds.TABLE, CLOUDS.clock, SummaryHandler.LEASE);
    var other =
        (SummaryClaims.Claim.Taken)
            claims.claim(
                call, "other", false, new Contents(List.of(), Contents.Voice.NONE, Map.of()));

    assertThat(done(CLOUDS.handler(), call)).isFalse();
    CLOUDS.clock.pass(SummaryHandler.LEASE.minus(Duration.ofSeconds(1)));
    assertThat(done(CLOUDS.handler(), call)).isFalse();
    CLOUDS.clock.pass(Duration.ofSeconds(2));
    assertThat(done(CLOUDS.handler(), call)).isTrue();

    assertThat(CLOUDS.ses.mails()).hasSize(1);
    assertThat(catchThrowable(() -> claims.sending(other)))
        .isInstanceOf(SummaryClaims.ClaimLost.class);
    assertThat(state(call)).isEqualTo(SummaryState.SENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET claimOwner",
        "SET summaryState = :summaryState, summary ",
        "SET summaryState = :summaryState, messageId",
        "REMOVE claimUntil"
      })
  void aWriteThatWasDoneAndItsAnswerLostIsNoReasonToWait(String update) {
    var call = CLOUDS.leak();
    CLOUDS
        .dynamo
        .faults()
        .next(
            1,
            "UpdateItem",
            request -> request.path("UpdateExpression").asString().contains(update),
            TableFault.answerLost());

    assertThat(done(CLOUDS.handler(), call)).isTrue();

    assertThat(CLOUDS.dynamo.faults().done()).containsKey("Broken");
    assertThat(CLOUDS.ses.mails()).hasSize(1);
    assertThat(state(call)).isEqualTo(SummaryState.SENT);
  }
}
