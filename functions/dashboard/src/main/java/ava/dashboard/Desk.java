package ava.dashboard;

import ava.shared.call.Timestamps;
import ava.shared.table.AuditTrail;
import ava.shared.table.CallLists;
import ava.shared.table.CallStore;
import ava.shared.table.Erasure;
import ava.shared.table.FollowUps;
import ava.shared.table.Retention;
import ava.shared.table.SearchEntries;
import ava.shared.table.SignIns;
import ava.shared.table.Viewers;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What the owner's desk knows, all in one table.
record Desk(
    CallStore calls,
    CallLists lists,
    FollowUps followUps,
    SearchEntries search,
    AuditTrail audit,
    Erasure erasure,
    Users users,
    Clock clock) {
  /// Who has come in, and who looks on.
  record Users(SignIns signIns, Viewers viewers) {}

  /// Who asks, while his request is answered.
  static final ScopedValue<Visitor> ASKING = ScopedValue.newInstance();

  /// Who acts, as others read it.
  static String by() {
    return ASKING.orElse(Visitor.NOBODY).name();
  }

  /// The months of which a call may still be kept, whatever was set when it began, latest first.
  List<YearMonth> months() {
    var now = clock.instant();
    var first =
        YearMonth.from(now.minus(Duration.ofDays(Retention.MOST_DAYS)).atZone(Timestamps.PARIS));
    return Stream.iterate(
            YearMonth.from(now.atZone(Timestamps.PARIS)),
            month -> !month.isBefore(first),
            month -> month.minusMonths(1))
        .toList();
  }

  static Desk of(DynamoDbClient client, String table, Clock clock) {
    return new Desk(
        new CallStore(client, table, clock),
        new CallLists(client, table, clock),
        new FollowUps(client, table, clock),
        new SearchEntries(client, table, clock),
        new AuditTrail(client, table, clock),
        new Erasure(client, table, clock),
        new Users(new SignIns(client, table, clock), new Viewers(client, table, clock)),
        clock);
  }
}
