package ava.summary.content;

import ava.shared.NotedMessage;
import ava.shared.PhoneNumber;
import ava.summary.Calls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One of the twelve recorded calls, with what its summary must and must not contain.
public record Transcript(String name, FinishedCall call, JsonNode expect) {
  private static final List<String> NAMES =
      List.of(
          "fuite-urgente",
          "faux-numero",
          "rendez-vous-deplace",
          "appelant-en-colere",
          "deux-numeros-un-corrige",
          "injection",
          "silence",
          "nom-epele",
          "numero-etranger",
          "recruteur",
          "livraison",
          "personne-agee");

  static Stream<Transcript> all() {
    return NAMES.stream().map(Transcript::read);
  }

  static Transcript read(String name) {
    try (var file = Transcript.class.getResourceAsStream("/transcripts/" + name + ".json")) {
      var json = JsonMapper.shared().readTree(file);
      var noted = new EnumMap<NotedMessage.Field, String>(NotedMessage.Field.class);
      Arrays.stream(NotedMessage.Field.values())
          .filter(field -> json.path("message").has(field.key()))
          .forEach(field -> noted.put(field, json.path("message").path(field.key()).asString()));
      var turns = json.path("turns").valueStream().map(JsonNode::asString).toList();
      var from = new PhoneNumber(json.path("from").asString());
      return new Transcript(
          name, Calls.of(from, new NotedMessage(noted), turns), json.path("expect"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> words(String field) {
    return expect.path(field).valueStream().map(JsonNode::asString).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
