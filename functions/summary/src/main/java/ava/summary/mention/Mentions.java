package ava.summary.mention;

import java.time.LocalDate;
import java.util.List;

/// Reads all that a text speaks of.
final class Mentions {
  private Mentions() {}

  /// @param today the day of the call
  static List<Mention> in(String text, LocalDate today) {
    return read(text, today).found();
  }

  static Passage read(String text, LocalDate today) {
    var passage = new Passage(text);
    AddressReader.read(passage, text);
    TelephoneReader.read(passage);
    StreetReader.read(passage);
    DayReader.read(passage, today);
    HourReader.read(passage);
    AmountReader.read(passage);
    PartReader.read(passage);
    NameReader.read(passage);
    return passage;
  }
}
