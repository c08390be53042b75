package ava.bridge.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How this Ava conducts her calls.
///
/// @param longestCall when Ava says goodbye by herself
/// @param patience how long she waits for what
/// @param moves what each tool that the model has asks of the call, by the tool's name
public record CallRules(
    Greeting greeting,
    Wording wording,
    Duration longestCall,
    Patience patience,
    Map<String, Move> moves) {
  public CallRules {
    moves = Map.copyOf(moves); // only ever asked for one name
  }

  public CallRules with(Patience changed) {
    return new CallRules(greeting, wording, longestCall, changed, moves);
  }

  /// All that Ava says in words that are fixed.
  public List<String> fixedTexts() {
    return Stream.concat(
            Stream.of(greeting.text()), Stream.of(FixedWords.values()).map(wording::of))
        .toList();
  }

  /// Instructions for one answer in fixed words.
  String exactly(FixedWords words) {
    return wording.exactly(wording.of(words));
  }
}
