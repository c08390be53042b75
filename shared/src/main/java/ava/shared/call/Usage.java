package ava.shared.call;

/// What a call used of the model, summed over its responses, and of another voice. Cached tokens
/// are part of the input tokens.
///
/// @param costUsd US dollars, by list prices, for all of it
/// @param spoken the share of another voice than the model's
public record Usage(
    long inputTextTokens,
    long inputAudioTokens,
    long cachedTextTokens,
    long cachedAudioTokens,
    long outputTextTokens,
    long outputAudioTokens,
    double costUsd,
    Spoken spoken) {
  private static final double MILLION = 1_000_000;

  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0);

  /// What another voice than the model's spoke.
  ///
  /// @param characters as it counts them
  public record Spoken(long characters, double costUsd) {
    public static final Spoken NOTHING = new Spoken(0, 0);

    private Spoken plus(Spoken other) {
      return new Spoken(characters + other.characters, costUsd + other.costUsd);
    }
  }

  /// Of the model alone.
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
        Spoken.NOTHING);
  }

  /// Characters that another voice spoke.
  ///
  /// @param usdPerMillion US dollars for a million of them
  public static Usage spoken(long characters, double usdPerMillion) {
    var cost = characters * usdPerMillion / MILLION;
    return new Usage(0, 0, 0, 0, 0, 0, cost, new Spoken(characters, cost));
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
        spoken.plus(other.spoken));
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
