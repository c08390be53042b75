package ava.bridge.openai;

import ava.shared.call.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// List prices of the models in US dollars per million tokens, of a transcription per minute,
/// November 2026. Source: OpenAI's model pages.
record Prices(
    double textIn,
    double textCached,
    double textOut,
    double audioIn,
    double audioCached,
    double audioOut,
    double transcribedMinute) {
  private static final Prices MINI = new Prices(0.60, 0.06, 2.40, 10, 0.30, 20, 0);
  private static final Prices REASONING = new Prices(4, 0.40, 24, 32, 0.40, 64, 0);
  private static final Prices PLAIN = new Prices(4, 0.40, 16, 32, 0.40, 64, 0);
  private static final double MILLION = 1_000_000;
  private static final double SECONDS_PER_MINUTE = 60;

  /// The prices of a model and of the one that writes down what the caller says; an unknown one is
  /// taken for the dearest of its kind.
  static Prices of(String model, String transcription) {
    var p = of(model);
    var minute = transcription.equals("gpt-transcribe") ? 0.0045 : 0.017;
    return new Prices(
        p.textIn, p.textCached, p.textOut, p.audioIn, p.audioCached, p.audioOut, minute);
  }

  private static Prices of(String model) {
    if (List.of(model.split("-")).contains("mini")) {
      return MINI;
    }
    var plain = List.of("gpt-realtime-1", "gpt-realtime-2025");
    return model.equals("gpt-realtime") || plain.stream().anyMatch(model::startsWith)
        ? PLAIN
        : REASONING;
  }

  /// What a response used, with its cost. Tokens that are not told apart count as text.
  Usage usage(ServerEvent.@Nullable Tokens tokens) {
    if (tokens == null) {
      return Usage.NONE;
    }
    var input = tokens.inputTokenDetails();
    var output = tokens.outputTokenDetails();
    var audioInput = input == null ? 0 : input.audioTokens();
    var textInput = input == null ? tokens.inputTokens() : input.textTokens();
    var cached = cached(input);
    var audioOutput = output == null ? 0 : output.audioTokens();
    var textOutput = output == null ? tokens.outputTokens() : output.textTokens();
    var cost =
        (textInput - cached.textTokens()) * textIn
            + cached.textTokens() * textCached
            + (audioInput - cached.audioTokens()) * audioIn
            + cached.audioTokens() * audioCached
            + textOutput * textOut
            + audioOutput * audioOut;
    return new Usage(
        textInput,
        audioInput,
        cached.textTokens(),
        cached.audioTokens(),
        textOutput,
        audioOutput,
        cost / MILLION);
  }

  /// What a transcript used: no tokens of the model, only its cost.
  Usage usage(ServerEvent.@Nullable Transcription transcription) {
    if (transcription == null) {
      return Usage.NONE;
    }
    var cost = transcription.length() / SECONDS_PER_MINUTE * transcribedMinute;
    return new Usage(0, 0, 0, 0, 0, 0, cost);
  }

  private static ServerEvent.Tokens.Split cached(ServerEvent.Tokens.@Nullable InputDetails input) {
    if (input == null) {
      return new ServerEvent.Tokens.Split(0, 0);
    }
    var details = input.cachedTokensDetails();
    if (details != null) {
      return new ServerEvent.Tokens.Split(
          Math.min(details.textTokens(), input.textTokens()),
          Math.min(details.audioTokens(), input.audioTokens()));
    }
    var text = Math.min(input.cachedTokens(), input.textTokens());
    return new ServerEvent.Tokens.Split(
        text, Math.min(input.cachedTokens() - text, input.audioTokens()));
  }
}
