package ava.trial.soak;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MuLaw;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class StampTest {
  @Test
  void frameTellsItsStamp() {
    var stamp = new Stamp(43_210, 17, 65_535, 300);

    assertThat(Stamp.read(stamp.frame(), 0)).contains(stamp);
  }

  @Test
  void frameInBase64TellsItsStamp() {
    var stamp = new Stamp(43_210, 17, 65_535, 300);
    var text = "\"" + Base64.getEncoder().encodeToString(stamp.frame()) + "\"";

    assertThat(Stamp.read(text, 1, text.length() - 1)).contains(stamp);
    assertThat(Stamp.read(text, 1, text.length() - 5)).isEmpty();
  }

  @Test
  void stampedSilenceIsSilentAndStampedSpeechIsLoud() {
    var silence = new Stamp(65_535, 0, 65_535, 0).frame();
    var speech = new Stamp(1, 1, 1, 1).frame();

    assertThat(MuLaw.level(silence, 0, silence.length)).isLessThan(20);
    assertThat(MuLaw.level(speech, 0, speech.length)).isGreaterThan(2_000);
  }

  @Test
  void plainSilenceAndChangedFramesHaveNoStamp() {
    var changed = new Stamp(1, 1, 1, 1).frame();
    changed[20] = 0;

    assertThat(Stamp.read(Clip.silentFrame(), 0)).isEmpty();
    assertThat(Stamp.read(changed, 0)).isEmpty();
    assertThat(Stamp.read(new byte[10], 0)).isEmpty();
  }
}
