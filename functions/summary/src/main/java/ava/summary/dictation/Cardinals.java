package ava.summary.dictation;

import java.util.Map;

/// The words that French numbers are made of, in small letters without accents, each with its
/// value.
public final class Cardinals {
  public static final Map<String, Integer> UNITS =
      Map.ofEntries(
          Map.entry("un", 1),
          Map.entry("une", 1),
          Map.entry("deux", 2),
          Map.entry("trois", 3),
          Map.entry("quatre", 4),
          Map.entry("cinq", 5),
          Map.entry("six", 6),
          Map.entry("sept", 7),
          Map.entry("huit", 8),
          Map.entry("neuf", 9));

  /// Ten to sixteen: the ones behind them are said with two words.
  public static final Map<String, Integer> TEENS =
      Map.of(
          "dix", 10,
          "onze", 11,
          "douze", 12,
          "treize", 13,
          "quatorze", 14,
          "quinze", 15,
          "seize", 16);

  /// Those of Switzerland and Belgium, too.
  public static final Map<String, Integer> TENS =
      Map.of(
          "vingt", 20,
          "vingts", 20,
          "trente", 30,
          "quarante", 40,
          "cinquante", 50,
          "soixante", 60,
          "septante", 70,
          "huitante", 80,
          "octante", 80,
          "nonante", 90);

  private Cardinals() {}
}
