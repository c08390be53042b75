package ava.bridge.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A line as it is written, and as a voice is told to say it, piece by piece: where a voice reads
/// figures badly it gets words, and who hears it is still told what was written. A value.
///
/// @param pieces one word each, or several that are said as one
record Aloud(List<Piece> pieces) {
  private static final String SPACE = " ";

  /// @param written words with spaces between them, as in the line
  /// @param spoken what is said for them
  record Piece(String written, String spoken) {
    /// How many letters and marks are said.
    int letters() {
      return (int) spoken.chars().filter(c -> !isBlank(c)).count();
    }
  }

  Aloud {
    pieces = List.copyOf(pieces);
  }

  /// A line in words that a voice can read without knowing French numbers.
  static Aloud of(String line) {
    var pieces = new ArrayList<Piece>();
    var from = 0;
    while (from < line.length()) {
      var piece = pieceAt(line, from);
      pieces.add(piece);
      from += piece.written().length() + 1;
    }
    return new Aloud(pieces);
  }

  /// Ends at a space behind which nothing began before it.
  private static Piece pieceAt(String line, int from) {
    var spoken = new StringBuilder();
    var at = from;
    var end = wordEnd(line, from);
    for (var next = SpokenFigures.first(line, at, end);
        next.isPresent();
        next = SpokenFigures.first(line, at, end)) {
      var figure = next.get();
      spoken.append(line, at, figure.from()).append(apart(spoken)).append(figure.spoken());
      at = figure.to();
      end = wordEnd(line, Math.max(end, at));
      if (at < end && Character.isLetter(line.charAt(at))) {
        spoken.append(' ');
      }
    }
    return new Piece(line.substring(from, end), spoken.append(line, at, end).toString());
  }

  /// Between a letter and the figures that it is glued to.
  private static String apart(StringBuilder before) {
    return !before.isEmpty() && Character.isLetterOrDigit(before.charAt(before.length() - 1))
        ? SPACE
        : "";
  }

  private static int wordEnd(String line, int from) {
    var end = line.indexOf(' ', from);
    return end < 0 ? line.length() : end;
  }

  /// All that is said.
  String text() {
    return pieces.stream().map(Piece::spoken).collect(Collectors.joining(SPACE));
  }

  /// Whether a letter makes no sound of its own.
  static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /// The written words of so many pieces, from one on.
  Optional<String> words(int from, int to) {
    return from >= to
        ? Optional.empty()
        : Optional.of(
            pieces.subList(from, to).stream()
                .map(Piece::written)
                .collect(Collectors.joining(SPACE)));
  }
}
