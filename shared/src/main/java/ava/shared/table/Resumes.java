package ava.shared.table;

import static ava.shared.table.CallItem.callKey;
import static ava.shared.table.CallItem.number;
import static ava.shared.table.CallItem.text;
import static ava.shared.table.CallItem.time;

import ava.shared.call.CallSid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// When a call went on in a new stream. Safe for use by several threads.
final class Resumes {
  private final DynamoDbClient client;
  private final String table;

  Resumes(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /// Counts a resume and forgets the next step that led there.
  ///
  /// @return all resumes of the call, this one last; empty when the request was counted before
  Optional<List<Instant>> note(CallSid callSid, Instant at, String request, Instant expiresAt) {
    try {
      var answer =
          client.updateItem(r ->
              r.tableName(table)
                  .key(callKey(callSid))
                  .updateExpression(
                      "SET resumes = list_append(if_not_exists(resumes, :none), :at),"
                          + " resumeRequest = :request,"
                          + " expiresAt = if_not_exists(expiresAt, :expiry)"
                          + " REMOVE #next")
                  .conditionExpression(
                      "attribute_not_exists(resumeRequest) OR resumeRequest <> :request")
                  .expressionAttributeNames(Map.of("#next", "next"))
                  .expressionAttributeValues(
                      new TreeMap<>(
                          Map.of(
                              ":none", AttributeValue.fromL(List.of()),
                              ":at", AttributeValue.fromL(List.of(time(at))),
                              ":request", text(request),
                              ":expiry", number(expiresAt.getEpochSecond()))))
                  .returnValues(ReturnValue.ALL_NEW));
      return CallItem.call(answer.attributes()).map(call -> call.resumes());
    } catch (ConditionalCheckFailedException e) {
      return Optional.empty();
    }
  }
}
