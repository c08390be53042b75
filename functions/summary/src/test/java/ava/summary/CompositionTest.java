package ava.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// The function as it is put together from its environment, with the SDK's own clients.
@Isolated("sets system properties of the AWS SDK")
class CompositionTest {
  private final Clouds clouds = new Clouds();
  private final Map<String, String> properties =
      Map.of(
          "aws.region", "eu-west-3",
          "aws.accessKeyId", clouds.dynamo.credentials().accessKeyId(),
          "aws.secretAccessKey", clouds.dynamo.credentials().secret(),
          "aws.endpointUrlDynamoDb", clouds.dynamo.endpoint().toString(),
          "aws.endpointUrlSes", clouds.ses.endpoint().toString());

  @AfterEach
  void close() {
    properties.keySet().forEach(System::clearProperty);
    clouds.close();
  }

  @Test
  void handlerFromTheEnvironmentSendsTheMail() {
    properties.forEach(System::setProperty);
    var call = clouds.leak();
    var handler =
        new SummaryHandler(
            Map.of(
                "CALLS_TABLE", Clouds.TABLE,
                "SUMMARY_EMAIL", "accueil@cabinet.fr",
                "SUMMARY_SENDER", "ava@cabinet.fr",
                "AVA_BUSINESS_NAME", "le cabinet Durand"));

    var failures = Lambda.failures(handler, Clouds.event(call));

    assertThat(failures).isEmpty();
    assertThat(clouds.ses.mails()).hasSize(1);
    assertThat(clouds.ses.mails().getFirst().from()).isEqualTo("Ava <ava@cabinet.fr>");
  }
}
