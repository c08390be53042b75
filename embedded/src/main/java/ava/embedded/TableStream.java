package ava.embedded;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Follows the stream of a table, as Lambda's event source mapping does, from the moment it is
/// made: hands each batch over as the JSON that a function would get, in the order of the stream,
/// on one virtual thread. A consumer that throws gets the batch again, [#TRIES] times in all; then
/// the batch is given up. Source: AWS, "DynamoDB Streams and AWS Lambda triggers".
public final class TableStream implements AutoCloseable {
  /// How often a batch is handed over at the most.
  public static final int TRIES = 3;

  /// How long closing waits for a batch in hand.
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(TableStream.class);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int LARGEST_BATCH = 100;

  /// New shards are looked for this seldom.
  private static final int ROUNDS_BETWEEN_SHARDS = 40;

  private final DynamoDbStreamsClient client;
  private final String arn;
  private final Consumer<String> batches;
  private final Set<String> known = new HashSet<>();
  private final Queue<Reader> readers = new ArrayDeque<>();
  private final Thread thread;
  private volatile boolean closed;

  private TableStream(DynamoDbStreamsClient client, String arn, Consumer<String> batches) {
    this.client = client;
    this.arn = arn;
    this.batches = batches;
    this.thread = Thread.ofVirtual().name("table-stream").unstarted(this::run);
  }

  /// Starts to follow; every change made after this returns is handed over.
  public static TableStream follow(
      EmbeddedDynamoDb dynamoDb, String table, Consumer<String> batches) {
    var arn = dynamoDb.client().describeTable(r -> r.tableName(table)).table().latestStreamArn();
    var client =
        DynamoDbStreamsClient.builder()
            .endpointOverride(dynamoDb.endpoint())
            .region(Region.EU_WEST_3)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    var stream = new TableStream(client, arn, batches);
    stream.findShards(ShardIteratorType.LATEST);
    stream.thread.start();
    return stream;
  }

  /// Stops and waits until the batch in hand has been taken, at most [#PATIENCE].
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
    client.close();
  }

  private void run() {
    for (var round = 1; !closed; round++) {
      try {
        if (round % ROUNDS_BETWEEN_SHARDS == 0) {
          findShards(ShardIteratorType.TRIM_HORIZON);
        }
        readAll();
        Thread.sleep(PAUSE);
      } catch (InterruptedException | AbortedException e) {
        LOG.atDebug().log("table stream told to stop");
        return;
      } catch (SdkException e) {
        if (!closed) {
          LOG.atWarn().setCause(e).log("table stream not read, tried again");
        }
      }
    }
  }

  private void findShards(ShardIteratorType from) {
    var last = Optional.<String>empty();
    do {
      var after = last.orElse(null);
      var page =
          client
              .describeStream(r -> r.streamArn(arn).exclusiveStartShardId(after))
              .streamDescription();
      page.shards().forEach(shard -> open(shard, from));
      last = Optional.ofNullable(page.lastEvaluatedShardId());
    } while (last.isPresent());
  }

  private void open(Shard shard, ShardIteratorType from) {
    if (known.add(shard.shardId())) {
      var iterator =
          client
              .getShardIterator(
                  r -> r.streamArn(arn).shardId(shard.shardId()).shardIteratorType(from))
              .shardIterator();
      readers.add(new Reader(shard.shardId(), iterator));
    }
  }

  private void readAll() throws InterruptedException {
    var ended = false;
    for (var reader : List.copyOf(readers)) {
      readers.remove(reader);
      var next = read(reader);
      next.ifPresent(readers::add);
      ended |= next.isEmpty();
    }
    if (ended) {
      findShards(ShardIteratorType.TRIM_HORIZON);
    }
  }

  /// Reads on where the reader stands.
  ///
  /// @return where the next one stands; empty at the end of a closed shard
  private Optional<Reader> read(Reader reader) throws InterruptedException {
    try {
      var answer = client.getRecords(r -> r.shardIterator(reader.iterator()).limit(LARGEST_BATCH));
      if (!answer.records().isEmpty()) {
        handOver(answer.records());
      }
      return Optional.ofNullable(answer.nextShardIterator()).map(reader::at);
    } catch (ExpiredIteratorException | TrimmedDataAccessException e) {
      LOG.atWarn().setCause(e).log("table stream goes on with what comes now");
      known.remove(reader.shardId());
      findShards(ShardIteratorType.LATEST);
      return Optional.empty();
    } catch (SdkException e) {
      readers.add(reader);
      throw e;
    }
  }

  private void handOver(List<Record> records) throws InterruptedException {
    var batch = TableStreamEvents.json(records, arn);
    for (var attempt = 1; attempt <= TRIES && !closed; attempt++) {
      try {
        batches.accept(batch);
        return;
      } catch (RuntimeException e) {
        LOG.atError().addKeyValue("attempt", attempt).setCause(e).log("batch not taken");
        Thread.sleep(PAUSE);
      }
    }
  }

  /// Where a shard is read on.
  private record Reader(String shardId, String iterator) {
    Reader at(String next) {
      return new Reader(shardId, next);
    }
  }
}
