package ava.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedSes.Mail;
import ava.local.cli.CallChecks.Check;
import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Speaker;
import ava.shared.call.SummaryState;
import ava.shared.call.Turn;
import ava.shared.call.Usage;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Scenario;
import ava.simulator.twilio.CallRecording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallChecksTest {
  private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
  private static final String CALL = "CA00000000000000000000000000000001";
  private static final String SUMMARY =
      """
      {"source":"extract","text":"Appel de Claire.","actions":[{"what":"rappeler Claire","turn":2}]}
      """;
  private static final Scenario SCENARIO =
      new Scenario(
          "court", "", "+33612345678", "+33199001234", "", List.of(), List.of(), "GOODBYE");
  private static final List<Turn> TURNS =
      List.of(
          turn(1, Speaker.AVA, "Bonjour, que puis-je", true),
          turn(2, Speaker.CALLER, "Rappelez-moi.", false));

  private final CallMeasures measures = new CallMeasures();

  @BeforeEach
  void talk() {
    measures.observed(new Observation.StreamStarted(Duration.ZERO, "MZ1"));
    measures.observed(
        new Observation.ModelSays(Duration.ZERO, 1, "Bonjour, que puis-je faire pour vous ?"));
    measures.observed(new Observation.ModelHears(Duration.ofSeconds(3), 1, "Rappelez-moi."));
  }

  @Test
  void callThatWentWellPasses() {
    assertThat(failed(call(TURNS, EndReason.GOODBYE, SummaryState.SENT, 0))).isEmpty();
  }

  @Test
  void otherEndThanPlannedIsTold() {
    assertThat(failed(call(TURNS, EndReason.FAILED, SummaryState.SENT, 0)))
        .containsExactly("L’appel devait finir par GOODBYE, il a fini par FAILED");
  }

  @Test
  void missingTurnIsTold() {
    var turns = List.of(TURNS.getFirst());

    assertThat(failed(call(turns, EndReason.GOODBYE, SummaryState.SENT, 0)))
        .containsExactly("Un tour de l’appelant manque dans la table : « Rappelez-moi. »");
  }

  @Test
  void turnInOtherWordsIsTold() {
    var turns = List.of(turn(1, Speaker.AVA, "Au revoir.", false), TURNS.getLast());

    assertThat(failed(call(turns, EndReason.GOODBYE, SummaryState.SENT, 0)))
        .containsExactly("Un tour d’Ava dans la table n’a jamais été dit : « Au revoir. »");
  }

  @Test
  void sentenceAfterTheEndOfTheCallIsNotMissed() {
    measures.observed(new Observation.Ended(Duration.ofSeconds(4), "CALLER"));
    measures.observed(new Observation.ModelSays(Duration.ofSeconds(4), 1, "Je vous écoute."));

    assertThat(failed(call(TURNS, EndReason.GOODBYE, SummaryState.SENT, 0))).isEmpty();
  }

  @Test
  void mailThatWasOnlyLoggedIsTold() {
    assertThat(failed(call(TURNS, EndReason.GOODBYE, SummaryState.LOGGED, 0)))
        .containsExactly("Le courriel n’est pas dans la boîte aux lettres (état : LOGGED)");
  }

  @Test
  void refusedMessagesAreTold() {
    measures.observed(new Observation.ModelRefuses(Duration.ZERO, 1, "code", "message"));

    assertThat(failed(call(TURNS, EndReason.GOODBYE, SummaryState.SENT, 2)))
        .containsExactly("Messages refusés : 2 par Twilio, 1 par le modèle");
  }

  @Test
  void callUnknownToTheTableFailsEveryCheckButTheRefusals() {
    var unknown =
        new FinishedCall(
            CALL, new CallRecording(), 0, Optional.empty(), List.of(), Optional.empty());

    assertThat(failed(unknown)).hasSize(5);
  }

  @Test
  void fileHoldsWhatTheCallWas() {
    var json = CallFiles.json(call(TURNS, EndReason.GOODBYE, SummaryState.SENT, 0), measures);

    assertThat(json.path("callSid").asString()).isEqualTo(CALL);
    assertThat(json.path("endReason").asString()).isEqualTo("GOODBYE");
    assertThat(json.at("/turns/1/speaker").asString()).isEqualTo("CALLER");
    assertThat(json.at("/turns/1/startedMs").asInt()).isEqualTo(2000);
    assertThat(json.at("/turns/0/interrupted").asBoolean()).isTrue();
    assertThat(json.at("/message/name").asString()).isEqualTo("Claire");
    assertThat(json.at("/summary/state").asString()).isEqualTo("SENT");
    assertThat(json.at("/summary/source").asString()).isEqualTo("extract");
    assertThat(json.at("/summary/actions/0").asString()).isEqualTo("rappeler Claire");
    assertThat(json.at("/email/messageId").asString()).isEqualTo("m-1");
    assertThat(json.at("/checks/twilioMessagesRefused").asInt(-1)).isZero();
  }

  private List<String> failed(FinishedCall call) {
    return CallChecks.of(call, measures, SCENARIO, true).stream()
        .filter(check -> !check.passed())
        .map(Check::text)
        .toList();
  }

  private static FinishedCall call(
      List<Turn> turns, EndReason reason, SummaryState state, int refused) {
    var sent = Optional.of("m-1").filter(_ -> state == SummaryState.SENT);
    var record =
        new CallRecord(
            new CallSid(CALL),
            new PhoneNumber("+33612345678"),
            new PhoneNumber("+33199001234"),
            new CallRecord.Course(
                START,
                Optional.of(START),
                Optional.of(START.plusSeconds(5)),
                Optional.of(reason),
                Optional.empty(),
                List.of()),
            new NotedMessage(Map.of(NotedMessage.Field.NAME, "Claire")),
            Usage.NONE,
            new CallRecord.Kept(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new CallRecord.Summary(state, SUMMARY, sent))));
    var mail =
        sent.map(id ->
            new Mail(id, "ava@a.example", List.of("b@a.example"), "Claire", "<p>", "texte", START));
    return new FinishedCall(CALL, new CallRecording(), refused, Optional.of(record), turns, mail);
  }

  private static Turn turn(int seq, Speaker speaker, String text, boolean interrupted) {
    var at = START.plusSeconds(2L * (seq - 1));
    return new Turn(seq, speaker, text, at, at.plusSeconds(1), interrupted);
  }
}
