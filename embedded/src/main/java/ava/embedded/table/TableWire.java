package ava.embedded.table;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What goes over the wire between the SDK and the table, and what goes wrong there. Safe for use
/// by several threads. Source: AWS, "DynamoDB low-level API".
public final class TableWire {
  private static final String PREFIX = "DynamoDB_20120810.";
  private static final String JSON_TYPE = "application/x-amz-json-1.0";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final TableService service;
  private final TableFaults faults;
  private final Sleeper sleeper;
  private final AtomicLong requests = new AtomicLong();

  /// How a late answer waits.
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  /// A request.
  ///
  /// @param target the header `X-Amz-Target`, such as `DynamoDB_20120810.GetItem`
  /// @param authorization the header of that name
  public record Incoming(Optional<String> target, Optional<String> authorization, String body) {}

  /// What becomes of it.
  public sealed interface Outgoing {}

  /// An answer.
  ///
  /// @param requestId what the SDK's errors name, the header `x-amzn-RequestId`
  /// @param checksum of the body, the header `x-amz-crc32`
  /// @param length of the body in bytes as it was meant, the header `Content-Length`
  public record ToldAnswer(
      String requestId, int status, String contentType, long checksum, int length, String body)
      implements Outgoing {}

  /// The connection breaks instead.
  public record BrokenOff() implements Outgoing {}

  /// Nothing comes back, ever.
  public record Silence() implements Outgoing {}

  public TableWire(TableService service, TableFaults faults, Sleeper sleeper) {
    this.service = service;
    this.faults = faults;
    this.sleeper = sleeper;
  }

  /// @param access who may ask; without it everybody
  /// @throws InterruptedException when the caller gave up while a late answer waited
  public Outgoing answer(Incoming incoming, Optional<TableCredentials> access)
      throws InterruptedException {
    try {
      access.ifPresent(known -> known.check(incoming.authorization()));
      var operation = operation(incoming);
      var request = request(incoming);
      return answer(operation, request, faults.next(operation, request));
    } catch (TableRefusal e) {
      return told(e);
    }
  }

  private Outgoing answer(String operation, JsonNode request, TableFault fault)
      throws InterruptedException {
    return switch (fault) {
      case TableFault.ErrorAnswer(var status, var error, var applied) -> {
        if (applied) {
          done(operation, request, fault);
        }
        yield told(TableRefusal.of(status, error, "on purpose"));
      }
      case TableFault.Unavailable() -> {
        var body = "<html>503 Service Unavailable</html>";
        yield new ToldAnswer("", 503, "text/html", checksum(body), body.length(), body);
      }
      case TableFault.Broken(var applied) -> {
        if (applied) {
          done(operation, request, fault);
        }
        yield new BrokenOff();
      }
      case TableFault.NoAnswer() -> new Silence();
      case TableFault.Slow(var by) -> {
        sleeper.sleep(by);
        yield done(operation, request, fault);
      }
      case TableFault.WrongChecksum() -> {
        var told = done(operation, request, fault);
        yield new ToldAnswer(
            told.requestId(),
            told.status(),
            JSON_TYPE,
            told.checksum() ^ 1,
            told.length(),
            told.body());
      }
      case TableFault.CutShort() -> {
        var told = done(operation, request, fault);
        var half = told.body().substring(0, told.body().length() / 2);
        yield new ToldAnswer(
            told.requestId(), told.status(), JSON_TYPE, told.checksum(), told.length(), half);
      }
      case TableFault.Fine(), TableFault.Partly(), TableFault.Stale(), TableFault.Conflict() ->
          done(operation, request, fault);
    };
  }

  private ToldAnswer done(String operation, JsonNode request, TableFault fault) {
    try {
      return told(200, service.answer(operation, request, fault));
    } catch (TableRefusal e) {
      return told(e);
    }
  }

  private static String operation(Incoming incoming) {
    return incoming
        .target()
        .filter(target -> target.startsWith(PREFIX))
        .map(target -> target.substring(PREFIX.length()))
        .orElseThrow(TableRefusal::unknownOperation);
  }

  private static JsonNode request(Incoming incoming) {
    try {
      var request = JSON.readTree(incoming.body());
      if (request.isObject()) {
        return request;
      }
      throw TableRefusal.serialization("");
    } catch (JacksonException e) {
      var refusal = TableRefusal.serialization("");
      refusal.initCause(e);
      throw refusal;
    }
  }

  private ToldAnswer told(TableRefusal refusal) {
    return told(refusal.status(), refusal.json());
  }

  private ToldAnswer told(int status, JsonNode json) {
    var body = JSON.writeValueAsString(json);
    var requestId = HEX.toHexDigits(0L) + HEX.toHexDigits(requests.incrementAndGet());
    return new ToldAnswer(
        requestId, status, JSON_TYPE, checksum(body), Attribute.bytes(body), body);
  }

  private static long checksum(String body) {
    var crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
