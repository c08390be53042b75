package ava.trial.world;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.table.TableWire.BrokenOff;
import ava.embedded.table.TableWire.Incoming;
import ava.embedded.table.TableWire.Silence;
import ava.embedded.table.TableWire.ToldAnswer;
import java.util.Optional;

/// The strict table as a service of the world.
final class WorldTable implements CloudService {
  private static final String TARGET = "DynamoDB_20120810.";
  private static final String JSON = "application/x-amz-json-1.0";

  private final EmbeddedDynamoDb table;

  WorldTable(EmbeddedDynamoDb table) {
    this.table = table;
  }

  @Override
  public String name() {
    return "table";
  }

  @Override
  public Reply answer(Mishap.Request request) {
    var target = Optional.of(TARGET + request.operation());
    var incoming = new Incoming(target, Optional.empty(), request.body());
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
