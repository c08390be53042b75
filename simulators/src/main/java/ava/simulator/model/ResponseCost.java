package ava.simulator.model;

import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a response costs, by the rules of thumb of the price list: 10 audio tokens for a second of
/// the caller, 20 for a second of the model, a text token for four letters.
///
/// @param textIn letters that the model reads
/// @param audioIn how long the caller has spoken so far
record ResponseCost(int textIn, Duration audioIn) {
  private static final int LETTERS_PER_TOKEN = 4;

  /// The event that says what the account may still use.
  static ObjectNode left(Wire wire) {
    var event = wire.event("rate_limits.updated");
    var limits = event.putArray("rate_limits");
    limits
        .addObject()
        .put("name", "requests")
        .put("limit", 400)
        .put("remaining", 399)
        .put("reset_seconds", 0.15);
    limits
        .addObject()
        .put("name", "tokens")
        .put("limit", 200_000)
        .put("remaining", 195_500)
        .put("reset_seconds", 1.3);
    return event;
  }

  ObjectNode usage(Duration audioOut) {
    var text = textIn / LETTERS_PER_TOKEN;
    var audio = Math.toIntExact(audioIn.toMillis() / 100);
    var spoken = Math.toIntExact(audioOut.toMillis() / 50);
    var transcript = spoken / LETTERS_PER_TOKEN;
    var cached = text / 2;
    var usage = JsonMapper.shared().createObjectNode();
    usage.put("total_tokens", text + audio + spoken + transcript);
    usage.put("input_tokens", text + audio).put("output_tokens", spoken + transcript);
    var input = usage.putObject("input_token_details");
    input.put("text_tokens", text).put("audio_tokens", audio).put("image_tokens", 0);
    input.put("cached_tokens", cached);
    input
        .putObject("cached_tokens_details")
        .put("text_tokens", cached)
        .put("audio_tokens", 0)
        .put("image_tokens", 0);
    usage
        .putObject("output_token_details")
        .put("text_tokens", transcript)
        .put("audio_tokens", spoken);
    return usage;
  }
}
