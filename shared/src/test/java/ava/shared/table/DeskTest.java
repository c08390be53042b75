package ava.shared.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.embedded.EmbeddedDynamoDb;
import ava.shared.call.CallSid;
import ava.shared.call.FiledCall;
import ava.shared.call.FollowUp;
import ava.shared.call.FollowUp.Decision;
import ava.shared.call.FollowUp.State;
import ava.shared.call.PhoneNumber;
import ava.shared.call.SearchText;
import ava.shared.table.FollowUps.Outcome;
import ava.shared.table.FollowUps.Wish;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Calls on the owner's desk: the pile, decisions, lists, the search and the audit trail.
class DeskTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:40:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final PhoneNumber CALLER = new PhoneNumber("+33612345678");
  private static final PhoneNumber OFFICE = new PhoneNumber("+33123456789");
  private static final Instant OCTOBER = NOW.minus(Duration.ofDays(40));
  private static final Instant YEAR = NOW.plus(Duration.ofDays(300));
  private static final List<YearMonth> MONTHS =
      List.of(YearMonth.of(2026, 11), YearMonth.of(2026, 10), YearMonth.of(2026, 9));
  private static final Decision OWNER = new Decision("titulaire", NOW);

  @AutoClose private static final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();

  private final String table = "calls-" + UUID.randomUUID();
  private final CallStore calls = new CallStore(dynamoDb.client(), table, CLOCK);
  private final FollowUps followUps = new FollowUps(dynamoDb.client(), table, CLOCK);
  private final CallLists lists = new CallLists(dynamoDb.client(), table, CLOCK);
  private final SearchEntries search = new SearchEntries(dynamoDb.client(), table, CLOCK);
  private final AuditTrail audit = new AuditTrail(dynamoDb.client(), table, CLOCK);

  @BeforeEach
  void createTable() {
    dynamoDb.createTable(table);
  }

  @Test
  void thePileHasUrgentCallsFirstThenWhatIsDueThenTheOldest() {
    open(1, NOW, false, Optional.empty());
    open(2, NOW.minusSeconds(900), false, Optional.empty());
    open(3, NOW, false, Optional.of(NOW.plusSeconds(7200)));
    open(4, NOW, false, Optional.of(NOW.plusSeconds(60)));
    open(5, NOW, true, Optional.empty());
    ring(6, NOW);

    assertThat(sids(lists.open(50, Optional.empty()).calls())).containsExactly(5, 4, 3, 2, 1);
  }

  @Test
  void aDecisionTakesACallFromThePileAndAnotherLaysItBack() {
    open(1, NOW, true, Optional.of(NOW));

    var done =
        followUps.decide(sid(1), 0, new Wish(State.CALLED_BACK, Optional.empty(), "vue"), OWNER);

    assertThat(done)
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            d -> {
              assertThat(d.call().followUp().version()).isEqualTo(1);
              assertThat(d.call()).isEqualTo(followUps.find(sid(1)).orElseThrow());
            });
    assertThat(lists.open(50, Optional.empty()).calls()).isEmpty();

    followUps.decide(sid(1), 1, new Wish(State.TO_CALL_BACK, Optional.of(NOW), ""), OWNER);

    assertThat(sids(lists.open(50, Optional.empty()).calls())).containsExactly(1);
    assertThat(followUps.history(sid(1)))
        .extracting(FollowUp::state)
        .containsExactly(State.CALLED_BACK, State.TO_CALL_BACK);
    assertThat(audit.of(YearMonth.of(2026, 11)))
        .extracting(AuditTrail.Line::detail)
        .containsExactlyInAnyOrder("TO_CALL_BACK → CALLED_BACK", "CALLED_BACK → TO_CALL_BACK");
  }

  @Test
  void whoDecidesOnWhatHeDidNotSeeLearnsWhatIsThere() {
    open(1, NOW, false, Optional.empty());
    followUps.decide(sid(1), 0, new Wish(State.CLOSED, Optional.empty(), ""), OWNER);

    assertThat(followUps.decide(sid(1), 0, new Wish(State.UNWANTED, Optional.empty(), ""), OWNER))
        .isInstanceOfSatisfying(
            Outcome.Overtaken.class,
            o -> assertThat(o.call().followUp().state()).isEqualTo(State.CLOSED));
    assertThat(followUps.decide(sid(9), 0, new Wish(State.CLOSED, Optional.empty(), ""), OWNER))
        .isInstanceOf(Outcome.Unknown.class);
    assertThat(followUps.history(sid(1))).hasSize(1);
  }

  @Test
  void aCallWithoutAStateCanBeLaidOnThePile() {
    ring(1, NOW);

    followUps.decide(sid(1), 0, new Wish(State.TO_CALL_BACK, Optional.empty(), ""), OWNER);

    assertThat(sids(lists.open(50, Optional.empty()).calls())).containsExactly(1);
  }

  @Test
  void aLateSummaryChangesNothingThatAPersonDecided() {
    open(1, NOW, false, Optional.empty());
    open(1, NOW, true, Optional.empty());
    assertThat(followUps.find(sid(1)).orElseThrow().followUp().urgent()).isTrue();
    followUps.decide(sid(1), 0, new Wish(State.CLOSED, Optional.empty(), ""), OWNER);

    open(1, NOW, false, Optional.of(NOW));

    assertThat(followUps.find(sid(1)).orElseThrow().followUp().state()).isEqualTo(State.CLOSED);
    assertThat(lists.open(50, Optional.empty()).calls()).isEmpty();
  }

  @Test
  void listsComePageByPageWithEveryCallOnce() {
    for (var number = 0; number < 7; number++) {
      open(number, NOW.plusSeconds(number % 3), false, Optional.empty());
    }
    var day = LocalDate.of(2026, 11, 25);
    var seen = new ArrayList<Integer>();
    var after = Optional.<String>empty();
    do {
      var page = lists.onDay(day, 3, after);
      seen.addAll(sids(page.calls()));
      after = page.next();
    } while (after.isPresent());

    assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    assertThatThrownBy(() -> lists.onDay(day, 3, Optional.of("bm9uc2Vucw")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCallersOtherCallsAreFoundAndThoseOfWithheldNumbersAreNobodys() {
    ring(1, NOW);
    ring(2, NOW.plusSeconds(60));
    calls.ringing(sid(3), new PhoneNumber("anonymous"), OFFICE, NOW);

    assertThat(sids(lists.of(CALLER))).containsExactly(2, 1);
    assertThat(lists.of(new PhoneNumber("anonymous"))).isEmpty();
  }

  @Test
  void wordsAndNotesOfAllMonthsAreFoundLatestFirst() {
    var october = NOW.minusSeconds(40 * 86_400L);
    search.put(sid(1), october, List.of("Mme Lefèvre", "une fuite"), NOW.plusSeconds(60));
    search.put(sid(2), NOW, List.of("M. Martin", "la fuite du toit"), NOW.plusSeconds(60));
    search.note(sid(2), NOW, "rappelé, vient lundi", NOW.plusSeconds(60));
    search.put(sid(3), NOW, List.of("fuite oubliée"), NOW);
    var months = List.of(YearMonth.of(2026, 11), YearMonth.of(2026, 10));

    assertThat(search.find(SearchText.of("fuite").orElseThrow(), months, 10))
        .extracting(SearchEntries.Hit::callSid)
        .containsExactly(sid(2), sid(1));
    assertThat(search.find(SearchText.of("fuite").orElseThrow(), months, 1))
        .as("what was lately, without a look at what was before")
        .extracting(hit -> hit.callSid())
        .containsExactly(sid(2));
    assertThat(search.find(SearchText.of("lundi").orElseThrow(), months, 10))
        .extracting(SearchEntries.Hit::around)
        .containsExactly("rappelé, vient lundi");
  }

  @Test
  void aMonthThatIsOverIsReadWholeOnceThenByItsWords() {
    search.put(sid(1), OCTOBER, List.of("une fuite"), YEAR);

    assertThat(found("introuvable")).isEmpty();

    assertThat(vocabulary()).contains("une\nfuite\n");
    assertThat(found("fuite")).containsExactly(sid(1));
    assertThat(found("uit")).as("inside a word").containsExactly(sid(1));
  }

  @Test
  void whatChangesAMonthForgetsItsWords() {
    search.put(sid(1), OCTOBER, List.of("une fuite"), YEAR);
    found("introuvable");

    search.put(sid(2), OCTOBER, List.of("un toit"), YEAR);
    assertThat(found("toit")).containsExactly(sid(2));
    search.note(sid(1), OCTOBER, "vient lundi", YEAR);
    assertThat(found("lundi")).containsExactly(sid(1));
    search.note(sid(1), OCTOBER, "", YEAR);
    assertThat(found("lundi")).isEmpty();
    assertThat(vocabulary()).hasValueSatisfying(words -> assertThat(words).doesNotContain("lundi"));
    search.erase(sid(1), OCTOBER);
    assertThat(vocabulary()).isEmpty();
    assertThat(found("fuite")).isEmpty();
    assertThat(vocabulary()).contains("un\ntoit\n");
  }

  @Test
  void wordsThatWereReadWhileTheMonthChangedAreNotKept() {
    var vocabularies = new Vocabularies(dynamoDb.client(), table, CLOCK);
    var october = YearMonth.of(2026, 10);
    var entries = List.of(new SearchEntries.Entry("", "une fuite", YEAR));
    var never = vocabularies.state(october);
    search.erase(sid(1), OCTOBER);
    vocabularies.keep(october, never, entries);
    var before = vocabularies.state(october);
    search.erase(sid(2), OCTOBER);
    vocabularies.keep(october, before, entries);

    assertThat(vocabulary()).isEmpty();

    vocabularies.keep(october, vocabularies.state(october), entries);
    assertThat(vocabulary()).contains("une\nfuite\n");
  }

  @Test
  void wordsEndWithTheFirstCallThatIsNotKeptAnyLonger() {
    var first = NOW.plus(Duration.ofDays(3));
    search.put(sid(1), OCTOBER, List.of("une fuite"), first);
    search.put(sid(2), OCTOBER.plusSeconds(1), List.of("un toit"), YEAR);
    found("introuvable");
    assertThat(vocabulary()).isPresent();

    var later = new SearchEntries(dynamoDb.client(), table, Clock.fixed(first, ZoneOffset.UTC));
    assertThat(later.find(SearchText.of("fuite").orElseThrow(), MONTHS, 10)).isEmpty();

    assertThat(vocabulary()).contains("un\ntoit\n");
  }

  @Test
  void wordsThatWouldEndWithinADayAreNotKept() {
    search.put(sid(1), OCTOBER, List.of("une fuite"), NOW.plus(Duration.ofHours(23)));

    found("introuvable");

    assertThat(vocabulary()).isEmpty();
  }

  private List<CallSid> found(String asked) {
    return search.find(SearchText.of(asked).orElseThrow(), MONTHS, 10).stream()
        .map(SearchEntries.Hit::callSid)
        .toList();
  }

  /// The words that are kept of October.
  private Optional<String> vocabulary() {
    return dynamoDb.items(table).stream()
        .filter(item -> AttributeValue.fromS("VOCABULARY").equals(item.get("pk")))
        .filter(item -> AttributeValue.fromS("2026-10").equals(item.get("sk")))
        .flatMap(item -> Optional.ofNullable(item.get("words")).stream())
        .map(words -> Packed.text(words.b().asByteArray()))
        .findFirst();
  }

  private void open(int number, Instant startedAt, boolean urgent, Optional<Instant> due) {
    ring(number, startedAt);
    var proposal = new FollowUp(State.TO_CALL_BACK, urgent, due, "", 0, Optional.empty());
    followUps.propose(sid(number), startedAt, proposal);
  }

  private void ring(int number, Instant at) {
    calls.ringing(sid(number), CALLER, OFFICE, at);
  }

  private static CallSid sid(int number) {
    return new CallSid("CA%032d".formatted(number));
  }

  private static List<Integer> sids(List<FiledCall> filed) {
    return filed.stream()
        .map(call -> Integer.parseInt(call.call().callSid().value().substring(2)))
        .toList();
  }
}
