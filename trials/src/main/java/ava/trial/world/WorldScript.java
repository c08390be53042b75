package ava.trial.world;

import ava.simulator.model.Script;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.ToolCall;
import ava.trial.soak.Stamp;
import ava.trial.world.CallerPlan.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A model that understands callers by the stamps of their frames, and answers in words of its own.
final class WorldScript implements Script {
  private static final Pattern EXACTLY =
      Pattern.compile(
          "exactement[^«]{0,120}«\\s*(.+?)\\s*»(?!.*»)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final int FRAMES_PER_WORD = 12;

  private final World world;
  private final Cast cast;
  private final Listener listener;
  private int sessions;

  /// Learns what sessions take in and say.
  interface Listener {
    /// The session of this number hears a call.
    void serves(int session, int call);

    /// The model calls a tool that it wants to have an answer of.
    void callsTool(int call);

    void toolAnswers(int call);

    /// The model is told how much of an answer was heard.
    void takesBack(int call, Utterance answer, long heardMs);

    /// The model is told how many words of an answer were heard.
    void wordsTakenBack(int call, Utterance answer, int heard);

    /// A frame of a call comes into a session that has heard another one.
    void mixed(int call, int other);
  }

  WorldScript(World world, Cast cast, Listener listener) {
    this.world = world;
    this.cast = cast;
    this.listener = listener;
  }

  @Override
  public Player player() {
    sessions++;
    return new Session(sessions, new Draws(world.seed(), "answers", sessions));
  }

  private final class Session implements Player {
    private final int number;
    private final Draws draws;
    private int call;
    private boolean lastHeard;
    private boolean parted;
    private String recalled = "";

    Session(int number, Draws draws) {
      this.number = number;
      this.draws = draws;
    }

    @Override
    public void receives(byte[] audio) {
      for (var from = 0; from + Clip.FRAME <= audio.length; from += Clip.FRAME) {
        Stamp.read(audio, from).ifPresent(stamp -> belongs(stamp.source()));
      }
    }

    private void belongs(int to) {
      if (call == 0) {
        call = to;
        listener.serves(number, call);
      } else if (call != to) {
        listener.mixed(call, to);
      }
    }

    @Override
    public String hears(byte[] utterance) {
      var words = new ArrayList<String>();
      for (var heard : Utterance.heardIn(utterance)) {
        cast.utterance(heard.speaker(), heard.number())
            .ifPresent(said -> words.addAll(said.heard(heard.frames())));
        var all = cast.caller(call).map(plan -> plan.utterances().size()).orElse(0);
        lastHeard |= heard.speaker() == call && heard.number() == all;
      }
      return String.join(" ", words);
    }

    @Override
    public void recalls(String role, String text) {
      recalled = role.equals("assistant") ? text : recalled;
    }

    /// Behind the words that were heard of it, if any were.
    @Override
    public void forgets(String text) {
      var first = text.split(" ", 2)[0];
      var heard = recalled.split(" ");
      var known = heard[0].equals(first) ? heard.length : 0;
      cast.answerWith(first).ifPresent(answer -> listener.wordsTakenBack(call, answer, known));
    }

    @Override
    public void returns(String output) {
      listener.toolAnswers(call);
    }

    @Override
    public void takesBack(String text, long heardMs) {
      cast.answerWith(text.split(" ", 2)[0])
          .ifPresent(answer -> listener.takesBack(call, answer, heardMs));
    }

    @Override
    public Reply replies(String instructions, Set<String> tools) {
      var quoted = EXACTLY.matcher(instructions);
      if (quoted.find()) {
        return says(cast.phrase(quoted.group(1), FRAMES_PER_WORD), List.of());
      }
      var calls = new ArrayList<ToolCall>();
      if (tools.contains("noter_message") && draws.oneIn(5)) {
        calls.add(new ToolCall("noter_message", "{\"motif\":\"une fuite\"}"));
      } else if (lastHeard && !parted) {
        parting(tools).ifPresent(calls::add);
      }
      if (!calls.isEmpty()) {
        listener.callsTool(call);
      }
      return says(cast.answer(draws.between(4, 14), FRAMES_PER_WORD), calls);
    }

    private Optional<ToolCall> parting(Set<String> tools) {
      var name =
          switch (cast.caller(call).map(CallerPlan::wish).orElse(Wish.NOTHING)) {
            case NOTHING -> "";
            case GOODBYE -> "raccrocher";
            case TRANSFER -> "transferer";
          };
      parted = tools.contains(name);
      return Optional.of(name).filter(tools::contains).map(tool -> new ToolCall(tool, "{}"));
    }

    private Reply says(Utterance utterance, List<ToolCall> calls) {
      return new Reply(Optional.of(new Speech(utterance.text(), utterance.sound())), calls);
    }
  }
}
