package ava.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class FrameStampTest {
  private static final FrameStamp STAMP = new FrameStamp(FrameStamp.SPEECH, 17, 4_711, 123_456_789);

  @Test
  void aFrameSaysWhatItWasGiven() {
    var audio = Base64.getDecoder().decode(STAMP.base64());

    assertThat(FrameStamp.read(audio, 0)).isEqualTo(STAMP);
    assertThat(STAMP.whole(audio, 0)).isTrue();
  }

  @Test
  void eachByteThatIsChangedIsFound() {
    for (var at = 0; at < FrameStamp.BYTES; at++) {
      var audio = STAMP.bytes();
      audio[at]++;
      var read = FrameStamp.read(audio, 0);

      assertThat(read.equals(STAMP) && read.whole(audio, 0)).as("byte " + at).isFalse();
    }
  }

  @Test
  void audioWithoutAStampIsNobodys() {
    assertThat(FrameStamp.read(new byte[FrameStamp.BYTES], 0)).isEqualTo(FrameStamp.NONE);
    assertThat(FrameStamp.read(STAMP.bytes(), 1)).isEqualTo(FrameStamp.NONE);
  }
}
