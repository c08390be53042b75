package ava.live;

import ava.shared.aws.AwsWaits;
import ava.shared.table.Viewers;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The live view's one function. It answers the WebSocket API's routes `$connect`, `$disconnect`
/// and `$default`, and takes the batches of the calls table's stream; the two are told apart by
/// `Records`; `{"keepAlive":true}` of the schedule touches nothing. Sources: AWS, "WebSocket API
/// mapping" (`requestContext`), "Using Lambda with DynamoDB" (`Records`, `batchItemFailures`). Safe
/// for use by several threads.
public final class LiveHandler implements RequestStreamHandler {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// A browser gives the opening of its socket some seconds; a batch of turns comes again.
  private static final AwsWaits TABLE =
      new AwsWaits(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5));

  private final ViewerRoutes routes;
  private final Broadcast broadcast;

  public LiveHandler() {
    this(System.getenv());
  }

  public LiveHandler(Map<String, String> environment) {
    this(LiveConfig.from(environment));
  }

  /// Reads the settings and does nothing else.
  ///
  /// @throws ava.shared.settings.SettingsException when settings are missing or wrong
  public static void check(Map<String, String> environment) {
    var _ = LiveConfig.from(environment);
  }

  private LiveHandler(LiveConfig config) {
    var clock = Clock.systemUTC();
    var viewers = new Viewers(table(), config.table(), clock);
    var line = ManagementApiLine.to(config.managementEndpoint());
    this(new ViewerRoutes(config.page(), viewers, line), new Broadcast(viewers, line));
  }

  LiveHandler(ViewerRoutes routes, Broadcast broadcast) {
    this.routes = routes;
    this.broadcast = broadcast;
  }

  private static DynamoDbClient table() {
    return TABLE.client(DynamoDbClient.builder());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    JSON.writeValue(output, answer(JSON.readTree(input)));
  }

  private ObjectNode answer(JsonNode event) {
    if (event.path("keepAlive").asBoolean(false)) {
      // no viewer's: the schedule that keeps the snapshot from being deleted
      return JSON.createObjectNode();
    }
    return event.has("Records") ? broadcast.publish(event.path("Records")) : routes.answer(event);
  }
}
