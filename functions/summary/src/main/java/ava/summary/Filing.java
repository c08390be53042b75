package ava.summary;

import ava.shared.call.FollowUp;
import ava.shared.call.FollowUp.State;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Turn;
import ava.shared.table.FollowUps;
import ava.shared.table.Retention;
import ava.shared.table.SearchEntries;
import ava.summary.content.PromisedTime;
import ava.summary.content.Summary;
import ava.summary.content.Summary.Category;
import ava.summary.content.Summary.Urgency;
import ava.summary.content.WholeCall;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Lays a summarised call on the owner's desk: on the pile of what is to be called back when
/// somebody waits for something, and into what can be searched. Doing it again is harmless. Safe
/// for use by several threads.
final class Filing {
  /// Nobody waits for an answer to these, unless he asked for one.
  private static final Set<Category> UNASKED =
      Set.of(Category.SOLICITATION, Category.WRONG_NUMBER, Category.SILENT);

  private final FollowUps followUps;
  private final SearchEntries search;
  private final Retention retention;
  private final Clock clock;

  Filing(DynamoDbClient client, String table, Retention retention, Clock clock) {
    this.followUps = new FollowUps(client, table, clock);
    this.search = new SearchEntries(client, table, clock);
    this.retention = retention;
    this.clock = clock;
  }

  void file(WholeCall call, Summary summary) {
    var record = call.record();
    if (awaitsSomething(summary)) {
      followUps.propose(record.callSid(), record.startedAt(), proposal(call, summary));
    }
    search.put(
        record.callSid(),
        record.startedAt(),
        words(call, summary),
        retention.until(clock.instant()));
  }

  private static boolean awaitsSomething(Summary summary) {
    return summary.followUp().callback().wished()
        || summary.matter().urgency() == Urgency.HIGH
        || !UNASKED.contains(summary.matter().category());
  }

  private static FollowUp proposal(WholeCall call, Summary summary) {
    var due =
        summary.followUp().callback().when().flatMap(when -> PromisedTime.in(when, call.begin()));
    return new FollowUp(
        State.TO_CALL_BACK,
        summary.matter().urgency() == Urgency.HIGH,
        due,
        "",
        0,
        Optional.empty());
  }

  private static List<String> words(WholeCall call, Summary summary) {
    var words = new ArrayList<String>();
    words.add(call.record().from().value());
    call.record().message().fields().values().forEach(words::add);
    var who = summary.who();
    List.of(who.name(), who.company(), who.phone(), who.address(), who.email())
        .forEach(known -> known.ifPresent(words::add));
    who.phone().map(PhoneNumber::new).map(PhoneNumber::displayed).ifPresent(words::add);
    words.add(summary.matter().reason());
    words.add(summary.matter().text());
    call.turns().stream().map(Turn::text).forEach(words::add);
    return words;
  }
}
