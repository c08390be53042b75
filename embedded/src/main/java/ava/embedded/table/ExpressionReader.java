package ava.embedded.table;

import ava.embedded.table.DocPath.PathPart;
import ava.embedded.table.Lexer.Sort;
import ava.embedded.table.Lexer.Token;
import java.util.ArrayList;
import java.util.List;

/// Reads an expression from its beginning to its end: what all kinds of expressions share. Belongs
/// to one thread.
final class ExpressionReader {
  private static final int LONGEST = 4096;
  private static final int MOST_DIGITS_OF_A_PLACE = 10;
  private static final long GREATEST_PLACE = 4294967294L;

  private final String kind;
  private final Placeholders placeholders;
  private final List<Token> tokens;
  private int position;

  /// @param kind the name of the request's member, such as `FilterExpression`
  ExpressionReader(String kind, String expression, Placeholders placeholders) {
    this.kind = kind;
    this.placeholders = placeholders;
    if (expression.isBlank()) {
      throw fail("The expression can not be empty;");
    }
    if (Attribute.bytes(expression) > LONGEST) {
      throw fail("Expression size has exceeded the maximum allowed size;");
    }
    this.tokens = Lexer.tokens(expression, kind);
  }

  String kind() {
    return kind;
  }

  int position() {
    return position;
  }

  Token peek() {
    return tokens.get(position);
  }

  Token next() {
    var token = peek();
    if (token.sort() != Sort.END) {
      position++;
    }
    return token;
  }

  boolean atEnd() {
    return peek().sort() == Sort.END;
  }

  boolean takeSign(String sign) {
    return take(peek().isSign(sign));
  }

  boolean takeWord(String word) {
    return take(peek().isWord(word));
  }

  private boolean take(boolean it) {
    if (it) {
      position++;
    }
    return it;
  }

  void expectSign(String sign) {
    if (!takeSign(sign)) {
      throw syntax();
    }
  }

  void expectEnd() {
    if (!atEnd()) {
      throw syntax();
    }
  }

  /// Whether a function's name and its parenthesis come next.
  boolean atFunction() {
    return peek().sort() == Sort.WORD && tokens.get(position + 1).isSign("(");
  }

  /// A path, such as `#m.k[2]`.
  DocPath path() {
    var parts = new ArrayList<PathPart>();
    parts.add(new PathPart.Named(name()));
    while (true) {
      if (takeSign(".")) {
        parts.add(new PathPart.Named(name()));
      } else if (takeSign("[")) {
        parts.add(new PathPart.Placed(place()));
        expectSign("]");
      } else {
        return new DocPath(parts);
      }
    }
  }

  List<DocPath> paths() {
    var paths = new ArrayList<DocPath>();
    do {
      paths.add(path());
    } while (takeSign(","));
    return paths;
  }

  /// A value of the request.
  Attribute value() {
    var token = next();
    if (token.sort() != Sort.VALUE) {
      position--;
      throw syntax();
    }
    return placeholders.value(token.text(), kind);
  }

  private String name() {
    var token = peek();
    if (token.sort() == Sort.ALIAS) {
      next();
      return placeholders.name(token.text(), kind);
    }
    if (token.sort() != Sort.WORD) {
      throw syntax();
    }
    if (ReservedWords.contains(token.text())) {
      throw fail(
          "Attribute name is a reserved keyword; reserved keyword: %s".formatted(token.text()));
    }
    next();
    return token.text();
  }

  private long place() {
    var token = next();
    if (token.sort() != Sort.NUMBER) {
      throw syntax();
    }
    var digits = token.text();
    var place = digits.length() > MOST_DIGITS_OF_A_PLACE ? Long.MAX_VALUE : Long.parseLong(digits);
    if (place > GREATEST_PLACE) {
      throw fail("List index is not within the allowable range; index: [%s]".formatted(digits));
    }
    return place;
  }

  TableRefusal syntax() {
    var token = peek().sort() == Sort.END ? "<EOF>" : peek().text();
    return fail("Syntax error; token: \"%s\"".formatted(token));
  }

  /// An operand of a type that the operator or function does not take.
  TableRefusal operandType(String operator, String type) {
    return fail(
        "Incorrect operand type for operator or function; operator or function: %s, operand type: "
                .formatted(operator)
            + type);
  }

  TableRefusal fail(String message) {
    return TableRefusal.validation("Invalid " + kind + ": " + message);
  }
}
