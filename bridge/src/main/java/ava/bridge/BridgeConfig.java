package ava.bridge;

import ava.bridge.call.CallRules;
import ava.bridge.call.Greeting;
import ava.bridge.openai.Persona;
import ava.bridge.openai.SessionSettings;
import ava.bridge.twilio.StreamDoor;
import ava.shared.Metrics;
import ava.shared.PhoneNumber;
import ava.shared.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The bridge's settings.
///
/// @param port 0 takes a free one
/// @param maxCalls how many streams one process takes at once
public record BridgeConfig(
    int port,
    int maxCalls,
    StreamDoor.Access access,
    SessionSettings session,
    CallRules rules,
    String callsTable,
    String callEndedQueueUrl,
    String metricsNamespace) {
  private static final String GREETING =
      ", bonjour. Je suis Ava, l'assistante vocale : une intelligence artificielle. Je prends"
          + " note de votre appel et je le transmets. Que puis-je faire pour vous ?";

  /// What CloudFormation lets a parameter hold; some 1,200 tokens of French in every session.
  private static final int MOST_TEXT_BYTES = 4_096;

  /// @throws ava.shared.SettingsException when settings are missing or wrong
  public static BridgeConfig from(Settings settings) {
    var business = settings.text("AVA_BUSINESS_NAME", "le cabinet").strip();
    var transferTo = transferNumber(settings);
    var config =
        new BridgeConfig(
            settings.number("PORT", 8080, 0, 65_535),
            settings.number("AVA_MAX_CALLS", 50, 1, 1_000),
            new StreamDoor.Access(
                settings.address("BRIDGE_URL", Settings.Scheme.WEB_SOCKET),
                settings.secret("TWILIO_AUTH_TOKEN"),
                settings.secret("STREAM_TOKEN_SECRET")),
            session(settings, business, transferTo.isPresent()),
            new CallRules(
                Greeting.saying(
                    settings.text("AVA_GREETING_MESSAGE", upperCased(business) + GREETING)),
                Duration.ofSeconds(settings.number("AVA_MAX_CALL_SECONDS", 900, 60, 14_000)),
                transferTo),
            settings.required("CALLS_TABLE"),
            settings.required("CALL_ENDED_QUEUE_URL"),
            settings.text("METRICS_NAMESPACE", Metrics.NAMESPACE));
    settings.check();
    return config;
  }

  private static SessionSettings session(Settings settings, String business, boolean canTransfer) {
    return new SessionSettings(
        settings.address("OPENAI_BASE_URL", "https://api.openai.com/v1", Settings.Scheme.HTTP),
        settings.secret("OPENAI_API_KEY"),
        settings.text("OPENAI_REALTIME_MODEL", "gpt-realtime-2.1"),
        settings.text("OPENAI_TRANSCRIPTION_MODEL", "gpt-transcribe"),
        settings.text("AVA_REALTIME_VOICE", "marin"),
        Persona.instructions(
            business,
            canTransfer,
            bounded(settings, "AVA_SYSTEM_PROMPT", settings.optional("AVA_SYSTEM_PROMPT")),
            bounded(settings, "AVA_FACTS", settings.optional("AVA_FACTS"))),
        Persona.tools(canTransfer));
  }

  private static Optional<String> bounded(Settings settings, String name, Optional<String> text) {
    var bytes = text.map(t -> t.getBytes(StandardCharsets.UTF_8).length).orElse(0);
    if (bytes > MOST_TEXT_BYTES) {
      settings.reject(name + " must be at most " + MOST_TEXT_BYTES + " bytes, not " + bytes);
    }
    return text.map(String::strip);
  }

  private static Optional<PhoneNumber> transferNumber(Settings settings) {
    var number = settings.optional("AVA_TRANSFER_NUMBER").map(PhoneNumber::new);
    if (number.isPresent() && !number.get().dialable()) {
      settings.reject("AVA_TRANSFER_NUMBER must be in E.164 form, such as +33142000000");
      return Optional.empty();
    }
    return number;
  }

  private static String upperCased(String name) {
    return name.isEmpty()
        ? name
        : name.substring(0, 1).toUpperCase(Locale.FRENCH) + name.substring(1);
  }
}
