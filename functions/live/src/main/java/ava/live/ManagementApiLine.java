package ava.live;

import ava.shared.aws.AwsWaits;
import ava.shared.aws.OutOfReach;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

/// Sends by `PostToConnection` of the WebSocket API. Safe for use by several threads.
final class ManagementApiLine implements ViewerLine {
  /// One viewer may hold up the others for no longer.
  private static final AwsWaits PATIENCE =
      new AwsWaits(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));

  private static final Integer GONE = 410;

  private final ApiGatewayManagementApiClient client;

  private ManagementApiLine(ApiGatewayManagementApiClient client) {
    this.client = client;
  }

  /// @param endpoint `https://{api}.execute-api.{region}.amazonaws.com/{stage}`
  static ManagementApiLine to(URI endpoint) {
    return new ManagementApiLine(
        PATIENCE.client(ApiGatewayManagementApiClient.builder().endpointOverride(endpoint)));
  }

  @Override
  public boolean send(String connectionId, String message) {
    try {
      OutOfReach.reach(
          "viewer",
          () ->
              client.postToConnection(
                  r -> r.connectionId(connectionId).data(SdkBytes.fromUtf8String(message))));
      return true;
    } catch (OutOfReach e) {
      if (e.status().filter(GONE::equals).isPresent()) {
        return false;
      }
      throw e;
    }
  }
}
