package ava.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedDynamoDb;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.FollowUp;
import ava.shared.call.FollowUp.State;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.table.CallStore;
import ava.shared.table.FollowUps;
import ava.shared.table.Retention;
import ava.shared.table.SearchEntries;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What the desk asks of the table when there are many calls: counted, since a clock says more of
/// the machine than of the desk. With `-Dava.desk.days=365` for a whole year, whose times are
/// printed, too.
class YearOfCallsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T17:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String TABLE = "calls";
  private static final int A_DAY = 40;
  private static final int A_MONTH = A_DAY * 31;
  private static final int DAYS = Integer.getInteger("ava.desk.days", 4);
  private static final boolean TIMED = System.getProperties().containsKey("ava.desk.days");
  private static final int MONTHS = 13;
  private static final int FIGURE_DAYS = 30;
  private static final int TRIES = 15;

  /// Of the call that is the oldest but one.
  private static final String NUMBER = "0555667788";

  /// A practice's callers have some ten thousand words in a month, few of which are usual.
  private static final int VOCABULARY = 9_000;

  private static final String[] USUAL =
      ("bonjour rendez-vous ordonnance demain matin docteur merci téléphone rappeler fièvre résultat"
              + " analyse certificat école lundi jeudi urgent douleur genou épaule vaccin courrier")
          .split(" ");

  private static final String[] WORDS =
      IntStream.range(0, VOCABULARY).mapToObj(YearOfCallsTest::word).toArray(String[]::new);

  @AutoClose private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();

  private final Meter meter = new Meter();
  private final Dashboard dashboard =
      Desks.dashboard(
          dynamoDb.clientBuilder().overrideConfiguration(meter::watch).build(), TABLE, CLOCK);

  @Test
  void listsSearchAndFiguresStayCheap() {
    dynamoDb.createTable(TABLE);
    fill();
    var kept = DAYS * A_DAY;

    var inbox = ask("the pile", "/api/inbox", "");
    var day = ask("a day", "/api/calls", "day=2026-11-25");
    var common = ask("search, a usual word", "/api/search", "q=ordonnance");
    ask("search, a word nobody said, first", "/api/search", "q=introuvable");
    var rare = ask("search, a word nobody said", "/api/search", "q=introuvable");
    var once = ask("search, a number of one call", "/api/search", "q=" + NUMBER);
    var figures = ask("figures", "/api/figures", "");
    var caller =
        ask("all calls of a number", "/api/callers/+33" + NUMBER.substring(1) + "/export", "");
    var call = ask("a call", "/api/calls/" + sid(0, 1), "");

    assertThat(inbox.requests()).isEqualTo(1);
    assertThat(inbox.readUnits()).isLessThan(20);
    assertThat(day.requests()).isEqualTo(1);
    assertThat(day.readUnits()).isLessThan(20);
    assertThat(rare.requests())
        .as("the latest month, the words of the others, and the month that is being forgotten")
        .isLessThanOrEqualTo(9);
    assertThat(rare.readUnits()).isLessThan(MONTHS * 10 + A_MONTH / 4.0);
    assertThat(once.requests()).as("and the call, and its month").isLessThanOrEqualTo(12);
    assertThat(once.readUnits()).isLessThan(MONTHS * 10 + A_MONTH / 2.0);
    assertThat(common.requests()).as("one month, and the calls found").isLessThanOrEqualTo(55);
    assertThat(common.readUnits()).isLessThan(A_MONTH / 6.0 + 60);
    assertThat(figures.requests()).isEqualTo(FIGURE_DAYS);
    assertThat(figures.readUnits()).isLessThan(FIGURE_DAYS + Math.min(FIGURE_DAYS, DAYS) * 18.0);
    assertThat(caller.requests()).as("each day, and the one call").isBetween(366, 375);
    assertThat(caller.readUnits()).isLessThan(366 + kept / 4.0);
    assertThat(call.requests()).isLessThan(8);
    assertThat(call.readUnits()).isLessThan(12);
  }

  private Meter.Reading ask(String what, String path, String query) {
    meter.reset();
    var spent = processorTime();
    assertThat(get(path, query).status()).as(path).isEqualTo(200);
    spent = processorTime() - spent;
    var reading = meter.reading();
    if (TIMED) {
      tell(what, reading, spent, () -> get(path, query));
    }
    return reading;
  }

  /// Prints what all processors spent the first time, the median of the times that follow, and what
  /// they spent in the mean; the table's part is included.
  private static void tell(String what, Meter.Reading reading, long first, Runnable asking) {
    var times = new ArrayList<Long>();
    var spent = processorTime();
    for (var each = 0; each < TRIES; each++) {
      var from = System.nanoTime();
      asking.run();
      times.add(System.nanoTime() - from);
    }
    spent = processorTime() - spent;
    System.out.printf(
        Locale.ROOT,
        "%-35s %3d requests, %7.1f read units, %5.0f ms, of processors %5.0f ms, the first time %5.0f ms%n",
        what,
        reading.requests(),
        reading.readUnits(),
        times.stream().sorted().toList().get(TRIES / 2) / 1e6,
        spent / 1e6 / TRIES,
        first / 1e6);
  }

  private static long processorTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private WebReply get(String path, String query) {
    return dashboard.answer(WebRequest.of("GET", path, query, Map.of(), "", false));
  }

  private void fill() {
    try (var threads = Executors.newFixedThreadPool(2)) {
      LongStream.range(0, DAYS).forEach(day -> threads.execute(() -> fill(day)));
    }
  }

  private void fill(long day) {
    for (var each = 1; each <= A_DAY; each++) {
      var at = NOW.minus(Duration.ofDays(day)).minus(Duration.ofMinutes(each * 12L));
      fill(sid(day, each), at, new Random(day * 100 + each));
    }
  }

  private void fill(CallSid sid, Instant at, Random chance) {
    var client = dynamoDb.client();
    var clock = Clock.fixed(at, ZoneOffset.UTC);
    var store = new CallStore(client, TABLE, new Retention(Retention.MOST_DAYS), clock);
    var from =
        sid.equals(sid(DAYS - 1L, A_DAY - 1))
            ? new PhoneNumber("+33" + NUMBER.substring(1))
            : new PhoneNumber("+336%08d".formatted(chance.nextInt(100_000_000)));
    store.answered(sid, from, new PhoneNumber("+33142000000"), at);
    store.append(sid, new Turn(1, Speaker.CALLER, words(chance, 12), at, at, false));
    store.ended(sid, at.plusSeconds(150), EndReason.GOODBYE);
    var summary =
        JsonMapper.shared()
            .createObjectNode()
            .put("reason", words(chance, 4))
            .put("text", words(chance, 40));
    summary.putObject("who").put("name", "Personne " + chance.nextInt(10_000));
    Desks.summarised(client, TABLE, sid, summary.toString());
    if (chance.nextInt(40) == 0) {
      new FollowUps(client, TABLE, clock)
          .propose(
              sid,
              at,
              new FollowUp(State.TO_CALL_BACK, false, Optional.empty(), "", 0, Optional.empty()));
    }
    new SearchEntries(client, TABLE, clock)
        .put(sid, at, List.of(from.value(), words(chance, 250)), at.plus(Duration.ofDays(366)));
  }

  private static String words(Random chance, int count) {
    var text = new StringBuilder();
    for (var each = 0; each < count; each++) {
      // the second word is half as usual as the first, the third a third
      var rank = (int) Math.pow(VOCABULARY, chance.nextDouble()) - 1;
      text.append(WORDS[rank]).append(' ');
    }
    return text.toString().strip();
  }

  private static String word(int rank) {
    if (rank < USUAL.length) {
      return USUAL[rank];
    }
    var syllables = new Random(rank);
    var word = new StringBuilder();
    for (var each = 0; each < 3; each++) {
      word.append("bcdfglmnprstv".charAt(syllables.nextInt(13)))
          .append("aeéiouèâ".charAt(syllables.nextInt(8)));
    }
    return word.append(syllables.nextBoolean() ? "r" : "nt").toString();
  }

  private static CallSid sid(long day, int number) {
    return new CallSid("CA%032d".formatted(day * 1_000 + number));
  }
}
