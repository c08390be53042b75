package ava.trial.world;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// What the functions and bridges are set to.
final class WorldSettings {
  static final URI BASE = URI.create("https://ava.world.invalid");
  static final String NUMBER = "+33199001234";
  static final String AUTH_TOKEN = "token-of-the-world";
  static final String GREETING =
      "Bonjour, ici Ava, une intelligence artificielle. Que puis-je faire ?";

  private WorldSettings() {}

  static Map<String, String> of(Plot.Setting setting) {
    var settings = new TreeMap<String, String>();
    settings.put("CALLS_TABLE", WorldAws.TABLE);
    settings.put("CALL_ENDED_QUEUE_URL", WorldAws.QUEUE_URL);
    settings.put("TWILIO_AUTH_TOKEN", AUTH_TOKEN);
    settings.put("STREAM_TOKEN_SECRET", "secret-of-the-worlds-streams");
    settings.put("OPENAI_BASE_URL", "https://model.world.invalid/v1");
    settings.put("OPENAI_API_KEY", "key-of-the-world");
    settings.put("BRIDGE_URL", "wss://bridge.world.invalid/media-stream");
    settings.put("PUBLIC_BASE_URL", BASE.toString());
    settings.put("AVA_GREETING_MESSAGE", GREETING);
    settings.put("AVA_TRANSFER_NUMBER", "+33142000000");
    settings.put("SUMMARY_EMAIL", "accueil@world.invalid");
    settings.put("SUMMARY_SENDER", "ava@world.invalid");
    settings.put("AVA_VOICE", setting.voice());
    settings.putAll(WorldElevenLabs.settings());
    if (setting.webhook()) {
      settings.put("AVA_WEBHOOK_URL", "https://hook.world.invalid/calls");
      settings.put("AVA_WEBHOOK_SECRET", "secret-of-the-hook");
    }
    if (!setting.chat()) {
      settings.put("OPENAI_SUMMARY_MODEL", "none");
    }
    return settings;
  }
}
