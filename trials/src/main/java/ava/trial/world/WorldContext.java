package ava.trial.world;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What Lambda tells an invocation in the world: above all how much virtual time is left.
final class WorldContext implements Context {
  private final World world;
  private final long end;

  WorldContext(World world, Duration limit) {
    this.world = world;
    this.end = world.now() + limit.toNanos();
  }

  @Override
  public int getRemainingTimeInMillis() {
    return (int) Math.max(0, (end - world.now()) / 1_000_000);
  }

  @Override
  public String getAwsRequestId() {
    return "request-" + end;
  }

  @Override
  public String getLogGroupName() {
    return "world";
  }

  @Override
  public String getLogStreamName() {
    return "world";
  }

  @Override
  public String getFunctionName() {
    return "function";
  }

  @Override
  public String getFunctionVersion() {
    return "1";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:eu-west-3:000000000000:function:function";
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
  public int getMemoryLimitInMB() {
    return 512;
  }

  @Override
  public LambdaLogger getLogger() {
    throw new UnsupportedOperationException("functions log by SLF4J");
  }
}
