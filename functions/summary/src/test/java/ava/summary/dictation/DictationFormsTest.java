package ava.summary.dictation;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.PhoneNumber;
import ava.shared.Speaker;
import ava.shared.Turn;
import ava.summary.dictation.SpokenNumber.Style;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two thousand phrases of each form in which callers dictate.
class DictationFormsTest {
  private static final int PHRASES = 2_000;

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

  @ParameterizedTest
  @MethodSource("ava.summary.dictation.Form#all")
  void almostEveryPhraseIsUnderstoodAndNoneIsMisheard(Form form) {
    tried(
        form,
        List.of(
            Style.COMMAS,
            Style.SPACES,
            Style.STOPS,
            Style.DASHES,
            Style.COMMAS_WITHOUT_HYPHENS,
            Style.CAPITALS,
            Style.WITHOUT_ACCENTS),
        PHRASES,
        0,
        95);
  }

  /// « cinquante quatre vingt » is 54 20 as well as 50 80 where nothing is marked.
  @ParameterizedTest
  @MethodSource("ava.summary.dictation.Form#all")
  void wordsWithoutAnyMarkAreHardlyEverMisheard(Form form) {
    tried(form, List.of(Style.NOTHING), PHRASES, PHRASES / 200, 70);
  }

  private static void tried(
      Form form, List<Style> styles, int phrases, int mostWrong, int percent) {
    var random = new SplittableRandom(20_261_125);
    var right = 0;
    var wrong = new ArrayList<String>();
    var missed = new ArrayList<String>();
    for (var i = 0; i < phrases; i++) {
      var phrase = form.phrase().apply(new SpokenNumber(random, styles.get(i % styles.size())));
      var heard = dictated(phrase.lines());
      var unclear = phrase.number().isEmpty() && heard.unclear().isEmpty();
      if (heard.number().equals(phrase.number()) && !unclear) {
        right++;
      } else if (heard.number().isPresent()) {
        wrong.add(phrase + " → " + heard);
      } else {
        missed.add(phrase + " → " + heard);
      }
    }
    System.out.printf(
        "%-24s %-6s right %6.2f %%, wrong %5.2f %%%n",
        form,
        styles.size() > 1 ? "marks" : "none",
        100.0 * right / phrases,
        100.0 * wrong.size() / phrases);
    var samples = wrong.stream().limit(9).toList() + "\n" + missed.stream().limit(6).toList();
    assertThat(wrong).as(samples).hasSizeLessThanOrEqualTo(mostWrong);
    assertThat(right).as(samples).isGreaterThanOrEqualTo(phrases * percent / 100);
  }
}
