package ava.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A call that is transferred: the colleague, his key, and who comes back.
class TransferTest extends CallInProgress {
  @Test
  void transferRingsTheNumberUnderOurs() {
    calls.leave(CALL, new NextStep.Transfer(new PhoneNumber("+33142000000")));

    var document = new TwimlDocument(handle("after-stream").getBody());

    var dial = document.only("Dial");
    assertThat(dial.getAttribute("callerId")).isEqualTo(OURS.value());
    assertThat(dial.getAttribute("timeout")).isEqualTo("20");
    assertThat(dial.getAttribute("answerOnBridge")).isEqualTo("true");
    assertThat(dial.getAttribute("action"))
        .isEqualTo(Events.BASE + "/after-stream#rc=2&rp=ct,rt,5xx");
    assertThat(document.only("Number").getTextContent()).isEqualTo("+33142000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"completed", "answered"})
  void takenTransferEndsTheCall(String status) {
    calls.leave(CALL, new NextStep.Transfer(new PhoneNumber("+33142000000")));
    assertThat(key("1").getBody()).doesNotContain("Hangup");

    var response = handle(Events.with("transfer-no-answer", "DialCallStatus", status));

    assertThat(new TwimlDocument(response.getBody()).verbs()).containsExactly("Hangup");
    assertThat(calls.find(CALL).orElseThrow().endReason()).contains(EndReason.TRANSFER);
    assertThat(onlyMessage().reason()).isEqualTo(EndReason.TRANSFER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"completed", "answered", "busy", "no-answer", "failed", "canceled"})
  void transferThatNobodyTakesComesBackToAva(String status) {
    calls.leave(CALL, new NextStep.Transfer(new PhoneNumber("+33142000000")));

    var response = handle(Events.with("transfer-no-answer", "DialCallStatus", status));

    assertThat(new TwimlDocument(response.getBody()).parameters())
        .containsEntry("resume", "1")
        .containsEntry("reason", "no-answer");
    assertThat(calls.find(CALL).orElseThrow().next()).isEmpty();
    assertThat(queue.sent).isEmpty();
  }

  @Test
  void connectedTransferIsOneThoughTheTableDidNotTakeTheKey() {
    calls.leave(CALL, new NextStep.Transfer(new PhoneNumber("+33142000000")));
    try (var nowhere = Nowhere.table()) {
      var handler = handler(nowhere, NOW);
      assertThat(
              new TwimlDocument(handler.handleRequest(child("/key", "1"), null).getBody()).verbs())
          .isEmpty();
    }

    var event = Events.with("transfer-no-answer", "DialCallStatus", "completed");
    var response = handle(Events.with(event, "DialBridged", "true"));

    assertThat(new TwimlDocument(response.getBody()).verbs()).containsExactly("Hangup");
    assertThat(onlyMessage().reason()).isEqualTo(EndReason.TRANSFER);
  }

  @Test
  void colleagueHearsWhoCallsAndWhyAndTakesTheCallByAKey() {
    calls.note(
        CALL,
        new NotedMessage(
            Map.of(
                NotedMessage.Field.NAME, "Mme Lefèvre",
                NotedMessage.Field.REASON, "fuite d’eau")));

    var document = new TwimlDocument(handle(child("", "")).getBody());

    assertThat(document.verbs()).containsExactly("Gather", "Hangup");
    var gather = document.only("Gather");
    assertThat(gather.getAttribute("action")).isEqualTo(Events.BASE + "/accept-transfer/key");
    assertThat(gather.getAttribute("actionOnEmptyResult")).isEqualTo("true");
    assertThat(gather.getTextContent())
        .isEqualTo("Mme Lefèvre, fuite d’eau\u00a0: tapez 1 pour prendre l’appel.".repeat(2));
  }

  @Test
  void colleagueIsAskedThoughTheTableIsAway() {
    try (var nowhere = Nowhere.table()) {
      var handler = handler(nowhere, NOW);

      assertThat(handler.handleRequest(child("", ""), null).getBody())
          .contains("Un appel pour vous\u00a0: tapez 1 pour le prendre.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "11", "#"})
  void anyOtherKeyAndNoneRefuseTheCall(String digits) {
    calls.leave(CALL, new NextStep.Transfer(new PhoneNumber("+33142000000")));

    assertThat(new TwimlDocument(key(digits).getBody()).verbs()).containsExactly("Hangup");
    assertThat(calls.find(CALL).orElseThrow().next().orElseThrow())
        .isInstanceOf(NextStep.Transfer.class);
  }

  @Test
  void keyForACallThatWaitsNoMoreConnectsNobody() {
    assertThat(new TwimlDocument(key("1").getBody()).verbs()).containsExactly("Hangup");
    assertThat(calls.find(CALL).orElseThrow().next()).isEmpty();
  }

  @Test
  void numberThatNobodyConfiguredIsNeverDialled() {
    calls.leave(CALL, new NextStep.Transfer(new PhoneNumber("+33899123456")));

    var response = handle("after-stream");

    assertThat(response.getBody()).contains("<Stream").doesNotContain("Dial");
  }

  private APIGatewayV2HTTPResponse key(String digits) {
    return handle(child("/key", digits));
  }

  /// A request of the leg to the colleague.
  private static APIGatewayV2HTTPEvent child(String path, String digits) {
    var event = load();
    event.setRawPath("/accept-transfer" + path);
    Events.with(event, "CallSid", "CA00000000000000000000000000000002");
    Events.with(event, "ParentCallSid", CALL.value());
    return Events.with(event, "Digits", digits);
  }

  @Test
  void callerWhoHangsUpWhileATransferRingsEndsTheCall() {
    calls.leave(CALL, new NextStep.Transfer(new PhoneNumber("+33142000000")));

    var response = handle(Events.with("transfer-no-answer", "CallStatus", "completed"));

    assertThat(new TwimlDocument(response.getBody()).verbs()).isEmpty();
    assertThat(onlyMessage().reason()).isEqualTo(EndReason.CALLER_HUNG_UP);
  }
}
