package ava.dashboard;

import ava.shared.aws.AwsWaits;
import ava.shared.aws.OutOfReach;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

/// Closes the sockets of pages that may look on no longer. Safe for use by several threads.
@FunctionalInterface
interface LiveSockets {
  /// For who has none.
  LiveSockets NONE = _ -> {};

  /// Closes a socket; one that has gone is no error, and one that cannot be reached is sent nothing
  /// more all the same, since its viewer is taken off the list.
  void close(String connectionId);

  /// @param endpoint `https://{api}.execute-api.{region}.amazonaws.com/{stage}`
  static LiveSockets at(Optional<URI> endpoint) {
    return endpoint.<LiveSockets>map(LiveSockets::of).orElse(NONE);
  }

  private static LiveSockets of(URI endpoint) {
    var log = LoggerFactory.getLogger(LiveSockets.class);
    var waits = new AwsWaits(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
    var client = waits.client(ApiGatewayManagementApiClient.builder().endpointOverride(endpoint));
    return connectionId -> close(client, connectionId, log);
  }

  private static void close(ApiGatewayManagementApiClient client, String connectionId, Logger log) {
    try {
      OutOfReach.reach("viewer", () -> client.deleteConnection(r -> r.connectionId(connectionId)));
    } catch (OutOfReach e) {
      log.atWarn().addKeyValue("viewer", connectionId).setCause(e).log("socket not closed");
    }
  }
}
