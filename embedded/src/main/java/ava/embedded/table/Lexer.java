package ava.embedded.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Parts an expression into its words and signs.
final class Lexer {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<word>[A-Za-z][A-Za-z0-9_]*)|(?<alias>#[A-Za-z0-9_]+)"
              + "|(?<value>:[A-Za-z0-9_]+)|(?<number>[0-9]+)"
              + "|(?<sign><>|<=|>=|[=<>(),.\\[\\]+-])|(?<end>$))");

  /// A program asks with few expressions, again and again.
  private static final Map<String, List<Token>> READ = new ConcurrentHashMap<>();

  private static final int MOST_READ = 1_000;

  private Lexer() {}

  /// What a token is.
  enum Sort {
    WORD,
    ALIAS,
    VALUE,
    NUMBER,
    SIGN,
    END
  }

  /// A word, a placeholder, a number or a sign.
  record Token(Sort sort, String text) {
    boolean isSign(String sign) {
      return sort == Sort.SIGN && text.equals(sign);
    }

    /// Key words are the same in any case.
    boolean isWord(String word) {
      return sort == Sort.WORD && text.equalsIgnoreCase(word);
    }
  }

  /// The tokens of an expression, [Sort#END] last.
  ///
  /// @param kind what the expression is, such as `FilterExpression`, for the error
  static List<Token> tokens(String expression, String kind) {
    var known = READ.get(expression);
    if (known != null) {
      return known;
    }
    var tokens = read(expression, kind);
    if (READ.size() < MOST_READ) {
      READ.put(expression, tokens);
    }
    return tokens;
  }

  private static List<Token> read(String expression, String kind) {
    var tokens = new ArrayList<Token>();
    var matcher = TOKEN.matcher(expression);
    while (matcher.lookingAt()) {
      for (var sort : Sort.values()) {
        var text = matcher.group(sort.name().toLowerCase(Locale.ROOT));
        if (text != null) {
          tokens.add(new Token(sort, text));
        }
      }
      if (tokens.getLast().sort() == Sort.END) {
        return List.copyOf(tokens);
      }
      matcher.region(matcher.end(), expression.length());
    }
    var rest = expression.substring(matcher.regionStart()).strip();
    throw TableRefusal.validation(
        "Invalid %s: Syntax error; token: \"%s\"".formatted(kind, rest.substring(0, 1)));
  }
}
