package ava.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClipTest {
  @Test
  void everyByteSurvivesDecodingAndEncoding() {
    for (var code = 0; code < 256; code++) {
      var sample = MuLaw.decode((byte) code);

      assertThat(MuLaw.decode(MuLaw.encode(sample))).isEqualTo(sample);
    }
    assertThat(MuLaw.decode(MuLaw.SILENCE)).isZero();
    assertThat(MuLaw.decode((byte) 0x00)).isEqualTo((short) -32_124);
    assertThat(MuLaw.decode((byte) 0x80)).isEqualTo((short) 32_124);
  }

  @Test
  void lastFrameIsFilledWithSilence() {
    var clip = Clip.of(new byte[170]);

    assertThat(clip.frames()).isEqualTo(2);
    assertThat(clip.frame(1)).hasSize(160).startsWith(new byte[10]).endsWith(MuLaw.SILENCE);
  }

  @Test
  void trimmingTakesOnlyTheSilenceAtTheEnds() {
    var sound = Clip.hum("bonjour");
    var pause = Clip.silence(Duration.ofMillis(200));

    var trimmed = Clip.join(List.of(pause, sound, pause, sound, pause)).trimmed();

    assertThat(trimmed.length().toMillis())
        .isBetween(2 * sound.length().toMillis() + 150, 2 * sound.length().toMillis() + 220);
  }

  @Test
  void humIsAsLongAsTheTextAndLoudEnoughToBeSpeech() {
    var hum = Clip.hum("Bonjour !");

    assertThat(hum.length()).isEqualTo(Duration.ofMillis(9 * 65));
    assertThat(MuLaw.level(hum.bytes(), 0, hum.bytes().length)).isGreaterThan(1500);
  }
}
