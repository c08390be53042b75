package ava.embedded.gateway;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What Lambda tells a handler about its invocation, as far as one machine can. Its time runs as on
/// AWS: what a handler keeps of it for later steps is kept here as well.
///
/// @param endNanos when the function must be done, by `System.nanoTime`
public record LambdaContext(String functionName, String requestId, long endNanos)
    implements Context {
  /// The `Timeout` of each function in `template.yaml`, in seconds.
  static final Map<String, Integer> TIMEOUTS =
      Map.of(
          "TelephoneFunction", 10,
          "SummaryFunction", 90,
          "LiveFunction", 30,
          "DashboardFunction", 10);

  private static final int OF_ANY_OTHER = 30;

  /// An invocation that begins now.
  ///
  /// @param handler whose class is named after its function: `SummaryHandler` of `SummaryFunction`
  public static LambdaContext of(Object handler, String requestId) {
    var function = handler.getClass().getSimpleName().replaceFirst("Handler$", "Function");
    var timeout = Duration.ofSeconds(TIMEOUTS.getOrDefault(function, OF_ANY_OTHER));
    return new LambdaContext(function, requestId, System.nanoTime() + timeout.toNanos());
  }

  /// An invocation that begins now, without a gateway that would number it.
  public static LambdaContext of(Object handler) {
    return of(handler, UUID.randomUUID().toString());
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + functionName;
  }

  @Override
  public String getLogStreamName() {
    return "local";
  }

  @Override
  public String getFunctionName() {
    return functionName;
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:eu-west-3:000000000000:function:" + functionName;
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return (int) Math.max(0, Duration.ofNanos(endNanos - System.nanoTime()).toMillis());
  }

  @Override
  public int getMemoryLimitInMB() {
    return 512;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        System.out.print(message);
      }

      @Override
      public void log(byte[] message) {
        System.out.writeBytes(message);
      }
    };
  }
}
