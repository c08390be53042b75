package ava.summary;

import static java.util.Objects.requireNonNull;

import ava.shared.aws.ReachedDynamoDb;
import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.SummaryState;
import ava.shared.call.Timestamps;
import ava.shared.table.CallItem;
import ava.summary.content.Summary;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Who works on the summary of a call, and how far it is: attributes of the call's own item.
///
/// A claim is a lease. It must be longer than a worker can live (the function's timeout), since a
/// lease that is over may be taken by another. Every later write holds only while the claim is
/// ours. Each method is one request and throws [OutOfReach] when the table cannot be reached. Safe
/// for use by several threads.
final class SummaryClaims {
  private static final String PENDING = "PENDING";
  private static final Logger LOG = LoggerFactory.getLogger(SummaryClaims.class);

  private final DynamoDbClient client;
  private final String table;
  private final Clock clock;
  private final Duration lease;

  SummaryClaims(DynamoDbClient client, String table, Clock clock, Duration lease) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.clock = clock;
    this.lease = lease;
  }

  /// What came of trying to take a call.
  sealed interface Claim {
    /// The call is ours.
    ///
    /// @param record the call as it is now
    /// @param webhookPending the webhook has not taken the call yet
    record Taken(
        String owner,
        CallRecord record,
        MailProgress mail,
        Earlier earlier,
        Heard heard,
        boolean webhookPending)
        implements Claim {}

    /// Somebody else is at it.
    record Busy() implements Claim {}

    /// Nothing is left to do.
    record Finished() implements Claim {}
  }

  /// How far the email was.
  ///
  /// @param mayBeSent an earlier worker may have sent the mail without living to note it
  /// @param mailed what the mails so far hold, or what was found not to be worth one
  record MailProgress(SummaryState state, boolean mayBeSent, Optional<Contents> mailed) {}

  /// What an earlier worker had written, and what it was made from.
  record Earlier(Optional<Summary> summary, Optional<Contents> summaryOf) {}

  /// What the bridge says that it heard.
  ///
  /// @param turns how many, once it said so
  /// @param spoke whether the caller spoke
  record Heard(Optional<Integer> turns, boolean spoke) {}

  /// The claim was lost to another worker.
  static final class ClaimLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClaimLost(Throwable cause) {
      super("another worker took the call", cause);
    }
  }

  /// Takes a call. The same owner may ask again: his first request may have been done and its
  /// answer lost.
  ///
  /// @param owner names one worker at one message
  /// @param webhook whether a webhook waits for the call, too
  /// @param contents what there is of the call: a call whose mails hold all of it is finished
  Claim claim(CallSid callSid, String owner, boolean webhook, Contents contents) {
    var now = clock.instant();
    var change = new ClaimChange();
    change.set("claimOwner", text(owner));
    change.set("claimUntil", text(Timestamps.format(now.plus(lease))));
    change.setOnce("summaryState", text(SummaryState.CLAIMED.name()));
    if (webhook) {
      change.setOnce("webhookState", text(PENDING));
    }
    change.value(":now", text(Timestamps.format(now)));
    change.value(":sent", text(SummaryState.SENT.name()));
    change.value(":skipped", text(SummaryState.SKIPPED.name()));
    change.value(":pending", text(PENDING));
    change.value(":contents", text(contents.toJson()));
    try {
      var answer =
          client.updateItem(r ->
              r.tableName(table)
                  .key(key(callSid))
                  .updateExpression(change.expression())
                  .conditionExpression(
                      "(attribute_not_exists(claimUntil) OR claimUntil < :now"
                          + " OR claimOwner = :claimOwner)"
                          + " AND (attribute_not_exists(summaryState)"
                          + " OR NOT summaryState IN (:sent, :skipped)"
                          + " OR webhookState = :pending"
                          + " OR (attribute_exists(mailed) AND mailed <> :contents))")
                  .expressionAttributeValues(change.values)
                  .returnValues(ReturnValue.ALL_NEW)
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return taken(owner, answer.attributes());
    } catch (ConditionalCheckFailedException e) {
      return finished(e.item(), contents) ? new Claim.Finished() : new Claim.Busy();
    }
  }

  private static Claim taken(String owner, Map<String, AttributeValue> item) {
    var record = CallItem.call(item).orElseThrow();
    var state = SummaryState.valueOf(requireNonNull(item.get("summaryState")).s());
    return new Claim.Taken(
        owner,
        record,
        new MailProgress(
            state,
            state == SummaryState.SENDING || isTrue(item, "mailUncertain"),
            contents(item, "mailed")),
        new Earlier(
            Optional.ofNullable(item.get("summary")).map(json -> Summary.fromJson(json.s())),
            contents(item, "summaryOf")),
        new Heard(
            Optional.ofNullable(item.get("heardTurns")).map(count -> Integer.parseInt(count.n())),
            isTrue(item, "callerSpoke")),
        isPending(item));
  }

  private static boolean isTrue(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    return value != null && value.bool();
  }

  private static Optional<Contents> contents(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(json -> Contents.fromJson(json.s()));
  }

  private static boolean finished(Map<String, AttributeValue> item, Contents contents) {
    var state = item.get("summaryState");
    return state != null
        && List.of(SummaryState.SENT.name(), SummaryState.SKIPPED.name()).contains(state.s())
        && !isPending(item)
        && contents(item, "mailed").filter(mailed -> !mailed.equals(contents)).isEmpty();
  }

  private static boolean isPending(Map<String, AttributeValue> item) {
    var webhook = item.get("webhookState");
    return webhook != null && PENDING.equals(webhook.s());
  }

  /// Stores the summary, so that nobody needs to make it again.
  void written(Claim.Taken claim, Summary summary, Contents contents) {
    var change = state(SummaryState.WRITTEN);
    change.set("summary", text(summary.toJson()));
    change.set("summaryOf", text(contents.toJson()));
    write(claim, change);
  }

  /// Notes that the mail is about to be handed over.
  void sending(Claim.Taken claim) {
    var change = state(SummaryState.SENDING);
    if (claim.mail().mayBeSent()) {
      change.set("mailUncertain", AttributeValue.fromBool(true));
    }
    write(claim, change);
  }

  /// @param contents what the mails hold with this one
  void sent(Claim.Taken claim, String messageId, Contents contents) {
    var change = state(SummaryState.SENT);
    change.set("messageId", text(messageId));
    change.set("mailed", text(contents.toJson()));
    change.remove("summaryError");
    change.remove("mailUncertain");
    write(claim, change);
  }

  /// Notes that the mail was not sent and the summary stands in the log instead.
  ///
  /// @param mayBeSent it is not known whether the mail service took the mail
  void logged(Claim.Taken claim, String error, boolean mayBeSent) {
    var change = state(SummaryState.LOGGED);
    change.set("summaryError", text(error));
    if (mayBeSent) {
      change.set("mailUncertain", AttributeValue.fromBool(true));
    }
    write(claim, change);
  }

  /// Notes that the summary stands in the log, since nobody is to get a mail.
  void logged(Claim.Taken claim, Contents contents) {
    var change = state(SummaryState.LOGGED);
    change.set("mailed", text(contents.toJson()));
    write(claim, change);
  }

  /// @param contents in which there is nothing worth a mail
  void skipped(Claim.Taken claim, Contents contents) {
    var change = state(SummaryState.SKIPPED);
    change.set("mailed", text(contents.toJson()));
    change.remove("webhookState");
    write(claim, change);
  }

  /// Notes how the webhook took the call: `DELIVERED` or `REFUSED`.
  void webhook(Claim.Taken claim, String state) {
    var change = new ClaimChange();
    change.set("webhookState", text(state));
    write(claim, change);
  }

  /// Gives the call free for whoever comes next. It is no error that it is free already: the
  /// request may have been done and its answer lost.
  void release(Claim.Taken claim) {
    var change = new ClaimChange();
    change.remove("claimUntil");
    change.remove("claimOwner");
    try {
      write(claim, change);
    } catch (ClaimLost e) {
      LOG.atDebug().addKeyValue("callSid", claim.record().callSid().value()).log("free already");
    }
  }

  private static ClaimChange state(SummaryState state) {
    var change = new ClaimChange();
    change.set("summaryState", text(state.name()));
    return change;
  }

  private void write(Claim.Taken claim, ClaimChange change) {
    change.value(":owner", text(claim.owner()));
    try {
      client.updateItem(r ->
          r.tableName(table)
              .key(key(claim.record().callSid()))
              .updateExpression(change.expression())
              .conditionExpression("claimOwner = :owner")
              .expressionAttributeValues(change.values));
    } catch (ConditionalCheckFailedException e) {
      throw new ClaimLost(e);
    }
  }

  private static Map<String, AttributeValue> key(CallSid callSid) {
    return Map.of("pk", text("CALL#" + callSid), "sk", text("CALL"));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
