package ava.summary.dictation;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.PhoneNumber;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.summary.dictation.SpokenNumber.Style;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Phrases of each form in which callers dictate: how many are understood, and whether a number
/// that is not what was meant is ever given as if it were sure. `-Ddictation.phrases=2000` tries
/// more of each form, after the same first ones.
class DictationFormsTest {
  private static final int MARKED = Integer.getInteger("dictation.phrases", 200);
  private static final int UNMARKED = Math.min(MARKED / 3, 250);

  private static Dictated dictated(List<String> lines) {
    var turns = new ArrayList<Turn>();
    turns.add(
        new Turn(1, Speaker.AVA, "Cabinet Durand, bonjour.", Instant.EPOCH, Instant.EPOCH, false));
    for (var line : lines) {
      var speaker = line.startsWith("A") ? Speaker.AVA : Speaker.CALLER;
      turns.add(
          new Turn(
              turns.size() + 1, speaker, line.substring(3), Instant.EPOCH, Instant.EPOCH, false));
    }
    return Dictation.in(turns, new PhoneNumber("+33698765432"));
  }

  /// @param silent neither a number nor a word that there was one
  private record Count(
      List<String> right,
      List<String> wrong,
      List<String> sureAndWrong,
      List<String> notUnderstood,
      List<String> silent) {
    Count() {
      this(
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    void add(Phrase phrase, Dictated heard) {
      var line = phrase + " → " + heard;
      if (heard.number().isPresent() && !heard.number().equals(phrase.number())) {
        (heard.doubtful() ? wrong : sureAndWrong).add(line);
      } else if (heard.number().isEmpty() && heard.unclear().isEmpty()) {
        silent.add(line);
      } else {
        (heard.number().equals(phrase.number()) ? right : notUnderstood).add(line);
      }
    }

    private static double percent(List<String> some, int phrases) {
      return 100.0 * some.size() / phrases;
    }

    void print(Form form, String marks, int phrases) {
      System.out.printf(
          "%-32s %-9s right %6.2f %%, said to be not understood %5.2f %%, doubtful and wrong %5.2f"
              + " %%, sure and wrong %5.2f %%%n",
          form,
          marks,
          percent(right, phrases),
          percent(notUnderstood, phrases),
          percent(wrong, phrases),
          percent(sureAndWrong, phrases));
    }
  }

  @ParameterizedTest
  @MethodSource("ava.summary.dictation.Form#all")
  void almostEveryPhraseIsUnderstoodAndNoneIsMisheard(Form form) {
    var styles =
        List.of(
            Style.COMMAS,
            Style.SPACES,
            Style.STOPS,
            Style.DASHES,
            Style.COMMAS_WITHOUT_HYPHENS,
            Style.CAPITALS,
            Style.WITHOUT_ACCENTS);

    var count = counted(form, styles, MARKED);

    count.print(form, "marked", MARKED);
    assertThat(count.sureAndWrong()).isEmpty();
    assertThat(count.silent()).isEmpty();
    assertThat(count.right()).as(few(count)).hasSizeGreaterThan(MARKED * 97 / 100);
  }

  /// « cinquante quatre vingt » is 54 20 as well as 50 80 where nothing is marked, and « deux cent
  /// huit » 208 as well as 2 108: what is not understood is said to be so.
  @ParameterizedTest
  @MethodSource("ava.summary.dictation.Form#all")
  void wordsWithoutAnyMarkAreUnderstoodOrSaidNotToBe(Form form) {
    var count = counted(form, List.of(Style.NOTHING), UNMARKED);

    count.print(form, "unmarked", UNMARKED);
    assertThat(count.sureAndWrong()).isEmpty();
    assertThat(count.silent()).isEmpty();
    assertThat(count.wrong()).hasSizeLessThan(UNMARKED * 4 / 100);
    var hard = form.name().equals("by threes") ? 80 : 90;
    assertThat(count.right()).as(few(count)).hasSizeGreaterThan(UNMARKED * hard / 100);
  }

  private static Count counted(Form form, List<Style> styles, int phrases) {
    var random = new SplittableRandom(form.seed());
    var count = new Count();
    for (var i = 0; i < phrases; i++) {
      var phrase = form.phrase().apply(new SpokenNumber(random, styles.get(i % styles.size())));
      count.add(phrase, dictated(phrase.lines()));
    }
    return count;
  }

  private static String few(Count count) {
    return Stream.of(count.notUnderstood(), count.wrong())
        .flatMap(lines -> lines.stream().limit(6))
        .collect(Collectors.joining("\n"));
  }
}
