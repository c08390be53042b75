package ava.bridge.speech;

import ava.shared.settings.Secret;
import ava.shared.settings.Settings;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whose voice callers hear, as `AVA_VOICE` says: `openai:marin`, `polly:Lea`, `polly:Lea:neural`,
/// `elevenlabs:<voice id>`. `AVA_REALTIME_VOICE` is the short form of the first, and the voice in
/// which the model stands in for another.
public sealed interface VoiceChoice {
  /// As it is written in the setting, with everything that makes it sound otherwise.
  String id();

  /// Provider and voice, for the record of a call.
  default String recorded() {
    return reads() ? id() : "openai:" + id();
  }

  /// The model's own voice, for all or for when the other fails.
  String models();

  /// Whether what the model writes is read out by another voice.
  default boolean reads() {
    return !(this instanceof Models);
  }

  /// The model speaks for itself.
  record Models(String models) implements VoiceChoice {
    @Override
    public String id() {
      return models;
    }
  }

  /// Amazon Polly.
  ///
  /// @param engine `generative`, `neural`, `standard` or `long-form`
  /// @param region where it speaks; empty for the bridge's own
  /// @param lexicon the name of a lexicon for proper names, in that region
  record Polly(
      String models, String voice, String engine, Optional<String> region, Optional<String> lexicon)
      implements VoiceChoice {
    @Override
    public String id() {
      return "polly:" + voice + ":" + engine;
    }
  }

  /// ElevenLabs.
  ///
  /// @param baseUrl where it is, `https://…`: another one for data that stays in Europe
  /// @param price US dollars for a million characters, as the owner pays
  record ElevenLabs(String models, String voice, Secret key, URI baseUrl, int price)
      implements VoiceChoice {
    /// In which header the key is given.
    static final String KEY_HEADER = "xi-api-key";

    /// Speaks in the voice's language whatever the text; the fastest of them.
    private static final String SPEECH =
        "/multi-stream-input?model_id=eleven_flash_v2_5&language_code=fr&output_format=ulaw_8000"
            + "&auto_mode=true&sync_alignment=true&inactivity_timeout=180";

    @Override
    public String id() {
      return "elevenlabs:" + voice;
    }

    /// The key as it is now, without the line end that files have.
    String secret() {
      return key.value().strip();
    }

    /// Where it speaks.
    URI speech() {
      var socket = baseUrl.toString().replaceFirst("^http", "ws");
      return URI.create(socket + "/v1/text-to-speech/" + voice + SPEECH);
    }

    /// Where it tells of the voice.
    URI about() {
      return URI.create(baseUrl + "/v1/voices/" + voice);
    }
  }

  /// @throws ava.shared.settings.SettingsException later, when the settings are checked as a whole
  static VoiceChoice from(Settings settings) {
    var models = settings.text("AVA_REALTIME_VOICE", "marin");
    var chosen = settings.text("AVA_VOICE", "openai:" + models).strip();
    var region = settings.optional("AVA_SPEECH_REGION").map(String::strip);
    check(settings, "AVA_SPEECH_REGION", region, "[a-z]{2}(-[a-z]+)+-[0-9]", "eu-central-1");
    var lexicon = settings.optional("AVA_SPEECH_LEXICON").map(String::strip);
    check(settings, "AVA_SPEECH_LEXICON", lexicon, "[0-9A-Za-z]{1,20}", "noms");
    var base =
        settings.address("ELEVENLABS_BASE_URL", "https://api.elevenlabs.io", Settings.Scheme.HTTP);
    var price = settings.number("AVA_SPEECH_PRICE", 60, 0, 10_000);
    var parts = chosen.split(":", -1);
    var name = parts.length > 1 ? parts[1] : "";
    var known = Pattern.matches("[A-Za-z0-9_-]{1,64}", name);
    if (known && parts.length == 2 && parts[0].equals("openai")) {
      return new Models(name);
    }
    var engine = parts.length > 2 ? parts[2].toLowerCase(Locale.ROOT) : "generative";
    if (known && parts.length <= 3 && parts[0].equals("polly") && ENGINES.contains(engine)) {
      return new Polly(models, name, engine, region, lexicon);
    }
    if (known && parts.length == 2 && parts[0].equals("elevenlabs")) {
      return new ElevenLabs(models, name, settings.secret("ELEVENLABS_API_KEY"), base, price);
    }
    settings.reject(
        "AVA_VOICE must be like openai:marin, polly:Lea:neural or elevenlabs:NAME, not " + chosen);
    return new Models(models);
  }

  /// As Polly names them.
  Set<String> ENGINES = Set.of("generative", "neural", "standard", "long-form");

  private static void check(
      Settings settings, String name, Optional<String> value, String pattern, String example) {
    if (value.filter(text -> !Pattern.matches(pattern, text)).isPresent()) {
      settings.reject(name + " must be like " + example + ", not " + value.get());
    }
  }
}
