package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatienceTest {
  @ParameterizedTest
  @EnumSource
  void asARuleEachWaitIsAsLongAsItsReasonSays(Wait wait) {
    assertThat(Patience.USUAL.of(wait)).isEqualTo(wait.usual()).isPositive();
    assertThat(wait.usual()).isLessThanOrEqualTo(wait.most());
  }

  @Test
  void oneWaitIsScaledAndNoOther() {
    var quick = Patience.USUAL.scaled(Wait.SOUND, 0.5);

    assertThat(quick.of(Wait.SOUND)).isEqualTo(Duration.ofSeconds(1));
    assertThat(quick.scaled(Wait.SOUND, 2)).isEqualTo(Patience.USUAL);
  }

  /// A queue takes no longer delay, and a process that ends has two minutes.
  @ParameterizedTest
  @EnumSource(names = {"TRANSFER", "RECORDING", "DRAIN"})
  void whatOthersBoundIsNeverLonger(Wait wait) {
    assertThat(Patience.USUAL.scaled(wait, 100).of(wait)).isEqualTo(wait.most());
  }

  @Test
  void aCallIsConductedWithThePatienceOfItsRules() {
    var call = new Steps(Steps.RULES.with(Patience.USUAL.scaled(Wait.CALLER_LOST, 0.1)));

    call.on(Steps.joinedUnrecorded());

    assertThat(call.last()).contains(new Effect.SetTimer(Timer.CALLER_LOST, Duration.ofSeconds(1)));
  }
}
