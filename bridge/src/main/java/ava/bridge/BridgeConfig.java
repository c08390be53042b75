package ava.bridge;

import ava.bridge.call.CallRules;
import ava.bridge.call.Patience;
import ava.bridge.openai.SessionSettings;
import ava.bridge.persona.AiDisclosure;
import ava.bridge.persona.Persona;
import ava.bridge.persona.Phrases;
import ava.bridge.persona.Tokens;
import ava.bridge.speech.VoiceChoice;
import ava.bridge.tools.Toolbox;
import ava.bridge.twilio.StreamDoor;
import ava.shared.aws.Metrics;
import ava.shared.call.PhoneNumber;
import ava.shared.settings.Settings;
import ava.shared.table.Retention;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// The bridge's settings.
public record BridgeConfig(
    Service service,
    StreamDoor.Access access,
    VoiceChoice voice,
    SessionSettings session,
    CallRules rules,
    Toolbox toolbox,
    Storage storage) {
  /// What CloudFormation lets a parameter hold.
  private static final int MOST_TEXT_BYTES = 4_096;

  /// Each answer reads all of it. French of that many bytes is estimated at some 1,300.
  private static final int MOST_TEXT_TOKENS = 1_500;

  /// What one process is.
  ///
  /// @param port 0 takes a free one
  /// @param maxCalls how many streams it takes at once
  record Service(int port, int maxCalls, String metricsNamespace) {}

  /// Where the journals of calls write.
  record Storage(String callsTable, String callEndedQueueUrl, Retention retention) {}

  /// @throws ava.shared.settings.SettingsException when settings are missing or wrong
  public static BridgeConfig from(Settings settings) {
    var business = settings.text("AVA_BUSINESS_NAME", "le cabinet").strip();
    var toolbox = Toolbox.with(transferNumber(settings));
    var voice = VoiceChoice.from(settings);
    var config =
        new BridgeConfig(
            new Service(
                settings.number("PORT", 8080, 0, 65_535),
                settings.number("AVA_MAX_CALLS", 50, 1, 1_000),
                settings.text("METRICS_NAMESPACE", Metrics.NAMESPACE)),
            new StreamDoor.Access(
                settings.address("BRIDGE_URL", Settings.Scheme.WEB_SOCKET),
                settings.secret("TWILIO_AUTH_TOKEN"),
                settings.secret("STREAM_TOKEN_SECRET")),
            voice,
            session(settings, business, toolbox, voice),
            new CallRules(
                AiDisclosure.greeting(
                    settings.text("AVA_GREETING_MESSAGE", Persona.greeting(business))),
                new Phrases(),
                Duration.ofSeconds(settings.number("AVA_MAX_CALL_SECONDS", 900, 60, 14_000)),
                Patience.USUAL,
                toolbox.moves()),
            toolbox,
            new Storage(
                settings.required("CALLS_TABLE"),
                settings.required("CALL_ENDED_QUEUE_URL"),
                new Retention(
                    settings.number(
                        "AVA_RETENTION_DAYS", Retention.STANDARD_DAYS, 1, Retention.MOST_DAYS))));
    settings.check();
    return config;
  }

  /// The same, with a more or less patient Ava.
  public BridgeConfig with(Patience patience) {
    return new BridgeConfig(
        service, access, voice, session, rules.with(patience), toolbox, storage);
  }

  /// The share of one of so many loops.
  BridgeConfig sharedBy(int loops) {
    var share = (service.maxCalls() + loops - 1) / loops;
    return new BridgeConfig(
        new Service(service.port(), share, service.metricsNamespace()),
        access,
        voice,
        session,
        rules,
        toolbox,
        storage);
  }

  private static SessionSettings session(
      Settings settings, String business, Toolbox toolbox, VoiceChoice voice) {
    var facts = text(settings, "AVA_FACTS");
    return new SessionSettings(
        settings.address("OPENAI_BASE_URL", "https://api.openai.com/v1", Settings.Scheme.HTTP),
        settings.secret("OPENAI_API_KEY"),
        settings.text("OPENAI_REALTIME_MODEL", "gpt-realtime-2.1"),
        new SessionSettings.Transcription(
            settings.text("OPENAI_TRANSCRIPTION_MODEL", "gpt-transcribe"),
            Persona.keywords(business, facts)),
        new SessionSettings.Voice(voice.models(), voice.reads()),
        Persona.instructions(business, toolbox.rules(), text(settings, "AVA_SYSTEM_PROMPT"), facts)
            + (voice.reads() ? Persona.READ_OUT : ""),
        toolbox.definitions());
  }

  private static Optional<String> text(Settings settings, String name) {
    var text = settings.optional(name).map(String::strip);
    var bytes = text.map(t -> t.getBytes(StandardCharsets.UTF_8).length).orElse(0);
    if (bytes > MOST_TEXT_BYTES) {
      settings.reject(name + " must be at most " + MOST_TEXT_BYTES + " bytes, not " + bytes);
    }
    var tokens = text.map(Tokens::estimate).orElse(0);
    if (tokens > MOST_TEXT_TOKENS) {
      settings.reject(
          name + " must be at most " + MOST_TEXT_TOKENS + " tokens, not some " + tokens);
    }
    return text;
  }

  private static Optional<PhoneNumber> transferNumber(Settings settings) {
    var number = settings.optional("AVA_TRANSFER_NUMBER").map(PhoneNumber::new);
    if (number.isPresent() && !number.get().dialable()) {
      settings.reject("AVA_TRANSFER_NUMBER must be in E.164 form, such as +33142000000");
      return Optional.empty();
    }
    return number;
  }
}
