package ava.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MicroCallTest {
  private final MicroCall call = new MicroCall();

  @Test
  void eachFrameOfTheCallersGoesToTheModel() {
    call.turn();
    var before = call.sent();

    for (var frame = 0; frame < 20; frame++) {
      call.frame();
    }

    assertThat(call.sent() - before).isEqualTo(20);
  }

  @Test
  void eachFrameOfAnAnswerGoesToTheCallerWithAMarkBehindTen() {
    call.turn();
    call.beginAnswer();
    var before = call.sent();

    for (var frame = 0; frame < 20; frame++) {
      call.delta();
    }

    assertThat(call.sent() - before).isEqualTo(22);
  }
}
