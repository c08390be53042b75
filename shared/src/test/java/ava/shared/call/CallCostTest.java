package ava.shared.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallCostTest {
  private static final Instant RANG = Instant.parse("2026-11-25T09:00:00Z");
  private static final Tariff TARIFF = new Tariff(LocalDate.of(2026, 11, 24), 2, 0.10, 0.02);

  @Test
  void modelVoiceAndTelephoneAreTheWhole() {
    var used = new Usage(1, 1, 0, 0, 1, 1, 0.50).plus(Usage.ofSpeech(0.30));

    var cost = CallCost.of(call(true, 90, EndReason.GOODBYE, used), TARIFF);

    assertThat(cost).isEqualTo(new CallCost(0.25, 0.15, 0.12, TARIFF.on()));
    assertThat(cost.total()).isCloseTo(0.52, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "true, 0, GOODBYE, 0",
    "true, 1, GOODBYE, 0.06",
    "true, 60, GOODBYE, 0.06",
    "true, 61, CALLER_HUNG_UP, 0.12",
    "false, 61, VOICEMAIL, 0.10",
    "false, 30, NO_ANSWER, 0",
  })
  void minutesBegunAreCountedAndTheStreamOnlyWhereOneWas(
      boolean streamed, int seconds, EndReason reason, double euros) {
    assertThat(CallCost.of(call(streamed, seconds, reason, Usage.NONE), TARIFF).telephone())
        .isEqualTo(euros);
  }

  @Test
  void aCallThatGoesOnHasNoTelephoneYet() {
    var ringing =
        new CallRecord(
            new CallSid("CA" + "0".repeat(32)),
            new PhoneNumber("+33612345678"),
            new PhoneNumber("+33123456789"),
            CallRecord.Course.ringing(RANG),
            NotedMessage.EMPTY,
            Usage.NONE,
            CallRecord.Kept.NOTHING);

    assertThat(CallCost.of(ringing, TARIFF).total()).isZero();
  }

  @Test
  void whatIsListedIsDated() {
    assertThat(Tariff.LISTED.on()).isAfter(LocalDate.of(2025, 1, 1));
    assertThat(Tariff.LISTED.dollarsPerEuro()).isBetween(0.8, 1.6);
  }

  private static CallRecord call(boolean streamed, int seconds, EndReason reason, Usage usage) {
    return new CallRecord(
        new CallSid("CA" + "0".repeat(32)),
        new PhoneNumber("+33612345678"),
        new PhoneNumber("+33123456789"),
        new CallRecord.Course(
            RANG,
            Optional.of(RANG).filter(_ -> streamed),
            Optional.of(RANG.plusSeconds(seconds)),
            Optional.of(reason),
            Optional.empty(),
            List.of()),
        NotedMessage.EMPTY,
        usage,
        CallRecord.Kept.NOTHING);
  }
}
