package ava.embedded.table;

import ava.embedded.table.Attribute.Fields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An error that DynamoDB answers instead of doing what it was asked. Source: AWS, "Error handling
/// with DynamoDB".
public final class TableRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String DYNAMODB = "com.amazonaws.dynamodb.v20120810#";
  private static final String CORAL = "com.amazon.coral.service#";

  private final int status;
  private final String type;

  /// What stands in the answer beside type and message. The SDK's exceptions are serialisable on
  /// paper only; so is this one.
  private final transient ObjectNode more = JsonNodeFactory.instance.objectNode();

  private TableRefusal(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  /// @param error DynamoDB's own name, such as `ThrottlingException`
  public static TableRefusal of(int status, String error, String message) {
    return new TableRefusal(status, DYNAMODB + error, message);
  }

  static TableRefusal validation(String message) {
    return new TableRefusal(400, "com.amazon.coral.validate#ValidationException", message);
  }

  /// Refuses what DynamoDB may know and Ava does not use.
  static TableRefusal unsupported(String what) {
    return validation("not in Ava's table: " + what);
  }

  static TableRefusal serialization(String message) {
    return new TableRefusal(400, CORAL + "SerializationException", message);
  }

  static TableRefusal unknownOperation() {
    return new TableRefusal(400, CORAL + "UnknownOperationException", "");
  }

  static TableRefusal unsigned() {
    return new TableRefusal(
        400,
        CORAL + "MissingAuthenticationTokenException",
        "Request is missing Authentication Token");
  }

  static TableRefusal stranger() {
    return new TableRefusal(
        400,
        CORAL + "UnrecognizedClientException",
        "The security token included in the request is invalid.");
  }

  static TableRefusal notFound(String message) {
    return of(400, "ResourceNotFoundException", message);
  }

  static TableRefusal internal() {
    return of(500, "InternalServerError", "The request processing has failed");
  }

  /// @param item the item as it stands, for a caller that asked for it
  static TableRefusal condition(Optional<Fields> item) {
    var refusal = of(400, "ConditionalCheckFailedException", "The conditional request failed");
    item.ifPresent(each -> refusal.more.set("Item", AttributeJson.json(each)));
    return refusal;
  }

  /// Refuses a transaction.
  ///
  /// @param reasons one for each of its actions, empty where it could have been done
  static TableRefusal cancelled(List<Optional<TableRefusal>> reasons) {
    var refusal =
        of(
            400,
            "TransactionCanceledException",
            reasons.stream()
                .map(reason -> reason.map(TableRefusal::reasonCode).orElse("None"))
                .collect(
                    Collectors.joining(
                        ", ",
                        "Transaction cancelled, please refer cancellation reasons for specific"
                            + " reasons [",
                        "]")));
    var array = refusal.more.putArray("CancellationReasons");
    for (var reason : reasons) {
      var json = array.addObject();
      json.put("Code", reason.map(TableRefusal::reasonCode).orElse("None"));
      reason.ifPresent(each -> {
        json.put("Message", each.getMessage());
        json.setAll(each.more);
      });
    }
    return refusal;
  }

  private String reasonCode() {
    return switch (error()) {
      case "ConditionalCheckFailedException" -> "ConditionalCheckFailed";
      case "TransactionConflictException" -> "TransactionConflict";
      case "ProvisionedThroughputExceededException" -> "ProvisionedThroughputExceeded";
      case "ThrottlingException" -> "ThrottlingError";
      default -> "ValidationError";
    };
  }

  public int status() {
    return status;
  }

  /// The name behind the `#`, by which the SDK finds its exception class.
  public String error() {
    return type.substring(type.indexOf('#') + 1);
  }

  /// The body of the answer.
  public ObjectNode json() {
    var json = JsonNodeFactory.instance.objectNode().put("__type", type);
    if (getMessage() != null && !getMessage().isEmpty()) {
      json.put(more.has("CancellationReasons") ? "Message" : "message", getMessage());
    }
    json.setAll(more);
    return json;
  }
}
