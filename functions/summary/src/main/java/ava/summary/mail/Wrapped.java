package ava.summary.mail;

import java.util.stream.Collectors;

/// Breaks long lines of plain text between words. A line that goes on keeps its indentation, behind
/// a list's dash it gets two more columns. No-break spaces hold.
final class Wrapped {
  private Wrapped() {}

  static String at(int columns, String text) {
    return text.lines().map(line -> wrap(columns, line)).collect(Collectors.joining("\n")) + "\n";
  }

  private static String wrap(int columns, String line) {
    if (line.length() <= columns) {
      return line.stripTrailing();
    }
    var content = line.stripLeading();
    var indent = " ".repeat(line.length() - content.length());
    var hanging = content.startsWith("- ") ? indent + "  " : indent;
    var wrapped = new StringBuilder();
    var current = new StringBuilder(indent);
    for (var word : content.split(" +")) {
      if (current.length() + word.length() > columns && !current.toString().isBlank()) {
        wrapped.append(current.toString().stripTrailing()).append('\n');
        current = new StringBuilder(hanging);
      }
      current.append(word).append(' ');
    }
    return wrapped.append(current.toString().stripTrailing()).toString();
  }
}
