package ava.local.cli;

import ava.embedded.EmbeddedSes.Mail;
import ava.shared.call.CallRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a demonstration leaves behind: `call.json`, `call.wav`, `email.html`, `email.txt`. Times in
/// milliseconds count from the first ring.
final class CallFiles {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;

  CallFiles(Path folder) {
    this.folder = folder;
  }

  /// Takes away what an earlier call left.
  void clear() {
    try {
      Files.createDirectories(folder);
      for (var name : List.of("call.json", "call.wav", "email.html", "email.txt")) {
        Files.deleteIfExists(folder.resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + folder, e);
    }
  }

  void write(FinishedCall call, CallMeasures measures) {
    call.recording().write(folder.resolve("call.wav"));
    text("call.json", JSON.writeValueAsString(json(call, measures)));
    call.mail()
        .ifPresent(mail -> {
          text("email.html", mail.html());
          text("email.txt", mail.text());
        });
  }

  private void text(String name, String content) {
    try {
      Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name, e);
    }
  }

  static ObjectNode json(FinishedCall call, CallMeasures measures) {
    var root = JSON.createObjectNode().put("callSid", call.callSid());
    call.record().ifPresent(record -> describe(root, record));
    turns(root, call);
    timings(root.putObject("timings"), measures);
    var message = root.putObject("message");
    call.record()
        .ifPresent(
            record -> record.message().fields().forEach((f, value) -> message.put(f.key(), value)));
    summary(root.putObject("summary"), call);
    call.mail().ifPresent(mail -> mail(root.putObject("email"), mail));
    root.putObject("checks")
        .put("twilioMessagesRefused", call.refused())
        .put("modelEventsRefused", measures.modelRefusals());
    return root;
  }

  private static void describe(ObjectNode root, CallRecord record) {
    root.put("from", record.from().value())
        .put("to", record.to().value())
        .put("startedAt", record.startedAt().toString());
    record.endedAt().ifPresent(at -> root.put("endedAt", at.toString()));
    record.endReason().ifPresent(reason -> root.put("endReason", reason.name()));
  }

  private static void turns(ObjectNode root, FinishedCall call) {
    var turns = root.putArray("turns");
    var start = call.record().map(CallRecord::startedAt).orElse(Instant.EPOCH);
    for (var turn : call.turns()) {
      turns
          .addObject()
          .put("seq", turn.seq())
          .put("speaker", turn.speaker().name())
          .put("text", turn.text())
          .put("startedMs", Duration.between(start, turn.startedAt()).toMillis())
          .put("endedMs", Duration.between(start, turn.endedAt()).toMillis())
          .put("interrupted", turn.interrupted());
    }
  }

  private static void timings(ObjectNode node, CallMeasures measures) {
    measures.greeting().ifPresent(time -> node.put("greetingMs", time.toMillis()));
    var answers = measures.answers().stream().sorted().toList();
    if (!answers.isEmpty()) {
      node.putObject("turnLatencyMs")
          .put("p50", answers.get(answers.size() / 2).toMillis())
          .put("max", answers.getLast().toMillis());
    }
    measures.interruptions().stream()
        .max(Duration::compareTo)
        .ifPresent(time -> node.put("bargeInMs", time.toMillis()));
  }

  private static void summary(ObjectNode node, FinishedCall call) {
    call.summaryState().ifPresent(state -> node.put("state", state.name()));
    call.summary()
        .ifPresent(summary -> {
          node.put("source", summary.path("source").asString(""));
          node.put("text", summary.path("text").asString(""));
          var actions = node.putArray("actions");
          summary.path("actions").forEach(action -> actions.add(action.path("what").asString("")));
        });
  }

  private static void mail(ObjectNode node, Mail mail) {
    var to = node.putArray("to");
    mail.to().forEach(to::add);
    node.put("from", mail.from()).put("subject", mail.subject()).put("messageId", mail.messageId());
  }

  /// Where a file of the call is, when it was written.
  Optional<Path> file(String name) {
    return Optional.of(folder.resolve(name)).filter(Files::isRegularFile);
  }
}
