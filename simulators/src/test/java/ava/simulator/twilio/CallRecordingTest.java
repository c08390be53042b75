package ava.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MuLaw;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class CallRecordingTest {
  @Test
  void wavIsStereoWithTheCallerLeftAndAvaRight() throws Exception {
    var recording = new CallRecording();
    var caller = Clip.hum("bonjour").frame(3);
    var ava = Clip.hum("au revoir").frame(7);

    recording.add(caller, Clip.silentFrame());
    recording.add(Clip.silentFrame(), ava);

    try (var wav = AudioSystem.getAudioInputStream(new ByteArrayInputStream(recording.wav()))) {
      assertThat(wav.getFormat().getSampleRate()).isEqualTo(8000f);
      assertThat(wav.getFormat().getChannels()).isEqualTo(2);
      assertThat(wav.getFormat().getSampleSizeInBits()).isEqualTo(16);
      assertThat(wav.getFrameLength()).isEqualTo(320);
      var samples = wav.readAllBytes();
      assertThat(sample(samples, 4 * 5)).isEqualTo(MuLaw.decode(caller[5]));
      assertThat(sample(samples, 4 * 5 + 2)).isZero();
      assertThat(sample(samples, 4 * (160 + 9))).isZero();
      assertThat(sample(samples, 4 * (160 + 9) + 2)).isEqualTo(MuLaw.decode(ava[9]));
    }
    assertThat(recording.length()).isEqualTo(Duration.ofMillis(40));
  }

  private static short sample(byte[] pcm, int at) {
    return (short) ((pcm[at] & 0xFF) | (pcm[at + 1] << 8));
  }
}
