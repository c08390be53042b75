package ava.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MuLaw;
import ava.simulator.scenario.When;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Faults whose moments count: a stepped clock keeps them.
class FaultMomentsTest {
  private final SteppedAva ava = new SteppedAva().at("/twiml", SteppedAva.CONNECT);

  @Test
  void marksCanComeLate() {
    ava.world.after(Duration.ofMillis(200), () -> ava.stream().mark("a"));

    ava.call(new LineFault.DelayMarks(Duration.ofMillis(200)));

    assertThat(marked()).isBetween(Duration.ofMillis(400), Duration.ofMillis(440));
  }

  @Test
  void framesCanStopWhileTheCallerSpeaks() {
    var caller =
        new ScriptedCaller(
            List.of(
                SimulatedTwilio.says(Clip.hum("bonjour"), new When.Delay(Duration.ZERO)),
                SimulatedTwilio.hangsUp(0)));

    var report =
        ava.call(
            CallPlan.to(SteppedAva.BASE, "+33612345678", "+33199001234", caller)
                .withFaults(
                    new LineFault.DropFrames(Duration.ofMillis(100), Duration.ofMillis(200))));

    assertThat(report.counts().framesLost()).isEqualTo(10);
  }

  @Test
  void stalledReaderHearsLate() {
    ava.world.after(Duration.ofMillis(200), () -> ava.stream().mark("late"));

    ava.call(new LineFault.StallReading(Duration.ofMillis(50), Duration.ofMillis(400)));

    assertThat(marked()).isBetween(Duration.ofMillis(450), Duration.ofMillis(500));
    assertThat(ava.stream().seen("media")).hasSize(50);
  }

  @Test
  void unknownEventsAndNoiseComeOnTheLine() {
    var report =
        ava.call(
            new LineFault.UnknownEvents(Duration.ofMillis(20), Duration.ofMillis(40)),
            new LineFault.SteadyNoise(Duration.ZERO, Duration.ofSeconds(1)));

    assertThat(report.how()).isEqualTo("CALLER");
    assertThat(ava.stream().seen("weather")).hasSizeGreaterThan(3);
    var noise = report.recording().callerAudio();
    assertThat(MuLaw.level(noise, 0, noise.length)).isGreaterThan(1_000);
  }

  private Duration marked() {
    return ava.stream().seen("mark").getFirst().at();
  }
}
