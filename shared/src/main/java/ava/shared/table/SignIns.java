package ava.shared.table;

import static ava.shared.table.CallItem.key;
import static ava.shared.table.CallItem.number;
import static ava.shared.table.CallItem.text;

import ava.shared.aws.ReachedDynamoDb;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Whose sign-ins are over although his tokens are not: item `USER#<sub>`, `USER` with his name and
/// `signedOutAt`, and `USER#<sub>`, `OUT#<session>` for each sign-in that he ended by itself. Safe
/// for use by several threads. All methods throw [ava.shared.aws.OutOfReach] when the table cannot
/// be reached.
public final class SignIns {
  /// Longer than any access token is good.
  private static final Duration REMEMBERED = Duration.ofHours(2);

  private static final String USER = "USER";
  private static final String OUT = "OUT#";

  private final DynamoDbClient client;
  private final String table;
  private final Clock clock;

  public SignIns(DynamoDbClient client, String table, Clock clock) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.clock = clock;
  }

  /// What is known of a user.
  ///
  /// @param name as others read it; empty for one who never came through the page
  /// @param signedOutAt what began until then is over, to the second
  /// @param ended sign-ins that are over by themselves
  public record Known(Optional<String> name, Instant signedOutAt, Set<String> ended) {
    public boolean over(Instant signedInAt, String session) {
      return !signedInAt.isAfter(signedOutAt) || ended.contains(session);
    }
  }

  /// One consistent read.
  public Known of(String sub) {
    var items =
        client
            .query(r ->
                r.tableName(table)
                    .keyConditionExpression("pk = :user")
                    .expressionAttributeValues(Map.of(":user", user(sub)))
                    .consistentRead(true))
            .items();
    var user =
        items.stream()
            .filter(item -> CallItem.string(item, "sk").orElse("").equals(USER))
            .findFirst();
    return new Known(
        user.flatMap(item -> CallItem.string(item, "who")),
        user.flatMap(item -> Optional.ofNullable(item.get("signedOutAt")))
            .map(at -> Instant.ofEpochSecond(Long.parseLong(at.n())))
            .orElse(Instant.EPOCH),
        items.stream()
            .flatMap(item -> CallItem.string(item, "sk").stream())
            .filter(sk -> sk.startsWith(OUT))
            .map(sk -> sk.substring(OUT.length()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /// Remembers who somebody is.
  public void note(String sub, String name) {
    set(sub, "who", text(name));
  }

  /// Ends all that began until now.
  public void endAll(String sub) {
    set(sub, "signedOutAt", number(clock.instant().getEpochSecond()));
  }

  /// Ends one sign-in.
  public void end(String sub, String session) {
    var item = key(user(sub), text(OUT + session));
    item.put("expiresAt", number(clock.instant().plus(REMEMBERED).getEpochSecond()));
    client.putItem(r -> r.tableName(table).item(item));
  }

  private void set(String sub, String name, AttributeValue value) {
    client.updateItem(r ->
        r.tableName(table)
            .key(key(user(sub), text(USER)))
            .updateExpression("SET #name = :value")
            .expressionAttributeNames(Map.of("#name", name))
            .expressionAttributeValues(Map.of(":value", value)));
  }

  private static AttributeValue user(String sub) {
    return text("USER#" + sub);
  }
}
