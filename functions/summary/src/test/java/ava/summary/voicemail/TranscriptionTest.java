package ava.summary.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.Recording;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptionTest {
  private static final Recording.Audio AUDIO =
      new Recording.Audio("audio/mpeg", new byte[] {1, 2, 3});

  private final FakeTranscriber model = new FakeTranscriber();

  private Optional<String> words() {
    return model.service("le cabinet Durand").words(AUDIO, Duration.ofSeconds(20));
  }

  @Test
  void formIsTheOneThatTheModelKnows() {
    assertThat(words()).contains(model.words);

    assertThat(model.forms.getFirst())
        .contains("name=\"model\"", "gpt-transcribe")
        .contains("name=\"file\"; filename=\"repondeur.mp3\"", "Content-Type: audio/mpeg")
        .contains("name=\"languages[]\"", "name=\"keywords[]\"", "le cabinet Durand");
  }

  @Test
  void whatTheModelDoesNotKnowIsLeftOut() {
    model.next(400, "{\"error\":{\"param\":\"keywords[0]\"}}");
    model.next(400, "{\"error\":{\"param\":\"languages\"}}");

    assertThat(words()).contains(model.words);

    assertThat(model.forms.getLast()).doesNotContain("keywords[]", "languages[]");
  }

  @ParameterizedTest
  @CsvSource({
    "400, file, 1",
    "401, '', 1",
    "403, '', 1",
    "413, '', 1",
    "429, '', 2",
    "500, '', 2",
    "503, '', 2"
  })
  void refusalIsFinalAndFailureIsTriedTwice(int status, String parameter, int tries) {
    for (var i = 0; i < 2; i++) {
      model.next(status, "{\"error\":{\"param\":\"" + parameter + "\"}}");
    }

    assertThat(words()).isEmpty();

    assertThat(model.forms).hasSize(tries);
  }

  @Test
  void accountWithoutCreditIsNotAskedTwice() {
    model.next(429, "{\"error\":{\"code\":\"insufficient_quota\"}}");

    assertThat(words()).isEmpty();
    assertThat(model.forms).hasSize(1);
  }

  @Test
  void creditsOfSubtitlesAreNoWords() {
    model.words = "Sous-titres réalisés par la communauté d’Amara.org";
    assertThat(words()).isEmpty();

    model.words = "J’ai une fuite. Sous-titrage Société Radio-Canada";
    assertThat(words().orElseThrow()).startsWith("J’ai une fuite").doesNotContain("Radio");
  }

  @Test
  void answerThatIsNoneIsNoWords() {
    model.next(200, "<html>");
    model.next(200, "{}");

    assertThat(words()).isEmpty();
  }
}
