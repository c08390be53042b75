package ava.shared.call;

/// What a call used of the model and of another voice, summed over its responses. Cached tokens are
/// part of the input tokens.
///
/// @param costUsd US dollars, by list prices
/// @param speechUsd what of these another voice than the model's took
/// @param speechCharacters how many that voice counted
public record Usage(
    long inputTextTokens,
    long inputAudioTokens,
    long cachedTextTokens,
    long cachedAudioTokens,
    long outputTextTokens,
    long outputAudioTokens,
    double costUsd,
    double speechUsd,
    long speechCharacters) {
  private static final double MILLION = 1_000_000;

  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0);

  /// What was used of the model alone.
  public Usage(
      long inputTextTokens,
      long inputAudioTokens,
      long cachedTextTokens,
      long cachedAudioTokens,
      long outputTextTokens,
      long outputAudioTokens,
      double costUsd) {
    this(
        inputTextTokens,
        inputAudioTokens,
        cachedTextTokens,
        cachedAudioTokens,
        outputTextTokens,
        outputAudioTokens,
        costUsd,
        0,
        0);
  }

  /// What another voice than the model's cost.
  public static Usage ofSpeech(double usd) {
    return new Usage(0, 0, 0, 0, 0, 0, usd, usd, 0);
  }

  /// What another voice than the model's counted.
  ///
  /// @param usdPerMillion US dollars for a million characters
  public static Usage ofSpeech(long characters, double usdPerMillion) {
    var usd = characters * usdPerMillion / MILLION;
    return new Usage(0, 0, 0, 0, 0, 0, usd, usd, characters);
  }

  public Usage plus(Usage other) {
    return new Usage(
        inputTextTokens + other.inputTextTokens,
        inputAudioTokens + other.inputAudioTokens,
        cachedTextTokens + other.cachedTextTokens,
        cachedAudioTokens + other.cachedAudioTokens,
        outputTextTokens + other.outputTextTokens,
        outputAudioTokens + other.outputAudioTokens,
        costUsd + other.costUsd,
        speechUsd + other.speechUsd,
        speechCharacters + other.speechCharacters);
  }

  public long inputTokens() {
    return inputTextTokens + inputAudioTokens;
  }

  public long cachedTokens() {
    return cachedTextTokens + cachedAudioTokens;
  }

  public long outputTokens() {
    return outputTextTokens + outputAudioTokens;
  }
}
