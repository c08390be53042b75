package ava.summary.evaluation;

import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.call.Usage;
import ava.summary.content.WholeCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One of the twelve calls.
///
/// @param expect what its summary must and must not contain
public record Transcript(String name, WholeCall call, JsonNode expect) {
  private static final Instant BEGIN = Instant.parse("2026-11-22T09:41:02Z");

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

  public static Stream<Transcript> all() {
    return NAMES.stream().map(Transcript::read);
  }

  public static Transcript read(String name) {
    try (var file = Transcript.class.getResourceAsStream(name + ".json")) {
      var json = JsonMapper.shared().readTree(file);
      var turns = json.path("turns").valueStream().map(JsonNode::asString).toList();
      var from = new PhoneNumber(json.path("from").asString());
      var call = call(from, noted(json.path("message")), Usage.NONE, turns);
      return new Transcript(name, call, json.path("expect"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NotedMessage noted(JsonNode message) {
    var noted = new EnumMap<NotedMessage.Field, String>(NotedMessage.Field.class);
    for (var field : NotedMessage.Field.values()) {
      message.path(field.key()).asStringOpt().ifPresent(value -> noted.put(field, value));
    }
    return new NotedMessage(noted);
  }

  /// A finished call from lines such as `Ava: …` and `Appelant: …`; a dash at the end of a line
  /// means that it was interrupted.
  public static WholeCall call(
      PhoneNumber from, NotedMessage message, Usage usage, List<String> lines) {
    var turns = new ArrayList<Turn>();
    var at = BEGIN;
    for (var line : lines) {
      var said = line.substring(line.indexOf(':') + 1).strip();
      var speaker = line.startsWith("Ava") ? Speaker.AVA : Speaker.CALLER;
      var words = said.replaceFirst(" —$", "");
      var end = at.plusMillis(900 + 60L * words.length());
      turns.add(new Turn(turns.size() + 1, speaker, words, at, end, said.endsWith("—")));
      at = end.plusMillis(600);
    }
    return new WholeCall(
        new CallRecord(
            new CallSid("CA0123456789abcdef0123456789abcdef"),
            from,
            new PhoneNumber("+33162001122"),
            new CallRecord.Course(
                BEGIN.minusSeconds(2),
                Optional.of(BEGIN),
                Optional.of(at),
                Optional.of(EndReason.GOODBYE),
                Optional.empty(),
                List.of()),
            message,
            usage,
            CallRecord.Kept.NOTHING),
        turns);
  }

  /// The strings of a list of expectations.
  List<String> words(String field) {
    return expect.path(field).valueStream().map(JsonNode::asString).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
