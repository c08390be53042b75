package ava.shared.call;

/// What a call used of the model and of another voice, summed over its responses. Cached tokens are
/// part of the input tokens.
///
/// @param costUsd US dollars, by list prices
/// @param speech what of this is another voice's than the model's
public record Usage(
    long inputTextTokens,
    long inputAudioTokens,
    long cachedTextTokens,
    long cachedAudioTokens,
    long outputTextTokens,
    long outputAudioTokens,
    double costUsd,
    Speech speech) {
  private static final double MILLION = 1_000_000;

  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0);

  /// What another voice than the model's took.
  ///
  /// @param characters how many it counted
  public record Speech(double usd, long characters) {
    static final Speech NONE = new Speech(0, 0);

    private Speech plus(Speech other) {
      return new Speech(usd + other.usd, characters + other.characters);
    }
  }

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
        Speech.NONE);
  }

  /// What another voice than the model's cost.
  public static Usage ofSpeech(double usd) {
    return ofSpeech(new Speech(usd, 0));
  }

  /// What another voice than the model's counted.
  ///
  /// @param usdPerMillion US dollars for a million characters
  public static Usage ofSpeech(long characters, double usdPerMillion) {
    return ofSpeech(new Speech(characters * usdPerMillion / MILLION, characters));
  }

  private static Usage ofSpeech(Speech speech) {
    return new Usage(0, 0, 0, 0, 0, 0, speech.usd(), speech);
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
        speech.plus(other.speech));
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
