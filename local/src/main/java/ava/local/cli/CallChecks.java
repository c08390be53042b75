package ava.local.cli;

import ava.shared.call.CallRecord;
import ava.shared.call.EndReason;
import ava.shared.call.Speaker;
import ava.shared.call.SummaryState;
import ava.shared.call.Turn;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Scenario;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What must be true of a finished call, compared with what the simulators know of it.
final class CallChecks {
  /// One thing that must be true, said in French.
  record Check(boolean passed, String text) {}

  private final FinishedCall call;
  private final CallMeasures measures;
  private final List<Check> checks = new ArrayList<>();

  private CallChecks(FinishedCall call, CallMeasures measures) {
    this.call = call;
    this.measures = measures;
  }

  /// @param simulated whether the model was the simulator, which knows every word
  static List<Check> of(
      FinishedCall call, CallMeasures measures, Scenario scenario, boolean simulated) {
    var checks = new CallChecks(call, measures);
    checks.end(simulated ? Optional.of(scenario.end()) : Optional.empty());
    if (simulated) {
      checks.wordForWord(Speaker.CALLER, checks.heard(), 0);
      checks.wordForWord(
          Speaker.AVA, checks.said(), measures.all(Observation.ModelCut.class).size());
    } else {
      checks.bothSpoke();
    }
    checks.summary();
    checks.mail();
    checks.refusals();
    return List.copyOf(checks.checks);
  }

  private void end(Optional<String> planned) {
    var reason = call.record().flatMap(CallRecord::endReason).map(EndReason::name);
    if (reason.isEmpty()) {
      add(false, "La table ne connaît pas la fin de l’appel");
      return;
    }
    var wrong = planned.filter(plan -> !plan.equals(reason.get()));
    add(
        wrong.isEmpty(),
        wrong
            .map(plan -> "L’appel devait finir par " + plan + ", il a fini par " + reason.get())
            .orElse("L’appel s’est terminé comme prévu (" + reason.get() + ")"));
  }

  private List<String> heard() {
    return measures.all(Observation.ModelHears.class).stream()
        .map(Observation.ModelHears::text)
        .filter(text -> !text.isBlank())
        .toList();
  }

  private List<String> said() {
    return measures.duringCall(Observation.ModelSays.class).stream()
        .map(Observation.ModelSays::text)
        .toList();
  }

  /// @param unheard how many sentences may be missing because nobody heard a word of them
  private void wordForWord(Speaker speaker, List<String> sentences, int unheard) {
    var who = speaker == Speaker.AVA ? "d’Ava" : "de l’appelant";
    var expected = new ArrayDeque<>(sentences);
    var missing = new ArrayList<String>();
    var written = call.turns().stream().filter(turn -> turn.speaker() == speaker).toList();
    for (var turn : written) {
      while (!expected.isEmpty() && !same(turn, expected.peek())) {
        missing.add(expected.remove());
      }
      if (expected.poll() == null) {
        add(
            false,
            "Un tour " + who + " dans la table n’a jamais été dit : « " + turn.text() + " »");
        return;
      }
    }
    missing.addAll(expected);
    add(
        missing.size() <= unheard,
        missing.size() <= unheard
            ? count(written.size()) + " " + who + " dans la table, mot pour mot"
            : "Un tour " + who + " manque dans la table : « " + missing.getFirst() + " »");
  }

  private static String count(long turns) {
    return switch ((int) turns) {
      case 0 -> "Aucun tour";
      case 1 -> "Un tour";
      default -> turns + " tours";
    };
  }

  private static boolean same(Turn turn, String sentence) {
    var text = plain(turn.text());
    var whole = plain(sentence);
    return turn.interrupted()
        ? whole.startsWith(text.replaceAll("[ .…]+$", ""))
        : whole.equals(text);
  }

  private static String plain(String text) {
    return text.replaceAll("[\\s\\u00A0\\u202F]+", " ")
        .replace('’', '\'')
        .strip()
        .toLowerCase(Locale.FRENCH);
  }

  private void bothSpoke() {
    for (var speaker : Speaker.values()) {
      var turns = call.turns().stream().filter(turn -> turn.speaker() == speaker).count();
      var who = speaker == Speaker.AVA ? "d’Ava" : "de l’appelant";
      add(turns > 0, count(turns) + " " + who + " dans la table");
    }
  }

  private void summary() {
    add(
        call.summary().isPresent(),
        call.summary()
            .map(summary -> summary.path("source").asString("").equals("model"))
            .map(model -> "Le résumé est écrit (" + (model ? "par le modèle" : "par extrait") + ")")
            .orElse("Le résumé n’est pas écrit"));
  }

  private void mail() {
    var sent = call.summaryState().filter(state -> state == SummaryState.SENT).isPresent();
    add(
        sent && call.mail().isPresent(),
        call.mail()
            .map(_ -> "Le courriel est dans la boîte aux lettres")
            .orElse(
                "Le courriel n’est pas dans la boîte aux lettres (état : "
                    + call.summaryState().map(SummaryState::name).orElse("aucun")
                    + ")"));
  }

  private void refusals() {
    var twilio = call.refused();
    var model = measures.modelRefusals();
    add(
        twilio + model == 0,
        twilio + model == 0
            ? "Aucun message refusé, ni par Twilio ni par le modèle"
            : "Messages refusés : " + twilio + " par Twilio, " + model + " par le modèle");
  }

  private void add(boolean passed, String text) {
    checks.add(new Check(passed, text));
  }
}
