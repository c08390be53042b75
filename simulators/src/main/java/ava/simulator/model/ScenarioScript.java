package ava.simulator.model;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Scenario;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.ToolCall;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Plays Ava's half of a scenario. A caller's turn is recognised by its sound: the audio that
/// arrives is compared with the clips of the scenario, so a turn that is cut short gets only the
/// words that were heard. A sound that the scenario does not know counts as its next line.
public final class ScenarioScript implements Script {
  private static final Pattern EXACTLY =
      Pattern.compile(
          "exactement[^«]{0,120}«\\s*(.+?)\\s*»(?!.*»)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u202F]+");
  private static final int SHORTEST_RECALL = 8;

  private final Scenario scenario;
  private final Recognition recognition;
  private final Map<String, Clip> voice = new HashMap<>();

  public ScenarioScript(Scenario scenario) {
    this.scenario = scenario;
    this.recognition = new Recognition(scenario);
    for (var line : scenario.phrases()) {
      line.audio().ifPresent(clip -> voice.put(plain(line.text()), clip));
    }
    for (var line : scenario.avaLines()) {
      line.audio().ifPresent(clip -> voice.put(plain(line.text()), clip));
    }
  }

  @Override
  public Player player() {
    return new Reader();
  }

  private Speech speech(String text) {
    return new Speech(text, voice.computeIfAbsent(plain(text), _ -> Clip.hum(text)));
  }

  /// The text without differences of typography, which nobody hears.
  private static String plain(String text) {
    return SPACES
        .matcher(text)
        .replaceAll(" ")
        .replace('’', '\'')
        .strip()
        .toLowerCase(Locale.FRENCH);
  }

  private final class Reader implements Player {
    private int next;
    private Optional<Step.AvaSays> pending = Optional.empty();
    private boolean calling;

    @Override
    public String hears(byte[] utterance) {
      pending = Optional.empty();
      calling = false;
      var recognised = recognition.recognise(utterance);
      if (recognised.isPresent()) {
        next = recognised.get().step() + 1;
        return recognised.get().words();
      }
      for (var index = next; index < scenario.steps().size(); index++) {
        if (scenario.steps().get(index) instanceof Step.CallerSays line) {
          next = index + 1;
          return line.text();
        }
      }
      return "";
    }

    @Override
    public void recalls(String role, String text) {
      var recalled = plain(text);
      for (var index = 0; index < scenario.steps().size(); index++) {
        var said =
            switch (scenario.steps().get(index)) {
              case Step.CallerSays line -> role.equals("user") ? line.text() : "";
              case Step.AvaSays line -> role.equals("assistant") ? line.text() : "";
              case Step.CallerPresses _, Step.CallerHangsUp _ -> "";
            };
        var whole = plain(said);
        if (!whole.isEmpty() && (whole.equals(recalled) || startsWith(whole, recalled))) {
          next = Math.max(next, index + 1);
        }
      }
    }

    @Override
    public Reply replies(String instructions, Set<String> tools) {
      var quoted = EXACTLY.matcher(instructions);
      if (quoted.find()) {
        return quoted(quoted.group(1));
      }
      var line = pending.or(this::nextLine);
      if (line.isEmpty()) {
        var idle =
            calling ? Reply.NOTHING : new Reply(Optional.of(speech("Je vous écoute.")), List.of());
        calling = false;
        return idle;
      }
      var before = pending.isPresent() ? List.<ToolCall>of() : callable(line.get().before(), tools);
      pending = before.isEmpty() ? Optional.empty() : line;
      calling = true;
      return before.isEmpty()
          ? new Reply(Optional.of(speech(line.get().text())), callable(line.get().after(), tools))
          : new Reply(Optional.empty(), before);
    }

    private Reply quoted(String text) {
      var speech = speech(text);
      if (next < scenario.steps().size()
          && scenario.steps().get(next) instanceof Step.AvaSays line
          && plain(line.text()).equals(plain(text))) {
        next++;
      }
      return new Reply(Optional.of(speech), List.of());
    }

    private Optional<Step.AvaSays> nextLine() {
      if (next < scenario.steps().size()
          && scenario.steps().get(next) instanceof Step.AvaSays line) {
        next++;
        return Optional.of(line);
      }
      return Optional.empty();
    }
  }

  private static List<ToolCall> callable(List<ToolCall> calls, Set<String> tools) {
    return calls.stream().filter(call -> tools.contains(call.name())).toList();
  }

  private static boolean startsWith(String whole, String beginning) {
    return beginning.length() >= SHORTEST_RECALL
        && whole.startsWith(beginning.replaceAll("[ .…]+$", ""));
  }
}
