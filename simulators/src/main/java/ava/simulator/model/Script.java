package ava.simulator.model;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.ToolCall;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the model understands and says. Every session has its own [Player]; a new session of an old
/// call finds its place by the conversation that is replayed to it.
@FunctionalInterface
public interface Script {
  Player player();

  /// The script of one session. Called on the simulator's thread only.
  interface Player {
    /// All that comes into the input audio buffer, as it comes.
    default void receives(byte[] audio) {}

    /// The words of a caller's turn; empty when nothing can be understood.
    String hears(byte[] utterance);

    /// The client created an item: a message's role is `user`, `assistant` or `system`.
    void recalls(String role, String text);

    /// The client says what a tool answered.
    default void returns(String output) {}

    /// The client says how much the caller heard of an answer that he cut.
    ///
    /// @param text all its words
    default void takesBack(String text, long heardMs) {}

    /// The client takes an item out of the conversation.
    ///
    /// @param text all its words
    default void forgets(String text) {}

    /// What to answer now.
    ///
    /// @param instructions those of the `response.create`, empty without
    /// @param tools the functions that may be called
    Reply replies(String instructions, Set<String> tools);
  }

  /// Words with their sound.
  record Speech(String text, Clip clip) {}

  /// One response: a sentence, calls behind it, or only one of both, or nothing.
  record Reply(Optional<Speech> speech, List<ToolCall> calls) {
    public static final Reply NOTHING = new Reply(Optional.empty(), List.of());

    public Reply {
      calls = List.copyOf(calls);
    }
  }
}
