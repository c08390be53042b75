package ava.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.web.WebReply;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `docs/openapi.json` says of the desk's answers, and which of it was seen.
final class Contract {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JsonNode document;
  private final Set<String> seen = new TreeSet<>();

  Contract() {
    try {
      this.document = JSON.readTree(Files.readString(Path.of("../../docs/openapi.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The routes, as an HTTP API names them.
  Set<String> routes() {
    var routes = new TreeSet<String>();
    document
        .path("paths")
        .forEachEntry((path, operations) ->
            operations
                .propertyNames()
                .forEach(
                    method -> routes.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
    return routes;
  }

  /// Every answer that is described, such as `GET /api/inbox 200`.
  Set<String> described() {
    var all = new TreeSet<String>();
    for (var route : routes()) {
      operation(route).path("responses").propertyNames().forEach(s -> all.add(route + " " + s));
    }
    return all;
  }

  Set<String> seen() {
    return seen;
  }

  /// Holds an answer against its description.
  void check(String route, WebReply reply) {
    var name = route + " " + reply.status();
    assertThat(described()).contains(name);
    seen.add(name);
    var content = operation(route).path("responses").path(reply.status() + "").path("content");
    var type = reply.headers().getOrDefault("Content-Type", "").replaceFirst(";.*", "");
    if (content.isMissingNode()) {
      assertThat(reply.body()).as(name).isEmpty();
    } else if (!content.has("*/*")) {
      assertThat(content.has(type)).as(name + " as " + type).isTrue();
    }
    if (type.endsWith("json")) {
      var schema = JSON.createObjectNode();
      schema.setAll(content.path(type).path("schema").asObject());
      schema.set("components", document.path("components"));
      var rules =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(schema.toString(), InputFormat.JSON);
      assertThat(rules.validate(reply.body(), InputFormat.JSON)).as(name).isEmpty();
    }
  }

  private JsonNode operation(String route) {
    var parts = route.split(" ", 2);
    return document.path("paths").path(parts[1]).path(parts[0].toLowerCase(java.util.Locale.ROOT));
  }
}
