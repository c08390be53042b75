package ava.summary.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.Recording;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingSourceTest {
  private static final String PATH =
      "/2010-04-01/Accounts/" + FakeTwilio.ACCOUNT + "/Recordings/" + FakeTwilio.SID;

  private final FakeTwilio twilio = new FakeTwilio();

  private static Recording at(String url) {
    return new Recording(url, FakeTwilio.SID, FakeTwilio.ACCOUNT, Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.twilio.com", "api.ie1.twilio.com", "api.dublin.ie1.twilio.com"})
  void twiliosOwnHostsGetTheToken(String host) {
    twilio.has(new byte[] {1, 2, 3});

    assertThat(twilio.source("token").fetch(at("https://" + host + PATH)))
        .isInstanceOf(RecordingSource.Fetched.Audio.class);
    assertThat(twilio.requests).containsExactly("GET https://" + host + PATH + ".mp3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.twilio.com{path}",
        "https://api.twilio.com.evil.example{path}",
        "https://evil.example{path}",
        "https://api.twilio.com@evil.example{path}",
        "https://x@api.twilio.com{path}",
        "https://api.twilio.com:8443{path}",
        "https://api.a.b.c.twilio.com{path}",
        "https://API.twilio.com.{path}",
        "https://api-twilio.com{path}",
        "https://api.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000000/Recordings/RE0123456789abcdef0123456789abcdef",
        "https://api.twilio.com{path}.wav",
        "https://api.twilio.com{path}/../../Messages",
        "https://api.twilio.com{path}?x=1",
        "https://api.twilio.com{path}#x",
        "https://api.twilio.com{path} ",
        "https://api.twilio.com/2010-04-01/Accounts/../Recordings/RE1",
        "javascript:alert(1)",
        ""
      })
  void noOtherAddressIsEverAsked(String url) {
    twilio.has(new byte[] {1});

    var recording = at(url.replace("{path}", PATH));

    assertThat(twilio.source("token").fetch(recording))
        .isInstanceOf(RecordingSource.Fetched.Never.class);
    assertThat(twilio.source("token").delete(recording)).isFalse();
    assertThat(twilio.requests).isEmpty();
  }

  @Test
  void accountThatIsNoneIsNotTaken() {
    var recording =
        new Recording(
            "https://api.twilio.com/2010-04-01/Accounts/.*/Recordings/" + FakeTwilio.SID,
            FakeTwilio.SID,
            ".*",
            Optional.empty());

    assertThat(twilio.source("token").fetch(recording))
        .isInstanceOf(RecordingSource.Fetched.Never.class);
  }

  @Test
  void secondTokenIsTriedWhileTheFirstIsRotated() {
    twilio.token = "new";
    twilio.has(new byte[] {1});

    assertThat(twilio.source("old, new").fetch(FakeTwilio.told()))
        .isInstanceOf(RecordingSource.Fetched.Audio.class);
    assertThat(twilio.source("old").fetch(FakeTwilio.told()))
        .isInstanceOf(RecordingSource.Fetched.Never.class);
  }

  @ParameterizedTest
  @CsvSource({"404,NotYet", "429,NotYet", "500,NotYet", "503,NotYet", "403,Never", "400,Never"})
  void statusTellsWhetherToComeBack(int status, String result) {
    twilio.has(new byte[] {1});
    twilio.status = status;

    assertThat(twilio.source("token").fetch(FakeTwilio.told()).getClass().getSimpleName())
        .isEqualTo(result);
  }

  @Test
  void twoMegabytesAreReadAndNotOneByteMore() {
    twilio.has(new byte[RecordingSource.LONGEST]);
    assertThat(twilio.source("token").fetch(FakeTwilio.told()))
        .isInstanceOf(RecordingSource.Fetched.Audio.class);

    twilio.has(new byte[RecordingSource.LONGEST + 1]);
    assertThat(twilio.source("token").fetch(FakeTwilio.told()))
        .isInstanceOf(RecordingSource.Fetched.TooLong.class);
  }

  @Test
  void whatIsGoneIsDeleted() {
    assertThat(twilio.source("token").delete(FakeTwilio.told())).isTrue();
    twilio.status = 500;
    assertThat(twilio.source("token").delete(FakeTwilio.told())).isFalse();
  }
}
