package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/// What an event costs must not grow with the call; fifty frames a second come from each caller.
class EventCostTest {
  private static final int FRAMES = 20_000;
  private static final long MOST_BYTES = 250;

  @Test
  void aFrameCopiesNothingHoweverLongTheCallIs() {
    var young = bytesOfAFrame(2);
    var old = bytesOfAFrame(1_000);

    assertThat(young).isLessThan(MOST_BYTES);
    assertThat(old).isLessThanOrEqualTo(young + 8);
  }

  @Test
  void aTurnCostsTheSameAfterTwoThousand() {
    var young = bytesOfATurn(10);
    var old = bytesOfATurn(2_000);

    assertThat(old).isLessThanOrEqualTo(young * 6 / 5);
  }

  private static long bytesOfATurn(int turns) {
    var call = Steps.talking();
    talk(call, 1, turns);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var before = threads.getCurrentThreadAllocatedBytes();
    talk(call, turns + 1, turns + 100);
    return (threads.getCurrentThreadAllocatedBytes() - before) / 100;
  }

  private static void talk(Steps call, int from, int to) {
    for (var n = from; n <= to; n++) {
      call.on(Steps.speech("u" + n)).on(Steps.said("u" + n, "Oui."));
      call.on(Steps.answer("r" + n, "a" + n, "Bien.", 200)).hearAll().forget();
    }
  }

  private static long bytesOfAFrame(int turns) {
    var call = Steps.talking();
    talk(call, 1, turns);
    var flow = new CallFlow(Steps.RULES);
    var audio = Steps.audio(20);
    var state = call.state();
    state = frames(flow, state, audio, 0);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var before = threads.getCurrentThreadAllocatedBytes();
    frames(flow, state, audio, FRAMES);
    return (threads.getCurrentThreadAllocatedBytes() - before) / FRAMES;
  }

  private static State frames(CallFlow flow, State from, String audio, int number) {
    var state = from;
    for (var n = number; n < number + FRAMES; n++) {
      state = flow.on(state, new Event.CallerAudio(audio, n * 20L), Steps.START).state();
    }
    return state;
  }
}
