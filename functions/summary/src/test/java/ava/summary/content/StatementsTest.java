package ava.summary.content;

import static org.assertj.core.api.Assertions.assertThat;

import ava.summary.Calls;
import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Of each kind of things that a summary may state: how many true statements in other words are
/// kept, and how many false ones fall.
class StatementsTest {
  private static final int PAIRS = Integer.getInteger("statements.pairs", 150);

  @ParameterizedTest
  @MethodSource("ava.summary.content.Statements#all")
  void trueStatementIsKeptAndFalseOneFalls(Statements.Kind kind) {
    var random = new SplittableRandom(kind.seed());
    var dropped = new ArrayList<String>();
    var kept = new ArrayList<String>();

    for (var i = 0; i < PAIRS; i++) {
      var pair = kind.pair().apply(random);
      var grounding =
          new Grounding(Calls.of("Ava: Cabinet Durand, bonjour.", "Appelant: " + pair.said()));
      if (!grounding.holds(pair.truth())) {
        dropped.add(pair.said() + " ⇒ " + pair.truth());
      }
      if (grounding.holds(pair.lie())) {
        kept.add(pair.said() + " ⇏ " + pair.lie());
      }
    }

    System.out.printf(
        "%-24s true kept %6.2f %%, false dropped %6.2f %%%n",
        kind, 100.0 - 100.0 * dropped.size() / PAIRS, 100.0 - 100.0 * kept.size() / PAIRS);
    assertThat(dropped).hasSizeLessThanOrEqualTo(PAIRS / 100);
    assertThat(kept).hasSizeLessThanOrEqualTo(PAIRS / 200);
  }
}
