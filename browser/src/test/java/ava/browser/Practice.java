package ava.browser;

import ava.embedded.EmbeddedSes;
import ava.embedded.aws.LocalAws;
import ava.shared.call.CallRecord.Disclosure;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.FollowUp;
import ava.shared.call.FollowUp.State;
import ava.shared.call.MailRefusal;
import ava.shared.call.NotedMessage;
import ava.shared.call.NotedMessage.Field;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.call.Speaker;
import ava.shared.call.Timestamps;
import ava.shared.call.ToolUse;
import ava.shared.call.Turn;
import ava.shared.call.Usage;
import ava.shared.table.CallStore;
import ava.shared.table.FollowUps;
import ava.shared.table.SearchEntries;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

/// A practice that has had calls before: laid into a table before Ava is started with it.
final class Practice {
  /// A call of [#CLAIRE], urgent and not called back.
  static final CallSid URGENT = sid(1);

  static final CallSid SECOND = sid(2);

  /// Whoever reads it must find text, and no picture.
  static final String PLANTED = "<img src=planted onerror=\"window.planted=1\">";

  static final CallSid HOSTILE = sid(3);
  static final CallSid VOICEMAIL = sid(4);
  static final CallSid LONG = sid(5);

  private static final Duration LATEST = Duration.ofHours(1);
  private static final PhoneNumber CLAIRE = new PhoneNumber("+33612345678");
  private static final PhoneNumber OFFICE = new PhoneNumber("+33142000000");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final DynamoDbClient client;
  private final Instant now = Instant.now();

  private Practice(DynamoDbClient client) {
    this.client = client;
  }

  private static CallSid sid(int number) {
    return new CallSid("CA%032d".formatted(number));
  }

  /// @param kept the folder in which `./ava serve` keeps its data
  static void moveIn(Path kept) {
    moveIn(kept, Practice::today);
  }

  /// As [#moveIn], with the calls of a month before.
  static void moveInSinceAMonth(Path kept) {
    moveIn(
        kept,
        practice -> {
          practice.today();
          practice.month();
        });
  }

  private static void moveIn(Path kept, Consumer<Practice> filling) {
    try (var aws = LocalAws.start(Optional.of(kept), EmbeddedSes.start())) {
      filling.accept(new Practice(aws.table()));
    }
  }

  /// The day in Paris of the latest call.
  static LocalDate latestDay() {
    return LocalDate.ofInstant(Instant.now().minus(LATEST), Timestamps.PARIS);
  }

  private void today() {
    claire();
    hostile();
    voicemail();
    longCall();
  }

  private void claire() {
    var before = call(SECOND, CLAIRE, ago(26), "Claire Dubois", "prise de rendez-vous");
    before.propose(false, Optional.empty());
    var call = call(URGENT, CLAIRE, now.minus(LATEST), "Claire Dubois", "forte fièvre de son fils");
    call.propose(true, Optional.of(now.plus(Duration.ofMinutes(30))));
  }

  private void hostile() {
    var call = call(HOSTILE, new PhoneNumber("+33698765432"), ago(2), PLANTED, PLANTED);
    call.says(3, Speaker.CALLER, PLANTED);
    call.propose(false, Optional.empty());
    call.set("webhookState", PLANTED);
    call.store.refused(HOSTILE, new MailRefusal(call.at, PLANTED, "Bounce"));
  }

  private void voicemail() {
    var call = call(VOICEMAIL, new PhoneNumber("+33155667788"), ago(3), "Paul Martin", "devis");
    call.store.recorded(
        VOICEMAIL,
        new Recording(
            "https://api.twilio.com/r.mp3",
            "RE1",
            "AC1",
            Optional.of(Recording.Status.DELETED),
            false));
    call.store.keep(VOICEMAIL, new Recording.Audio("audio/mpeg", new byte[20_000]));
    call.propose(false, Optional.empty());
  }

  private void longCall() {
    var call = call(LONG, new PhoneNumber("+33177889900"), ago(5), "Jeanne Roux", "résultats");
    for (var seq = 3; seq <= 90; seq++) {
      var caller = seq % 2 == 1;
      call.says(
          seq, caller ? Speaker.CALLER : Speaker.AVA, caller ? "Oui, phrase " + seq : "Entendu.");
    }
    call.propose(false, Optional.empty());
  }

  /// Finished calls of the days before, for the figures.
  private void month() {
    var chance = new Random(7);
    for (var day = 1; day < 30; day++) {
      for (var each = 0; each < 2 + chance.nextInt(9); each++) {
        var sid = sid(1_000 + day * 100 + each);
        var at = ago(day * 24L).plus(Duration.ofMinutes(chance.nextInt(600) - 300L));
        var call =
            call(sid, new PhoneNumber("+336000%05d".formatted(day * 100 + each)), at, "", "");
        call.propose(chance.nextInt(6) == 0, Optional.empty());
        call.calledBack(at.plus(Duration.ofMinutes(20L + chance.nextInt(300))));
      }
    }
  }

  private Instant ago(long hours) {
    return now.minus(Duration.ofHours(hours));
  }

  private Filled call(CallSid sid, PhoneNumber from, Instant at, String name, String reason) {
    var call = new Filled(client, sid, from, at);
    call.fill(name, reason);
    return call;
  }

  /// One call and all that is written of it.
  private static final class Filled {
    private final DynamoDbClient client;
    private final CallSid sid;
    private final PhoneNumber from;
    private final Instant at;
    private final Clock clock;
    private final CallStore store;

    Filled(DynamoDbClient client, CallSid sid, PhoneNumber from, Instant at) {
      this.client = client;
      this.sid = sid;
      this.from = from;
      this.at = at;
      this.clock = Clock.fixed(at, ZoneOffset.UTC);
      this.store = new CallStore(client, LocalAws.TABLE, clock);
    }

    private void fill(String name, String reason) {
      store.answered(sid, from, OFFICE, at);
      says(1, Speaker.AVA, "Le cabinet, bonjour. Je suis Ava, une intelligence artificielle.");
      says(2, Speaker.CALLER, "Bonjour, je vous appelle pour " + reason + ".");
      store.disclosed(
          sid, new Disclosure("Je suis Ava, une intelligence artificielle.", at, "g1:4"));
      if (!name.isEmpty()) {
        store.note(sid, new NotedMessage(Map.of(Field.NAME, name, Field.REASON, reason)));
        store.used(sid, new ToolUse("noter_message", at.plusSeconds(12)));
      }
      store.used(
          sid, new Usage(900, 400, 300, 100, 200, 300, 0.21).plus(Usage.ofSpeech(0.03)), "w", 1);
      store.ended(sid, at.plusSeconds(130), EndReason.GOODBYE);
      var summary =
          JSON.createObjectNode().put("reason", reason).put("text", "À propos de : " + reason);
      summary.putObject("who").put("name", name).put("phone", from.value());
      set("summary", summary.toString());
      set("summaryState", "SENT");
      new SearchEntries(client, LocalAws.TABLE, clock)
          .put(sid, at, List.of(name, reason, from.value()), at.plus(Duration.ofDays(30)));
    }

    private void says(int seq, Speaker speaker, String text) {
      var from = at.plusSeconds(seq * 7L);
      store.append(sid, new Turn(seq, speaker, text, from, from.plusSeconds(4), seq % 9 == 4));
    }

    private void propose(boolean urgent, Optional<Instant> due) {
      new FollowUps(client, LocalAws.TABLE, clock)
          .propose(sid, at, new FollowUp(State.TO_CALL_BACK, urgent, due, "", 0, Optional.empty()));
    }

    private void calledBack(Instant when) {
      new FollowUps(client, LocalAws.TABLE, Clock.fixed(when, ZoneOffset.UTC))
          .decide(
              sid,
              0,
              new FollowUps.Wish(State.CALLED_BACK, Optional.empty(), ""),
              new FollowUp.Decision("titulaire", when));
    }

    private void set(String name, String value) {
      client.updateItem(r ->
          r.tableName(LocalAws.TABLE)
              .key(
                  Map.of(
                      "pk", AttributeValue.fromS("CALL#" + sid),
                      "sk", AttributeValue.fromS("CALL")))
              .updateExpression("SET #name = :value")
              .expressionAttributeNames(Map.of("#name", name))
              .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value))));
    }
  }
}
