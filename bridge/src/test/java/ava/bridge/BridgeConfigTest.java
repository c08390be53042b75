package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.bridge.call.Move;
import ava.bridge.openai.SessionSettings;
import ava.shared.call.PhoneNumber;
import ava.shared.settings.Secret;
import ava.shared.settings.Settings;
import ava.shared.settings.SettingsException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeConfigTest {
  private static final Map<String, String> REQUIRED =
      Map.of(
          "OPENAI_API_KEY", "sk-test",
          "TWILIO_AUTH_TOKEN", "twilio",
          "STREAM_TOKEN_SECRET", "stream",
          "BRIDGE_URL", "wss://bridge.example.fr/media-stream",
          "CALLS_TABLE", "calls",
          "CALL_ENDED_QUEUE_URL", "https://sqs.example/ended");

  @Test
  void theRestHasDefaults() {
    var config = from(REQUIRED);

    assertThat(config.service().port()).isEqualTo(8080);
    assertThat(config.service().maxCalls()).isEqualTo(50);
    assertThat(config.service().metricsNamespace()).isEqualTo("Ava");
    assertThat(config.rules().longestCall()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.rules().moves()).doesNotContainKey("transferer");
    assertThat(config.rules().greeting().text())
        .startsWith("Le cabinet, bonjour. Je suis Ava")
        .contains("intelligence artificielle");
    assertThat(config.session().baseUrl()).isEqualTo(URI.create("https://api.openai.com/v1"));
    assertThat(config.session().model()).isEqualTo("gpt-realtime-2.1");
    assertThat(config.session().transcription().model()).isEqualTo("gpt-transcribe");
    assertThat(config.session().voice()).isEqualTo(new SessionSettings.Voice("marin", false));
    assertThat(config.voice().id()).isEqualTo("marin");
    assertThat(config.session().instructions())
        .contains("le cabinet")
        .contains("raccrocher : seulement quand")
        .doesNotContain("transferer", "{");
    assertThat(config.session().tools().toString())
        .contains("noter_message", "raccrocher")
        .doesNotContain("transferer");
  }

  @Test
  void everySettingIsRead() {
    var environment = new HashMap<>(REQUIRED);
    environment.putAll(
        Map.of("METRICS_NAMESPACE", "Ava/second", "AVA_FACTS", "Ouvert le lundi avec Mme Roux."));
    environment.putAll(
        Map.of(
            "PORT", "0",
            "AVA_MAX_CALLS", "7",
            "AVA_MAX_CALL_SECONDS", "120",
            "AVA_TRANSFER_NUMBER", "+33142000000",
            "AVA_GREETING_MESSAGE", "Bonjour, ici un robot.",
            "AVA_SYSTEM_PROMPT", "Tu es gaie.",
            "AVA_REALTIME_VOICE", "cedar",
            "OPENAI_BASE_URL", "http://127.0.0.1:9/v1/",
            "OPENAI_REALTIME_MODEL", "gpt-realtime-2.1-mini",
            "OPENAI_TRANSCRIPTION_MODEL", "gpt-x"));

    var config = from(environment);

    assertThat(config.service().port()).isZero();
    assertThat(config.service().maxCalls()).isEqualTo(7);
    assertThat(config.service().metricsNamespace()).isEqualTo("Ava/second");
    assertThat(config.rules().longestCall()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.rules().moves())
        .containsEntry("transferer", new Move.Transfer(new PhoneNumber("+33142000000")));
    assertThat(config.rules().greeting().text()).isEqualTo("Bonjour, ici un robot.");
    assertThat(config.session().instructions())
        .startsWith("Tu es gaie.")
        .contains("intelligence artificielle", "15 (SAMU)", "Ouvert le lundi avec Mme Roux.")
        .doesNotContain("# Déroulement");
    assertThat(config.session().voice()).isEqualTo(new SessionSettings.Voice("cedar", false));
    assertThat(config.session().baseUrl()).isEqualTo(URI.create("http://127.0.0.1:9/v1"));
    assertThat(config.session().model()).isEqualTo("gpt-realtime-2.1-mini");
    assertThat(config.session().transcription().model()).isEqualTo("gpt-x");
    assertThat(config.session().tools().toString()).contains("transferer");
    assertThat(config.storage().callsTable()).isEqualTo("calls");
    assertThat(config.storage().callEndedQueueUrl()).isEqualTo("https://sqs.example/ended");
  }

  @ParameterizedTest
  @CsvSource({
    ", marin, false",
    "openai:cedar, cedar, false",
    "polly:Lea, polly:Lea:generative, true",
    "polly:Remi:neural, polly:Remi:neural, true",
    "elevenlabs:JBFqnCBsd6RMkjVDRZzb, elevenlabs:JBFqnCBsd6RMkjVDRZzb, true",
  })
  void aVoiceMayBeAnothersThanTheModels(String setting, String id, boolean reads) {
    var environment = new HashMap<>(REQUIRED);
    environment.put("ELEVENLABS_API_KEY", "key-1");
    if (setting != null) {
      environment.put("AVA_VOICE", setting);
    }

    var config = from(environment);

    assertThat(config.voice().id()).isEqualTo(id);
    assertThat(config.session().voice().reads()).isEqualTo(reads);
    assertThat(config.session().instructions().contains("# Ta voix")).isEqualTo(reads);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lea",
        "polly:",
        "polly",
        "aws:Lea",
        "polly:Lea:loud",
        "polly:Léa",
        "openai:a:b",
        "elevenlabs:",
        "elevenlabs:a b",
        "elevenlabs:../voices",
        "elevenlabs:Lea:neural",
        "polly:Lea:neural:x",
        ":",
        "openai:"
      })
  void aVoiceThatThereIsNotIsNamed(String setting) {
    var environment = new HashMap<>(REQUIRED);
    environment.put("AVA_VOICE", setting);
    environment.put("AVA_SPEECH_REGION", "Paris");
    environment.put("AVA_SPEECH_LEXICON", "des noms");

    assertThatThrownBy(() -> from(environment))
        .isInstanceOf(SettingsException.class)
        .message()
        .contains("AVA_VOICE must be like openai:marin, polly:Lea:neural or elevenlabs:NAME, not")
        .contains("AVA_SPEECH_REGION must be like eu-central-1, not Paris")
        .contains("AVA_SPEECH_LEXICON must be like noms, not des noms");
  }

  @ParameterizedTest
  @CsvSource({
    "polly:Lea, '', 60, false",
    "elevenlabs:Charlotte, '', 60, true",
    "elevenlabs:Charlotte, ftp://eleven.example, 60, true",
    "elevenlabs:Charlotte, https://eleven.example, 10001, true",
    "elevenlabs:Charlotte, https://eleven.example, half, true",
  })
  void aVoiceOfElevenLabsNeedsItsKeyAndNoOtherDoes(
      String voice, String address, String price, boolean needsKey) {
    var environment = new HashMap<>(REQUIRED);
    environment.put("AVA_VOICE", voice);
    environment.put("ELEVENLABS_BASE_URL", address);
    environment.put("AVA_SPEECH_PRICE", price);
    environment.put("AVA_MAX_CALLS", "0");

    assertThatThrownBy(() -> from(environment))
        .message()
        .satisfies(message -> {
          assertThat(message.contains("ELEVENLABS_API_KEY is not set")).isEqualTo(needsKey);
          assertThat(message.contains("ELEVENLABS_BASE_URL must begin"))
              .isEqualTo(address.startsWith("ftp"));
          assertThat(message.contains("AVA_SPEECH_PRICE must be")).isEqualTo(!price.equals("60"));
        });
  }

  @Test
  void theTranscriptionIsToldTheNamesThatItMayHear() {
    var environment = new HashMap<>(REQUIRED);
    environment.put("AVA_BUSINESS_NAME", "le cabinet Durand");
    environment.put("AVA_FACTS", "Mme Roux reçoit à Lyon le lundi.");

    assertThat(from(environment).session().transcription().keywords())
        .containsExactly("cabinet Durand", "Ava", "Roux", "Lyon");
  }

  @Test
  void textsOfTheOwnerAreBoundedInBytes() {
    var environment = new HashMap<>(REQUIRED);
    environment.put("AVA_FACTS", "é".repeat(2_049));
    environment.put("AVA_SYSTEM_PROMPT", "e".repeat(4_096));

    assertThatThrownBy(() -> from(environment))
        .isInstanceOf(SettingsException.class)
        .message()
        .contains("AVA_FACTS must be at most 4096 bytes, not 4098")
        .doesNotContain("AVA_SYSTEM_PROMPT");
  }

  @Test
  void textsOfTheOwnerAreBoundedInTokens() {
    var environment = new HashMap<>(REQUIRED);
    environment.put("AVA_FACTS", "~".repeat(1_501));
    environment.put(
        "AVA_SYSTEM_PROMPT", "Sois brève et dis ce que tu sais du cabinet. ".repeat(85));

    assertThatThrownBy(() -> from(environment))
        .isInstanceOf(SettingsException.class)
        .message()
        .contains("AVA_FACTS must be at most 1500 tokens, not some 1501")
        .doesNotContain("AVA_SYSTEM_PROMPT");
  }

  @Test
  void theBusinessIsGreetedFor() {
    var environment = new HashMap<>(REQUIRED);
    environment.put("AVA_BUSINESS_NAME", "étude Durand");

    var config = from(environment);

    assertThat(config.rules().greeting().text()).startsWith("Étude Durand, bonjour.");
    assertThat(config.session().instructions()).contains("« étude Durand »");
  }

  @Test
  void allThatIsMissingIsNamed() {
    assertThatThrownBy(() -> from(Map.of("AVA_TRANSFER_NUMBER", "12")))
        .isInstanceOf(SettingsException.class)
        .message()
        .contains(REQUIRED.keySet())
        .contains("AVA_TRANSFER_NUMBER");
  }

  private static BridgeConfig from(Map<String, String> environment) {
    return BridgeConfig.from(new Settings(environment, Secret::of));
  }
}
