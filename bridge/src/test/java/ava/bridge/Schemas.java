package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The peers' protocols as JSON Schemas, and their examples.
public final class Schemas {
  private final Schema schema;

  private Schemas(String resource) {
    this.schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(resource(resource), InputFormat.JSON);
  }

  public static Schemas toTwilio() {
    return new Schemas("media-streams-outbound.schema.json");
  }

  public static Schemas toModel() {
    return new Schemas("realtime-client-events.schema.json");
  }

  /// Lines of `{"direction":"server","event":{…}}`.
  public static List<String> realtimeExamples() {
    return resource("realtime-examples.jsonl").lines().filter(line -> !line.isBlank()).toList();
  }

  public void assertValid(String message) {
    assertThat(schema.validate(message, InputFormat.JSON)).as(message).isEmpty();
  }

  private static String resource(String name) {
    try (var in = Schemas.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
