package ava.local.cli;

import ava.local.cli.Terminal.Look;
import ava.shared.call.PhoneNumber;
import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Observation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Tells a call line by line while it goes on, in French. Safe for several threads.
final class CallNarrator implements CallObserver {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<String, String> ENDS =
      Map.of(
          "HANGUP", "Ava a raccroché",
          "CALLER", "l’appelant a raccroché",
          "NO_MORE_VERBS", "fin du document TwiML",
          "REJECTED", "appel refusé",
          "LINE", "la ligne a été coupée",
          "APPLICATION_ERROR", "l’application ne répond pas correctement");

  private final Terminal terminal;
  private final boolean wordsKnown;
  private final long begin = System.nanoTime();
  private boolean ended;
  private Optional<Duration> streamStarted = Optional.empty();
  private Optional<Duration> callerStopped = Optional.empty();

  /// @param wordsKnown whether the model tells what Ava says
  CallNarrator(Terminal terminal, boolean wordsKnown) {
    this.terminal = terminal;
    this.wordsKnown = wordsKnown;
  }

  @Override
  public synchronized void observed(Observation observation) {
    switch (observation) {
      case Observation.Answered(var at, var path, _) -> {
        if (path.equals("/twiml")) {
          note("☎", "Ava décroche, " + ms(at) + " après la première sonnerie.");
        }
      }
      case Observation.StreamStarted(var at, _) -> streamStarted = Optional.of(at);
      case Observation.AvaStarts(var at) -> avaStarts(at);
      case Observation.AvaStops(_, var cut) -> {
        if (!wordsKnown && !cut) {
          note("·", "Ava se tait.");
        }
      }
      case Observation.CallerStarts(_, var text) -> says("Appelant", Look.CALLER, text);
      case Observation.CallerStops(var at) -> callerStopped = Optional.of(at);
      case Observation.Cleared(_, var unheard) ->
          note("✂", "L’appelant coupe la parole à Ava (" + ms(unheard) + " restent non dites).");
      case Observation.ModelSays(_, _, var text) -> {
        if (!ended) {
          says("Ava", Look.AVA, text);
        }
      }
      case Observation.ModelCalls(_, _, var tool, var arguments) -> tool(tool, arguments);
      case Observation.ModelRefuses(_, _, var code, var message) ->
          alarm("Le modèle refuse un message : " + code + " " + message);
      case Observation.Refused(_, var code, var reason) ->
          alarm("Twilio refuse (" + code + ") : " + reason);
      case Observation.KeyPressed(_, var key) -> note("#", "L’appelant tape " + key + ".");
      case Observation.TwilioSays(_, var text) -> says("Annonce", Look.DIM, text);
      case Observation.Dialled(_, var number, var outcome) ->
          note(
              "→", "Transfert vers " + new PhoneNumber(number).displayed() + " : " + outcome + ".");
      case Observation.Recorded(_, var length) ->
          note("●", "Message enregistré sur le répondeur (" + ms(length) + ").");
      case Observation.Ended(_, var how) -> {
        ended = true;
        note("☎", "Fin de l’appel : " + ENDS.getOrDefault(how, how) + ".");
      }
      case Observation.ModelHears _, Observation.ModelCut _, Observation.StreamEnded _ -> {}
    }
  }

  private void avaStarts(Duration at) {
    if (!wordsKnown) {
      note("·", "Ava parle.");
    }
    streamStarted.ifPresent(start ->
        note(
            "·", "première parole entendue " + ms(at.minus(start)) + " après l’ouverture du flux"));
    streamStarted = Optional.empty();
    callerStopped.ifPresent(
        end -> note("·", "réponse entendue " + ms(at.minus(end)) + " après la fin de la phrase"));
    callerStopped = Optional.empty();
  }

  private void tool(String tool, String arguments) {
    switch (tool) {
      case "noter_message" -> note("✎", "Message noté : " + fields(arguments) + ".");
      case "raccrocher" -> note("·", "Ava va raccrocher, une fois son au revoir entendu.");
      case "transferer" -> note("→", "Ava transfère l’appel.");
      case "attendre" -> note("·", "Ava n’entend que du bruit et attend.");
      default -> note("·", "Ava se sert de l’outil " + tool + ".");
    }
  }

  private static String fields(String arguments) {
    var fields = new LinkedHashMap<String, String>();
    JSON.readTree(arguments)
        .properties()
        .forEach(field -> fields.put(field.getKey(), field.getValue().asString("")));
    return fields.entrySet().stream()
        .map(field -> field.getKey() + " « " + field.getValue() + " »")
        .collect(Collectors.joining(", "));
  }

  private void says(String who, Look look, String text) {
    var name = terminal.painted(look, "%-8s".formatted(who));
    terminal.line("%s  %s  %s".formatted(clock(), name, text));
  }

  private void note(String sign, String text) {
    terminal.line(Look.DIM, "%s  %s %s".formatted(clock(), sign, text));
  }

  private void alarm(String text) {
    terminal.line(Look.BAD, "%s  ⚠ %s".formatted(clock(), text));
  }

  private String clock() {
    var seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    return "%02d:%02d".formatted(seconds / 60, seconds % 60);
  }

  private static String ms(Duration duration) {
    return duration.toMillis() < 1000
        ? duration.toMillis() + " ms"
        : "%.1f s".formatted(duration.toMillis() / 1000.0).replace('.', ',');
  }
}
