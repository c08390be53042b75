package ava.summary.mention;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Parts a text into its sentences. The dot of « M. », « Dr. » or of an initial ends none.
public final class SentenceSplit {
  private static final char KEPT = '\u2024';
  private static final Pattern ABBREVIATION =
      Pattern.compile(
          "(?<![\\p{L}])(M|MM|Mr|Mme|Mmes|Mlle|Dr|Drs|Pr|Me|Mgr|St|Ste|[Aa]v|[Bb]d|env|[Tt]él|réf|p|ex|apt"
              + "|bât|[A-Z])\\.(?=[\\s\u00a0\u202f])");
  private static final Pattern SENTENCE =
      Pattern.compile(".+?(?:[.!?…]+[\\s\u00a0\u202f]*[»\")]?(?=[\\s\u00a0\u202f]|$)|$)");

  private SentenceSplit() {}

  public static List<String> in(String text) {
    return Stream.of(ABBREVIATION.matcher(text).replaceAll("$1" + KEPT).split("\n+"))
        .flatMap(line -> SENTENCE.matcher(line).results())
        .map(found -> found.group().replace(KEPT, '.').strip())
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }
}
