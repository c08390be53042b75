package ava.shared.call;

/// What a call used of the model, summed over its responses. Cached tokens are part of the input
/// tokens.
///
/// @param costUsd US dollars, by the model's list price
public record Usage(
    long inputTextTokens,
    long inputAudioTokens,
    long cachedTextTokens,
    long cachedAudioTokens,
    long outputTextTokens,
    long outputAudioTokens,
    double costUsd) {
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0);

  public Usage plus(Usage other) {
    return new Usage(
        inputTextTokens + other.inputTextTokens,
        inputAudioTokens + other.inputAudioTokens,
        cachedTextTokens + other.cachedTextTokens,
        cachedAudioTokens + other.cachedAudioTokens,
        outputTextTokens + other.outputTextTokens,
        outputAudioTokens + other.outputAudioTokens,
        costUsd + other.costUsd);
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
