package ava.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.Recording;
import ava.shared.web.WebReply;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioReplyTest {
  private static final byte[] TEN = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

  private static WebReply reply(String range) {
    return AudioReply.of(new Recording.Audio("audio/mpeg", TEN), range).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-, 0, 9",
    "bytes=0-0, 0, 0",
    "bytes=0-1, 0, 1",
    "bytes=3-6, 3, 6",
    "bytes=9-, 9, 9",
    "bytes=4-999999999, 4, 9",
    "bytes=-1, 9, 9",
    "bytes=-10, 0, 9",
    "bytes=-99, 0, 9"
  })
  void aRangeIsGivenAsItIsAskedFor(String range, int first, int last) {
    var reply = reply(range);

    assertThat(reply.status()).isEqualTo(206);
    assertThat(Base64.getDecoder().decode(reply.body()))
        .isEqualTo(Arrays.copyOfRange(TEN, first, last + 1));
    assertThat(reply.headers())
        .containsEntry("Content-Range", "bytes " + first + "-" + last + "/10")
        .containsEntry("Content-Length", Integer.toString(last - first + 1))
        .containsEntry("Content-Type", "audio/mpeg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes=-",
        "bytes=",
        "bytes=6-3",
        "bytes=0-1,4-5",
        "bytes=a-b",
        "bytes=0-99999999999",
        "lines=0-1"
      })
  void whatIsNoRangeGetsAll(String range) {
    var reply = reply(range);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(Base64.getDecoder().decode(reply.body())).isEqualTo(TEN);
    assertThat(reply.headers())
        .containsEntry("Content-Length", "10")
        .containsEntry("Accept-Ranges", "bytes")
        .doesNotContainKey("Content-Range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0"})
  void aRangeBehindTheEndIsRefused(String range) {
    var reply = reply(range);

    assertThat(reply.status()).isEqualTo(416);
    assertThat(reply.headers()).containsEntry("Content-Range", "bytes */10");
  }

  @Test
  void theLongestAnswerStaysWithinLambdasSixMegabytes() {
    var longest = new Recording.Audio("audio/mpeg", new byte[AudioReply.LONGEST]);
    var longer = new Recording.Audio("audio/mpeg", new byte[AudioReply.LONGEST + 1]);

    assertThat(AudioReply.of(longest, "").orElseThrow().body()).hasSizeLessThan(5_900_000);
    assertThat(AudioReply.of(longer, "")).isEmpty();
  }
}
