package ava.trial.world;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.table.TableRefusal;

/// The strict table as a service of the world. Nothing of it is text unless the client is the
/// SDK's.
final class WorldTable implements CloudService {
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
    try {
      var answer = table.answer(request.operation(), request.body().json());
      return new Reply(200, JSON, new Payload.Tree(answer));
    } catch (TableRefusal e) {
      return new Reply(e.status(), JSON, new Payload.Tree(e.json()));
    }
  }

  @Override
  public Reply refusal(int status, String code) {
    return new Reply(status, JSON, new Payload.Tree(TableRefusal.of(status, code, "").json()));
  }
}
