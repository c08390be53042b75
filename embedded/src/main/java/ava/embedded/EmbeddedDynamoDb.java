package ava.embedded;

import ava.embedded.table.Attribute;
import ava.embedded.table.AttributeValues;
import ava.embedded.table.ChangeFeed;
import ava.embedded.table.FaultScript;
import ava.embedded.table.InProcessHttpClient;
import ava.embedded.table.LoopbackTable;
import ava.embedded.table.TableCredentials;
import ava.embedded.table.TableFault;
import ava.embedded.table.TableRefusal;
import ava.embedded.table.TableService;
import ava.embedded.table.TableWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Ava's strict table as a DynamoDB: its clients reach it within the process and nothing listens,
/// unless [#endpoint] is asked for. Safe for use by several threads.
public final class EmbeddedDynamoDb implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDynamoDb.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final TableService service;
  private final InstantSource clock;
  private final FaultScript faults = new FaultScript();
  private final TableCredentials credentials = TableCredentials.random();
  private final TableWire wire;
  private Optional<DynamoDbClient> client = Optional.empty();
  private Optional<LoopbackTable> loopback = Optional.empty();

  private EmbeddedDynamoDb(TableService service, InstantSource clock) {
    this.service = service;
    this.clock = clock;
    this.wire = new TableWire(service, faults, Thread::sleep);
  }

  public static EmbeddedDynamoDb inMemory() {
    return inMemory(Clock.systemUTC());
  }

  /// In memory, in a time of its own.
  public static EmbeddedDynamoDb inMemory(InstantSource clock) {
    return new EmbeddedDynamoDb(TableService.inMemory(clock, Duration.ZERO), clock);
  }

  /// Keeps its data in a folder, for one process at a time.
  public static EmbeddedDynamoDb in(Path folder) {
    var clock = Clock.systemUTC();
    warnOfOlderData(folder);
    return new EmbeddedDynamoDb(TableService.in(folder, clock), clock);
  }

  private static void warnOfOlderData(Path folder) {
    var older = folder.resolve("shared-local-instance.db");
    if (Files.exists(older)) {
      LOG.atWarn()
          .addKeyValue("file", older)
          .log("calls that an earlier version of Ava kept here are not read");
    }
  }

  /// A client that needs no credentials of its own. Closed with the table.
  public synchronized DynamoDbClient client() {
    if (client.isEmpty()) {
      client = Optional.of(clientBuilder().build());
    }
    return client.get();
  }

  /// For a client with settings of its own, such as how often it tries.
  public DynamoDbClientBuilder clientBuilder() {
    return DynamoDbClient.builder()
        .endpointOverride(URI.create("http://table.invalid"))
        .region(Region.EU_WEST_3)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secret())))
        .httpClient(new InProcessHttpClient(wire));
  }

  /// Does a request that came over no wire, without what goes wrong there.
  ///
  /// @param operation such as `UpdateItem`
  /// @throws TableRefusal when DynamoDB would refuse it
  public ObjectNode answer(String operation, JsonNode request) {
    return service.answer(operation, request, new TableFault.Fine());
  }

  /// Where other processes, and clients that are made without this class, reach the table: on
  /// 127.0.0.1, with [#credentials]. The first call begins to listen.
  public synchronized URI endpoint() {
    if (loopback.isEmpty()) {
      loopback = Optional.of(LoopbackTable.start(wire, credentials));
    }
    return loopback.get().endpoint();
  }

  /// Who may ask at [#endpoint]: made for this object, in the spelling of the SDK's environment.
  public TableCredentials credentials() {
    return credentials;
  }

  /// What shall go wrong.
  public FaultScript faults() {
    return faults;
  }

  /// The time of the table.
  public InstantSource clock() {
    return clock;
  }

  /// Makes Ava's table as `template.yaml` describes it; does nothing when it exists.
  public void createTable(String name) {
    try {
      service.answer("CreateTable", definition().put("TableName", name), new TableFault.Fine());
    } catch (TableRefusal e) {
      if (!e.error().equals("ResourceInUseException")) {
        throw e;
      }
      return;
    }
    var expiry = JSON.createObjectNode().put("TableName", name);
    expiry
        .putObject("TimeToLiveSpecification")
        .put("AttributeName", "expiresAt")
        .put("Enabled", true);
    service.answer("UpdateTimeToLive", expiry, new TableFault.Fine());
  }

  private static ObjectNode definition() {
    try (var file = EmbeddedDynamoDb.class.getResourceAsStream("calls-table.json")) {
      var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      JsonNode definition = JSON.readTree(text);
      return definition.asObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a resource of our own", e);
    }
  }

  /// All items of a table, since no request asks for that.
  public List<Map<String, AttributeValue>> items(String table) {
    return service.items(table).stream().map(AttributeValues::of).toList();
  }

  /// The items of a table with this partition key.
  public List<Map<String, AttributeValue>> items(String table, String pk) {
    return service.items(table, new Attribute.Str(pk)).stream().map(AttributeValues::of).toList();
  }

  /// The changes of a table.
  public ChangeFeed changes(String table) {
    return service.changes(table);
  }

  @Override
  public synchronized void close() {
    client.ifPresent(DynamoDbClient::close);
    loopback.ifPresent(LoopbackTable::close);
    service.close();
  }
}
