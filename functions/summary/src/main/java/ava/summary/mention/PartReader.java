package ava.summary.mention;

import ava.summary.mention.Mention.DayPart;
import ava.summary.mention.Mention.PartOfDay;
import java.util.Optional;

/// Reads parts of the day; « bonne soirée » is none.
final class PartReader {
  private PartReader() {}

  static void read(Passage text) {
    for (var i = 0; i < text.size(); i++) {
      var part = text.isRead(i) ? Optional.<PartOfDay>empty() : at(text, i);
      if (part.isPresent()) {
        text.means(i, i + 1, new DayPart(part.get()));
      }
    }
  }

  static Optional<PartOfDay> at(Passage text, int at) {
    if (text.plain(at - 1).startsWith("bon")) {
      return Optional.empty();
    }
    return switch (text.plain(at)) {
      case "matin", "matinee" -> Optional.of(PartOfDay.MORNING);
      case "soir", "soiree" -> Optional.of(PartOfDay.EVENING);
      case "nuit" -> Optional.of(PartOfDay.NIGHT);
      case "apres" ->
          text.plain(at + 1).equals("midi") ? Optional.of(PartOfDay.AFTERNOON) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
