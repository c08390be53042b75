package ava.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.shared.settings.SettingsException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryConfigTest {
  @Test
  void defaults() {
    var config = SummaryConfig.from(Map.of("CALLS_TABLE", "calls"));

    assertThat(config.model()).isEmpty();
    assertThat(config.mail().recipients()).isEmpty();
    assertThat(config.business()).isEqualTo("le cabinet");
    assertThat(config.emptyCalls()).isEqualTo(EmptyCalls.NONE);
    assertThat(config.webhook()).isEmpty();
    assertThat(config.mail().dashboard()).isEmpty();
    assertThat(config.metricsNamespace()).isEqualTo("Ava");
  }

  @Test
  void everySettingIsRead() {
    var config =
        SummaryConfig.from(
            Map.ofEntries(
                Map.entry("CALLS_TABLE", "calls"),
                Map.entry("OPENAI_API_KEY", "key"),
                Map.entry("OPENAI_BASE_URL", "https://eu.api.openai.com/v1/"),
                Map.entry("OPENAI_SUMMARY_MODEL", "gpt-4.1-mini"),
                Map.entry("SUMMARY_EMAIL", "a@b.fr, c@d.fr"),
                Map.entry("SUMMARY_SENDER", "ava@b.fr"),
                Map.entry("SUMMARY_EMPTY_CALLS", "short"),
                Map.entry("AVA_BUSINESS_NAME", "Durand"),
                Map.entry("AVA_WEBHOOK_URL", "https://crm.fr/hook"),
                Map.entry("AVA_WEBHOOK_SECRET", "secret"),
                Map.entry("DASHBOARD_URL", "https://ava.fr"),
                Map.entry("METRICS_NAMESPACE", "Ava/second")));

    var model = config.model().orElseThrow();
    assertThat(model.key().value()).isEqualTo("key");
    assertThat(model.baseUrl()).isEqualTo(URI.create("https://eu.api.openai.com/v1"));
    assertThat(model.name()).isEqualTo("gpt-4.1-mini");
    assertThat(config.mail().recipients())
        .extracting(Object::toString)
        .containsExactly("a@b.fr", "c@d.fr");
    assertThat(config.mail().sender().map(Object::toString)).contains("Ava <ava@b.fr>");
    assertThat(config.emptyCalls()).isEqualTo(EmptyCalls.SHORT);
    assertThat(config.business()).isEqualTo("Durand");
    assertThat(config.webhook().orElseThrow().secret().value()).isEqualTo("secret");
    assertThat(config.mail().dashboard()).contains(URI.create("https://ava.fr"));
    assertThat(config.metricsNamespace()).isEqualTo("Ava/second");
  }

  @Test
  void accentsInTheSendersNameAreEncoded() {
    var config =
        SummaryConfig.from(
            Map.of("CALLS_TABLE", "calls", "SUMMARY_SENDER", "Médecin <ava@cabinet.fr>"));

    assertThat(config.mail().sender().map(Object::toString))
        .contains("=?UTF-8?Q?M=C3=A9decin?= <ava@cabinet.fr>");
  }

  @Test
  void allThatIsMissingOrWrongIsNamed() {
    assertThatThrownBy(() ->
            SummaryConfig.from(
                Map.of(
                    "SUMMARY_EMAIL", "a@b.fr",
                    "SUMMARY_EMPTY_CALLS", "perhaps",
                    "AVA_WEBHOOK_URL", "http://crm.fr/hook")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(
            "CALLS_TABLE",
            "SUMMARY_SENDER",
            "SUMMARY_EMPTY_CALLS",
            "AVA_WEBHOOK_URL must begin with https",
            "AVA_WEBHOOK_SECRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cabinet Martin, Paris <ava@exemple.fr>",
        "ava@exemple",
        "évelyne@exemple.fr",
        "ava@exemple.fr;b@exemple.fr",
        "ava",
        "Ava <>",
        "a@exemple.fr, b@exemple.fr"
      })
  void senderThatSesWouldRefuseIsNamedAtTheStart(String sender) {
    assertThatThrownBy(() ->
            SummaryConfig.from(
                Map.of(
                    "CALLS_TABLE", "calls",
                    "SUMMARY_SENDER", sender,
                    "SUMMARY_EMAIL", "a@b")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("SUMMARY_SENDER", "SUMMARY_EMAIL");
  }

  @Test
  void nameWithACommaIsOneSender() {
    var config =
        SummaryConfig.from(
            Map.of(
                "CALLS_TABLE",
                "calls",
                "SUMMARY_EMAIL",
                "\"Martin, Paris\" <a@b.fr>, c@d.fr",
                "SUMMARY_SENDER",
                "\"Cabinet Martin, Paris\" <ava@exemple.fr>"));

    assertThat(config.mail().sender().orElseThrow().getPersonal())
        .isEqualTo("Cabinet Martin, Paris");
    assertThat(config.mail().recipients()).hasSize(2);
  }

  @Test
  void voicemailAndFeedbackAreSettings() {
    var config =
        SummaryConfig.from(
            Map.of(
                "CALLS_TABLE", "calls",
                "TWILIO_AUTH_TOKEN", "one,two",
                "OPENAI_TRANSCRIPTION_MODEL", "gpt-transcribe-2",
                "SES_CONFIGURATION_SET", "ava_1"));

    assertThat(config.voicemail().tokens().orElseThrow().value()).isEqualTo("one,two");
    assertThat(config.voicemail().transcriptionModel()).isEqualTo("gpt-transcribe-2");
    assertThat(config.mail().configurationSet()).contains("ava_1");
    assertThatThrownBy(() ->
            SummaryConfig.from(
                Map.of(
                    "CALLS_TABLE", "calls",
                    "OPENAI_TRANSCRIPTION_MODEL", "a b",
                    "SES_CONFIGURATION_SET", "a b")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("OPENAI_TRANSCRIPTION_MODEL", "SES_CONFIGURATION_SET");
  }
}
