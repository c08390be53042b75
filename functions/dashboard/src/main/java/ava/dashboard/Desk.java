package ava.dashboard;

import ava.shared.table.AuditTrail;
import ava.shared.table.CallLists;
import ava.shared.table.CallStore;
import ava.shared.table.FollowUps;
import ava.shared.table.SearchEntries;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What the owner's desk knows, all in one table.
record Desk(
    CallStore calls,
    CallLists lists,
    FollowUps followUps,
    SearchEntries search,
    AuditTrail audit,
    Clock clock) {
  /// Who acts at the page.
  static final String OWNER = "titulaire";

  static Desk of(DynamoDbClient client, String table, Clock clock) {
    return new Desk(
        new CallStore(client, table, clock),
        new CallLists(client, table, clock),
        new FollowUps(client, table, clock),
        new SearchEntries(client, table, clock),
        new AuditTrail(client, table, clock),
        clock);
  }
}
