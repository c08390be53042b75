package ava.summary;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An invocation that has three minutes left.
final class Lambda implements Context {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// One message of a batch.
  record Message(String id, String body, int deliveries) {
    Message(String id, String body) {
      this(id, body, 1);
    }
  }

  /// The event that Lambda makes of a batch.
  static String event(List<Message> batch) {
    var event = JSON.createObjectNode();
    var records = event.putArray("Records");
    batch.forEach(message -> {
      var record = records.addObject().put("messageId", message.id()).put("body", message.body());
      record.put("eventSource", "aws:sqs");
      record
          .putObject("attributes")
          .put("ApproximateReceiveCount", Integer.toString(message.deliveries()));
    });
    return event.toString();
  }

  /// Invokes the function.
  ///
  /// @return the messages that it wants again
  static List<String> failures(SummaryHandler handler, String event) {
    return answer(handler, event).required("batchItemFailures").values().stream()
        .map(failure -> failure.required("itemIdentifier").stringValue())
        .toList();
  }

  static JsonNode answer(SummaryHandler handler, String event) {
    var output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, new Lambda());
    return JSON.readTree(output.toByteArray());
  }

  @Override
  public int getRemainingTimeInMillis() {
    return 180_000;
  }

  @Override
  public String getAwsRequestId() {
    return "request";
  }

  @Override
  public String getFunctionName() {
    return "summary";
  }

  @Override
  public String getLogGroupName() {
    return "";
  }

  @Override
  public String getLogStreamName() {
    return "";
  }

  @Override
  public String getFunctionVersion() {
    return "1";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "";
  }

  @Override
  public CognitoIdentity getIdentity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ClientContext getClientContext() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getMemoryLimitInMB() {
    return 512;
  }

  @Override
  public LambdaLogger getLogger() {
    throw new UnsupportedOperationException();
  }
}
