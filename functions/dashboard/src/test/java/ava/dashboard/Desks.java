package ava.dashboard;

import ava.shared.call.CallSid;
import ava.shared.call.SummaryState;
import ava.shared.settings.Secret;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The desk over a table of a test's, and what the summary function leaves there.
final class Desks {
  /// Routes that the handler answers without the desk.
  static final Set<String> OPEN =
      Set.of(
          "GET /assets/{name}",
          "GET /auth/callback",
          "GET /auth/login",
          "POST /auth/logout",
          "POST /auth/logout-everywhere",
          "POST /auth/token",
          "GET /lien/{token}",
          "POST /lien/{token}");

  private Desks() {}

  static Dashboard dashboard(DynamoDbClient client, String table, Clock clock) {
    var secret = Secret.of("secret");
    return new Dashboard(Desk.of(client, table, clock), new Assets(), Optional.empty(), secret);
  }

  /// @param summary as it is stored
  static void summarised(DynamoDbClient client, String table, CallSid callSid, String summary) {
    client.updateItem(r ->
        r.tableName(table)
            .key(
                Map.of(
                    "pk", AttributeValue.fromS("CALL#" + callSid),
                    "sk", AttributeValue.fromS("CALL")))
            .updateExpression("SET summaryState = :state, summary = :summary")
            .expressionAttributeValues(
                Map.of(
                    ":state", AttributeValue.fromS(SummaryState.SENT.name()),
                    ":summary", AttributeValue.fromS(summary))));
  }
}
