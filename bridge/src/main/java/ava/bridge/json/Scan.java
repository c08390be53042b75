package ava.bridge.json;

/// Walks once over the JSON of a message that comes fifty times a second: objects of strings
/// without escapes and of small whole numbers. Whatever else it meets makes the text [#odd], and
/// then nothing that it said counts: such a text is for a real reader. What it takes, a real reader
/// takes alike. Not for several threads.
public final class Scan {
  private static final int MOST_DIGITS = 9;
  private static final int LONGEST_NAME = 1_000; // a real reader has its own bound
  private static final int FIRST_PRINTABLE = ' ';

  private final String text;
  private int at;
  private int nameFrom;
  private int nameTo;
  private boolean first;
  private boolean odd;

  public Scan(String text) {
    this.text = text;
  }

  /// Enters an object.
  public void enter() {
    expect('{');
    first = true;
  }

  /// Goes to the next member of the object, or leaves it.
  ///
  /// @return whether there is one
  public boolean member() {
    if (odd) {
      return false;
    }
    if (next() == '}') {
      at++;
      first = false;
      return false;
    }
    if (!first) {
      expect(',');
    }
    first = false;
    expect('"');
    nameFrom = at;
    nameTo = closing();
    expect(':');
    odd |= nameTo - nameFrom > LONGEST_NAME;
    return !odd;
  }

  /// Whether the member has this name.
  public boolean is(String name) {
    return nameTo - nameFrom == name.length() && text.startsWith(name, nameFrom);
  }

  /// The member's value.
  public String string() {
    expect('"');
    var from = at;
    var to = closing();
    return odd ? "" : text.substring(from, to);
  }

  /// The member's value, whole base64: nothing else of a frame is long.
  public String base64() {
    expect('"');
    var end = odd ? -1 : text.indexOf('"', at);
    var value = end < 0 ? "" : text.substring(at, end);
    odd |= !isBase64(value);
    at = end + 1;
    return odd ? "" : value;
  }

  /// The member's value.
  public int number() {
    var from = skipSpace();
    var value = 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      value = 10 * value + text.charAt(at) - '0';
      at++;
      odd |= at - from > MOST_DIGITS;
    }
    var digits = at - from;
    odd |= digits == 0 || (digits > 1 && text.charAt(from) == '0') || numberGoesOn();
    return value;
  }

  /// Behind digits a real number may have more.
  private boolean numberGoesOn() {
    var next = at < text.length() ? text.charAt(at) : ',';
    return next == '.' || next == 'e' || next == 'E';
  }

  /// Passes over the member's value.
  public void skip() {
    if (next() == '"') {
      at++;
      var _ = closing();
    } else {
      var _ = number();
    }
  }

  /// Passes over the value of a member that is not among these; one that is has come twice, which
  /// is for a real reader.
  public void skipBut(String[] taken) {
    for (var name : taken) {
      odd |= is(name);
    }
    skip();
  }

  /// Whether the text ends here and nothing in it was odd.
  public boolean over() {
    return !odd && skipSpace() == text.length();
  }

  /// Passes over the rest of a string that was opened.
  ///
  /// @return where its closing mark stands
  private int closing() {
    while (at < text.length()) {
      var c = text.charAt(at++);
      if (c == '"') {
        return at - 1;
      }
      if (c == '\\' || c < FIRST_PRINTABLE) {
        break;
      }
    }
    odd = true;
    return at;
  }

  private void expect(char wanted) {
    odd |= next() != wanted;
    at++;
  }

  private char next() {
    return skipSpace() < text.length() ? text.charAt(at) : 0;
  }

  private int skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  /// Whether a text is whole base64 of something.
  public static boolean isBase64(String text) {
    var padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
    return !text.isEmpty()
        && text.length() % 4 == 0
        && Ascii.isBase64(text, text.length() - padding);
  }

  /// Whether a text stands in JSON as it is. One with a question mark may all the same.
  public static boolean isPlain(String text) {
    return Ascii.isPlain(text);
  }
}
