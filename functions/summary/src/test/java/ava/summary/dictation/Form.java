package ava.summary.dictation;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/// A form in which callers dictate.
record Form(String name, Function<SpokenNumber, Phrase> phrase) {
  static Stream<Form> all() {
    return Stream.of(
            DictatedForms.all(),
            WrittenForms.all(),
            CorrectedForms.all(),
            ConversationForms.all(),
            UnclearForms.all())
        .flatMap(forms -> forms);
  }

  /// @param said what the caller says of a French number
  static Form of(String name, BiFunction<SpokenNumber, String, String> said) {
    return new Form(
        name,
        spoken -> {
          var number = spoken.national();
          return Phrase.of(number, "C: " + said.apply(spoken, number));
        });
  }

  /// Each form has phrases of its own.
  long seed() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
