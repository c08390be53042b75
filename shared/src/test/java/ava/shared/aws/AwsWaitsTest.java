package ava.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.table.TableFault;
import ava.shared.call.CallSid;
import ava.shared.table.CallStore;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Timeout(120)
class AwsWaitsTest {
  private static final AwsWaits SHORT =
      new AwsWaits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));

  @AutoClose private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();

  @Test
  void aTableThatNeverAnswersIsGivenUp() {
    dynamoDb.createTable("calls");
    dynamoDb.faults().next(9, "GetItem", new TableFault.NoAnswer());
    var credentials = dynamoDb.credentials();
    try (var client =
        SHORT.client(
            DynamoDbClient.builder()
                .endpointOverride(dynamoDb.endpoint())
                .region(Region.EU_WEST_3)
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(
                            credentials.accessKeyId(), credentials.secret()))))) {
      var calls = new CallStore(client, "calls", Clock.systemUTC());

      assertThatThrownBy(() -> calls.find(new CallSid("CA00000000000000000000000000000001")))
          .isInstanceOf(OutOfReach.class)
          .as("whichever of its limits was reached first")
          .cause()
          .satisfiesAnyOf(
              late -> assertThat(late).isInstanceOf(ApiCallTimeoutException.class),
              late -> assertThat(late).isInstanceOf(ApiCallAttemptTimeoutException.class),
              late -> assertThat(late).hasRootCauseInstanceOf(SocketTimeoutException.class));
    }
    assertThat(dynamoDb.faults().done()).containsKey("NoAnswer");
  }

  @Test
  void oneTryIsShorterThanAll() {
    var second = Duration.ofSeconds(1);

    assertThatThrownBy(() -> new AwsWaits(second, second, Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AwsWaits(second, Duration.ofMillis(999), second))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
