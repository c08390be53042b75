package ava.shared.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// How long a client of AWS waits. Left to itself the SDK gives a connection no limit, and tries a
/// throttled table nine times in 54 s: longer than anybody waits on the telephone or at a page.
///
/// @param connect until a connection stands
/// @param oneTry for one request and its answer
/// @param allTries for all tries and the pauses between them
public record AwsWaits(Duration connect, Duration oneTry, Duration allTries) {
  public AwsWaits {
    if (connect.compareTo(oneTry) > 0 || oneTry.compareTo(allTries) > 0) {
      throw new IllegalArgumentException(
          "%s to connect, %s for one try, %s for all".formatted(connect, oneTry, allTries));
    }
  }

  /// Builds a client that waits no longer.
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(connect).socketTimeout(oneTry))
        .overrideConfiguration(c -> c.apiCallAttemptTimeout(oneTry).apiCallTimeout(allTries))
        .build();
  }
}
