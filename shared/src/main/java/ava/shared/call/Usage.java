package ava.shared.call;

/// What a call used of the model and of another voice, summed over its responses. Cached tokens are
/// part of the input tokens.
///
/// @param costUsd US dollars, by list prices
/// @param speechUsd what of these another voice than the model's took
public record Usage(
    long inputTextTokens,
    long inputAudioTokens,
    long cachedTextTokens,
    long cachedAudioTokens,
    long outputTextTokens,
    long outputAudioTokens,
    double costUsd,
    double speechUsd) {
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
        0);
  }

  /// What another voice than the model's cost.
  public static Usage ofSpeech(double usd) {
    return new Usage(0, 0, 0, 0, 0, 0, usd, usd);
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
        speechUsd + other.speechUsd);
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
