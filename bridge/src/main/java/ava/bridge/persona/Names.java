package ava.bridge.persona;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The names in a French text, as far as capital letters tell. A word that only begins a sentence
/// is none.
final class Names {
  private static final String WORD = "\\p{Lu}[\\p{L}’'-]+";

  /// Capitalised words, with the small ones that hold a name together: « Jean de La Fontaine ».
  private static final Pattern RUN =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?:M\\.|MM\\.|%1$s)(?: (?:(?:de|du|des|la|le|les|sur|en) |d[’'])*%1$s)*"
              .formatted(WORD));

  private static final Pattern SENTENCE_BEGINS = Pattern.compile("(?:^|[.!?:;\\n•–«(-])[\\s*]*$");

  /// What stands before a name and is none: titles, and articles at the beginning of a sentence.
  private static final Set<String> BEFORE =
      Set.of(
          "M. MM. Mme Mmes Mlle Monsieur Madame Dr Docteur Pr Professeur Me Maître Le La Les Un Une"
              .split(" "));

  private Names() {}

  /// In the order of the text, each once.
  static List<String> in(String text) {
    var flat = text.replace('\u00a0', ' ');
    return RUN.matcher(flat)
        .results()
        .flatMap(run -> name(run.group(), begins(flat, run.start())))
        .distinct()
        .toList();
  }

  private static boolean begins(String text, int at) {
    return SENTENCE_BEGINS.matcher(text.substring(Math.max(0, at - 20), at)).find();
  }

  private static Stream<String> name(String run, boolean begins) {
    var words = new ArrayList<>(List.of(run.split(" ")));
    var whole = words.size();
    while (!words.isEmpty() && BEFORE.contains(words.getFirst())) {
      words.removeFirst();
    }
    var named = words.size() < whole || whole > 1 || !begins;
    return Optional.of(String.join(" ", words)).filter(name -> named && name.length() > 2).stream();
  }
}
