package ava.trial.world;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.table.TableWire.BrokenOff;
import ava.embedded.table.TableWire.Incoming;
import ava.embedded.table.TableWire.Silence;
import ava.embedded.table.TableWire.ToldAnswer;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.http.HttpExecuteRequest;

/// The strict table as a service of the world.
final class WorldTable implements CloudService {
  private static final String JSON = "application/x-amz-json-1.0";

  private final EmbeddedDynamoDb table;

  WorldTable(EmbeddedDynamoDb table) {
    this.table = table;
  }

  @Override
  public Mishap.Request read(HttpExecuteRequest request) throws IOException {
    return new Mishap.Request("table", CloudService.operation(request), CloudService.body(request));
  }

  @Override
  public Reply answer(HttpExecuteRequest request) throws IOException {
    var target = request.httpRequest().firstMatchingHeader("X-Amz-Target");
    var incoming = new Incoming(target, Optional.empty(), CloudService.body(request));
    try {
      return switch (table.wire().answer(incoming, Optional.empty())) {
        case ToldAnswer told -> new Reply(told.status(), told.contentType(), told.body());
        case BrokenOff _, Silence _ ->
            throw new IllegalStateException("mishaps are the network's here");
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("nobody interrupts the world", e);
    }
  }

  @Override
  public Reply refusal(int status, String code) {
    return new Reply(
        status, JSON, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\"}".formatted(code));
  }
}
