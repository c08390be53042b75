package ava.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class OutOfReachTest {
  static Stream<RuntimeException> whatClientsThrow() {
    return Stream.of(
        SdkClientException.create("reset", new SocketException("Connection reset")),
        ApiCallTimeoutException.create(2000),
        AbortedException.create("interrupted"),
        new UncheckedIOException(new IOException("Connection reset")),
        new RejectedExecutionException("closed"),
        answered(400, "ValidationException"),
        answered(403, "AccessDeniedException"),
        answered(500, "InternalServerError"));
  }

  @ParameterizedTest
  @MethodSource("whatClientsThrow")
  void whateverAClientThrowsIsOneType(RuntimeException thrown) {
    assertThat(reached(thrown)).hasCause(thrown).hasMessageStartingWith("table out of reach: ");
  }

  @Test
  void aFailedConditionIsAnAnswer() {
    for (var answer :
        List.<RuntimeException>of(
            ConditionalCheckFailedException.builder().build(),
            TransactionCanceledException.builder().build())) {
      assertThatThrownBy(() -> reach(answer)).isSameAs(answer);
    }
  }

  @Test
  void aFaultOfOursStaysWhatItIs() {
    var ours = new IllegalArgumentException("ours");

    assertThatThrownBy(() -> reach(ours)).isSameAs(ours);
  }

  @Test
  void tellsWhatMayPassAndWhatMayBeDone() {
    assertThat(reached(answered(503, "ServiceUnavailable")))
        .returns(true, OutOfReach::mayPass)
        .returns(true, OutOfReach::mayBeDone);
    assertThat(reached(answered(400, "ThrottlingException")))
        .returns(true, OutOfReach::mayPass)
        .returns(false, OutOfReach::mayBeDone);
    assertThat(reached(answered(403, "AccessDeniedException"))).returns(true, OutOfReach::mayPass);
    assertThat(reached(answered(400, "MessageRejected"))).returns(false, OutOfReach::mayPass);
    assertThat(reached(SdkClientException.create("refused", new ConnectException())))
        .returns(true, OutOfReach::mayPass)
        .returns(false, OutOfReach::mayBeDone);
    assertThat(reached(ApiCallTimeoutException.create(2000))).returns(true, OutOfReach::mayBeDone);
    assertThat(reached(AbortedException.create("interrupted"))).returns(false, OutOfReach::mayPass);
  }

  private static DynamoDbException answered(int status, String code) {
    return (DynamoDbException)
        DynamoDbException.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build();
  }

  private static OutOfReach reached(RuntimeException thrown) {
    return catchThrowableOfType(OutOfReach.class, () -> reach(thrown));
  }

  private static void reach(RuntimeException thrown) {
    OutOfReach.reach(
        "table",
        () -> {
          throw thrown;
        });
  }
}
