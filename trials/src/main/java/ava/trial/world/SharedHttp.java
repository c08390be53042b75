package ava.trial.world;

import java.util.function.Supplier;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/// For clients of the SDK that all worlds have in common, since it takes long to make one: each
/// request goes the way of whoever makes it. Safe for use by several threads.
final class SharedHttp implements SdkHttpClient {
  private static final ScopedValue<CloudHttp> ASKS = ScopedValue.newInstance();

  /// Makes a request by one of these clients.
  static <R> R by(CloudHttp http, Supplier<R> request) {
    return ScopedValue.where(ASKS, http).call(request::get);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return ASKS.get().prepareRequest(request);
  }

  @Override
  public String clientName() {
    return "World";
  }

  @Override
  public void close() {}
}
