package ava.local.cli;

import ava.local.cli.CallChecks.Check;
import ava.local.cli.Terminal.Look;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Tells, in French, what came of a call: summary, figures, email, checks.
final class CallStory {
  private final Terminal terminal;

  CallStory(Terminal terminal) {
    this.terminal = terminal;
  }

  void tell(FinishedCall call, CallMeasures measures, List<Check> checks, CallFiles files) {
    terminal.line("");
    call.summary().ifPresent(this::summary);
    figures(measures);
    call.mail()
        .ifPresent(mail ->
            terminal.line(
                "Courriel : « " + mail.subject() + " », à " + String.join(", ", mail.to())));
    for (var name : List.of("email.html", "email.txt", "call.wav", "call.json")) {
      files.file(name).ifPresent(file -> terminal.line("  " + file.toAbsolutePath().normalize()));
    }
    terminal.line("");
    for (var check : checks) {
      terminal.line(
          check.passed() ? Look.GOOD : Look.BAD, (check.passed() ? "✔ " : "✘ ") + check.text());
    }
  }

  private void summary(JsonNode summary) {
    terminal.line(Look.BOLD, "Résumé");
    terminal.line("  " + summary.path("text").asString(""));
    for (var action : summary.path("actions")) {
      terminal.line("  → " + action.path("what").asString(""));
    }
    terminal.line("");
  }

  private void figures(CallMeasures measures) {
    measures
        .greeting()
        .ifPresent(
            time -> terminal.line(Look.DIM, "Accueil entendu en " + time.toMillis() + " ms"));
    var answers = measures.answers().stream().sorted().toList();
    if (!answers.isEmpty()) {
      terminal.line(
          Look.DIM,
          "Réponses après la fin du tour : médiane %d ms, au plus %d ms"
              .formatted(answers.get(answers.size() / 2).toMillis(), answers.getLast().toMillis()));
    }
    measures.interruptions().stream()
        .max(Duration::compareTo)
        .ifPresent(time ->
            terminal.line(
                Look.DIM, "Ava s’est tue %d ms après l’interruption".formatted(time.toMillis())));
    terminal.line("");
  }
}
