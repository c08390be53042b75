package ava.trial.world;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Patience;
import ava.bridge.call.Wait;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StretchTest {
  private static final Seed SEED = new Seed(20_261_126);

  private static List<List<Stretch>> drawn() {
    return LongStream.range(0, 500).mapToObj(world -> Stretch.drawn(SEED.child(world))).toList();
  }

  @Test
  void oneWorldInFiveHasAnAvaOfAnotherPatience() {
    var others = drawn().stream().filter(stretches -> !stretches.isEmpty()).toList();

    assertThat(others).hasSizeBetween(80, 120);
    assertThat(others)
        .allSatisfy(stretches ->
            assertThat(stretches).extracting(Stretch::what).containsExactly(Wait.values()));
  }

  @Test
  void eachWaitIsATenthToThreeTimesAsLong() {
    assertThat(drawn().stream().flatMap(List::stream).map(Stretch::factor))
        .allSatisfy(factor -> assertThat(factor).isBetween(0.1, 3.0))
        .anySatisfy(factor -> assertThat(factor).isLessThan(0.2))
        .anySatisfy(factor -> assertThat(factor).isGreaterThan(2.8));
  }

  @Test
  void whatIsAskedOfAvaFollowsHerPatience() {
    var slow = new Tolerance(Stretch.patience(List.of(new Stretch(Wait.SOUND, 3))));

    assertThat(Tolerance.USUAL.silence()).isEqualTo(Duration.ofSeconds(3));
    assertThat(Tolerance.USUAL.silenceAcrossAResume()).isEqualTo(Duration.ofSeconds(4));
    assertThat(slow.silence()).isEqualTo(Duration.ofSeconds(7));
    assertThat(Stretch.patience(List.of())).isEqualTo(Patience.USUAL);
  }

  @Test
  void avaWaitsForWordsUntilTheSessionThatOwesThemIsGivenUp() {
    var hasty = new Tolerance(Stretch.patience(List.of(new Stretch(Wait.TRANSCRIPT, 0.5))));

    assertThat(Tolerance.USUAL.outlastsASilentSession()).isTrue();
    assertThat(hasty.outlastsASilentSession()).isFalse();
  }

  @Test
  void wordsOverTheGreetingAreInMemoryUntilItIsHeardHoweverShortAvaWaitsForThem() {
    var hasty = new Tolerance(Stretch.patience(List.of(new Stretch(Wait.TRANSCRIPT, 0.2))));

    assertThat(Tolerance.USUAL.inMemory()).isEqualTo(Duration.ofSeconds(8));
    assertThat(hasty.inMemory()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void avaTakesNoSentenceForNoiseUnlessSheHardlyListens() {
    var deaf = new Tolerance(Stretch.patience(List.of(new Stretch(Wait.NOISE, 0.1))));

    assertThat(Tolerance.USUAL.hearsSentencesOut()).isTrue();
    assertThat(deaf.hearsSentencesOut()).isFalse();
  }

  @Test
  void avaWaitsForTheAnswerOfASessionThatIsWellUnlessSheIsHasty() {
    var setting = Playwright.plot(SEED).setting();
    var hasty = new Tolerance(Stretch.patience(List.of(new Stretch(Wait.ANSWER_HEARD, 0.17))));

    assertThat(Tolerance.USUAL.waitsForAnswers(setting)).isTrue();
    assertThat(hasty.waitsForAnswers(setting)).isFalse();
  }
}
