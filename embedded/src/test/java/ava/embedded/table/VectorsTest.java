package ava.embedded.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Replays requests whose answers are known: what DynamoDB answers by its documentation, or
/// answered to the test suites that each line of `table-vectors.jsonl` names as its basis. Bodies
/// come from moto 5.2.1 where it agrees with them, and stand under `real` where it does not. Errors
/// are compared by type, never by their words, which differ from region to region.
class VectorsTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> NOT_COMPARED =
      Set.of("ConsumedCapacity", "ItemCollectionMetrics");
  private static final TableCredentials ACCESS = new TableCredentials("run", "secret");
  private static final List<JsonNode> LINES = lines();

  private final TableService service =
      TableService.inMemory(
          InstantSource.fixed(Instant.parse("2026-11-25T10:00:00Z")), Duration.ZERO);
  private final TableWire wire = new TableWire(service, TableFaults.NONE, _ -> {});

  /// A line of the file, shown by what it is about.
  record Vector(JsonNode json) {
    @Override
    public String toString() {
      return json.path("id").asString() + " " + json.path("note").asString();
    }
  }

  static Stream<Vector> vectors() {
    return LINES.stream().skip(1).map(Vector::new);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void theTableAnswersAsDynamoDbDoes(Vector vector) throws InterruptedException {
    for (var setup : LINES.getFirst().path("setup").values()) {
      service.answer("CreateTable", setup, new TableFault.Fine());
    }
    for (var step : vector.json().path("steps").values()) {
      replay(step, vector.json().path("table").asString());
    }
  }

  private void replay(JsonNode step, String table) throws InterruptedException {
    switch (step.path("op").asString()) {
      case "GetRecords" -> compareRecords(step, table);
      case "raw" -> compareRaw(step);
      default -> compare(step);
    }
  }

  private void compare(JsonNode step) throws InterruptedException {
    var target = "DynamoDB_20120810." + step.path("op").asString();
    var request = JSON.writeValueAsString(expand(step.path("request")));
    var told = ask(Optional.of(target), signed(), request);
    var right = step.has("real") ? step.path("real") : step;
    var body = JSON.readTree(told.body());

    assertThat(told.status()).as(told.body()).isEqualTo(right.path("status").asInt());
    if (told.status() == 200) {
      assertThat(comparable(body)).isEqualTo(comparable(expand(right.path("body"))));
      return;
    }
    var type =
        right.has("error")
            ? right.path("error").asString()
            : right.path("body").path("__type").asString();
    assertThat(error(body)).as(told.body()).isEqualTo(type.substring(type.indexOf('#') + 1));
    assertThat(reasons(body)).isEqualTo(reasons(right.has("error") ? right : right.path("body")));
    assertThat(body.path("Item")).isEqualTo(right.path("body").path("Item"));
  }

  private static String error(JsonNode body) {
    var type = body.path("__type").asString();
    return type.substring(type.indexOf('#') + 1);
  }

  private static List<List<JsonNode>> reasons(JsonNode body) {
    return body.path("CancellationReasons").values().stream()
        .map(reason -> List.of(reason.path("Code"), reason.path("Item")))
        .toList();
  }

  private void compareRaw(JsonNode step) throws InterruptedException {
    var request = step.path("request");
    var target = request.path("target");
    var told =
        ask(
            target.isNull() ? Optional.empty() : Optional.of(target.asString()),
            request.path("headers").has("Authorization") ? Optional.empty() : signed(),
            request.path("body").isString()
                ? request.path("body").asString()
                : JSON.writeValueAsString(request.path("body")));
    var right = step.has("real") ? step.path("real") : step;

    assertThat(told.status()).isEqualTo(right.path("status").asInt());
    if (step.has("real")) {
      assertThat(JSON.readTree(told.body()).path("__type")).isEqualTo(right.path("__type"));
    } else {
      assertThat(told.contentType()).isEqualTo(step.at("/headers/content-type").asString());
      assertThat(told.checksum()).isEqualTo(step.at("/headers/x-amz-crc32").asLong());
    }
  }

  private void compareRecords(JsonNode step, String table) {
    var records = service.changes(table).after(0, 1000);
    var right = step.has("real") ? step.at("/real/records") : step.at("/body/Records");

    assertThat(records)
        .extracting(StreamRecord::eventName)
        .containsExactlyElementsOf(
            right.values().stream().map(each -> each.path("eventName").asString()).toList());
    for (var i = 0; i < records.size(); i++) {
      var told = records.get(i).json("arn").path("dynamodb");
      var expected = right.path(i);
      if (step.has("real")) {
        assertThat(told.has("NewImage")).isEqualTo(expected.path("NewImage").asBoolean());
        assertThat(told.has("OldImage")).isEqualTo(expected.path("OldImage").asBoolean());
      } else {
        for (var part : List.of("Keys", "NewImage", "OldImage", "StreamViewType")) {
          assertThat(told.path(part)).as(part).isEqualTo(expected.path("dynamodb").path(part));
        }
      }
    }
  }

  private TableWire.ToldAnswer ask(
      Optional<String> target, Optional<String> authorization, String body)
      throws InterruptedException {
    var incoming = new TableWire.Incoming(target, authorization, body);
    return (TableWire.ToldAnswer) wire.answer(incoming, Optional.of(ACCESS));
  }

  private static Optional<String> signed() {
    return Optional.of(
        "AWS4-HMAC-SHA256 Credential=run/20261125/eu-west-3/dynamodb/aws4_request, Signature=x");
  }

  /// `{"$repeat":["x",n]}` stands for that text n times.
  private static JsonNode expand(JsonNode node) {
    if (node.has("$repeat")) {
      var repeat = node.path("$repeat");
      return JsonNodeFactory.instance.stringNode(
          repeat.path(0).asString().repeat(repeat.path(1).asInt()));
    }
    if (node.isObject()) {
      var all = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(each -> all.set(each.getKey(), expand(each.getValue())));
      return all;
    }
    if (node.isArray()) {
      var all = JsonNodeFactory.instance.arrayNode();
      node.values().forEach(each -> all.add(expand(each)));
      return all;
    }
    return node;
  }

  /// Without what is not compared, and with sets in one order.
  private static JsonNode comparable(JsonNode node) {
    if (node instanceof ObjectNode object) {
      var all = JsonNodeFactory.instance.objectNode();
      for (var each : object.properties()) {
        var name = each.getKey();
        if (name.equals("SS") || name.equals("NS") || name.equals("BS")) {
          var sorted = new TreeSet<String>();
          each.getValue().values().forEach(member -> sorted.add(member.asString()));
          sorted.forEach(all.putArray(name)::add);
        } else if (!NOT_COMPARED.contains(name)) {
          all.set(name, comparable(each.getValue()));
        }
      }
      return all;
    }
    if (node.isArray()) {
      var all = JsonNodeFactory.instance.arrayNode();
      node.values().forEach(each -> all.add(comparable(each)));
      return all;
    }
    return node;
  }

  private static List<JsonNode> lines() {
    try (var file = VectorsTest.class.getResourceAsStream("table-vectors.jsonl")) {
      var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(JSON::readTree).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
