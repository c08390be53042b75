package ava.summary.content;

import static org.assertj.core.api.Assertions.assertThat;

import ava.summary.mail.MailWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ExtractiveSummaryTest {
  @ParameterizedTest
  @MethodSource("ava.summary.content.Transcript#all")
  void rulesFindWhatRulesCanFind(Transcript transcript) {
    var summary = Summarizers.rules().summarize(transcript.call(), Instant.MAX);

    var expect = transcript.expect();
    var json = JsonMapper.shared().readTree(summary.toJson());
    var told = summary.reason() + "\n" + summary.text() + "\n" + summary.asked();
    var softly = new SoftAssertions();
    softly
        .assertThat(summary.who().name().orElse(null))
        .isEqualTo(expect.path("name").asStringOpt().orElse(null));
    softly
        .assertThat(summary.who().phone().orElse(null))
        .isEqualTo(expect.path("phone").asString());
    softly.assertThat(json.path("urgency")).isEqualTo(expect.path("urgency"));
    expect
        .path("company")
        .asStringOpt()
        .ifPresent(company -> softly.assertThat(summary.who().company()).contains(company));
    expect
        .path("category")
        .asStringOpt()
        .ifPresent(
            category -> softly.assertThat(json.path("category").asString()).isEqualTo(category));
    if (expect.has("callback")) {
      softly.assertThat(summary.callback().wished()).isEqualTo(expect.path("callback").asBoolean());
    }
    softly
        .assertThat(summary.callback().when().orElse(null))
        .isEqualTo(expect.path("when").asStringOpt().orElse(null));
    if (!expect.has("modelOnly")) {
      softly.assertThat(told).contains(transcript.words("must"));
    }
    transcript.words("mustNot").forEach(word -> softly.assertThat(told).doesNotContain(word));
    transcript
        .words("once")
        .forEach(word ->
            softly.assertThat(Pattern.compile(word).matcher(summary.text()).results()).hasSize(1));
    var subject =
        new MailWriter("le cabinet", Optional.empty())
            .write(transcript.call(), summary, false)
            .subject()
            .replace('\u00a0', ' ');
    transcript.words("subject").forEach(word -> softly.assertThat(subject).contains(word));
    softly.assertAll();
  }

  @Test
  void actionsCiteTurnsThatExist() {
    assertThat(Transcript.all())
        .allSatisfy(transcript -> {
          var actions = Summarizers.rules().summarize(transcript.call(), Instant.MAX).actions();
          assertThat(actions)
              .allSatisfy(
                  a -> assertThat(transcript.call().turns()).anyMatch(t -> t.seq() == a.turn()));
        });
  }

  @Test
  void summaryReadsBackFromItsJson() {
    var summary =
        Summarizers.rules().summarize(Transcript.read("fuite-urgente").call(), Instant.MAX);

    assertThat(Summary.fromJson(summary.toJson())).isEqualTo(summary);
    assertThat(summary.toJson()).contains("\"source\":\"extract\"");
  }
}
