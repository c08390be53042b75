package ava.embedded.table;

import java.util.List;

/// A condition or a filter, as a tree. Source: AWS, "Condition and filter expressions, operators,
/// and functions".
sealed interface Condition {
  /// `left = right` and its like.
  record Compare(Operand left, Comparison how, Operand right) implements Condition {}

  /// `of BETWEEN low AND high`.
  record Between(Operand of, Operand low, Operand high) implements Condition {}

  /// `of IN (any, …)`.
  record In(Operand of, List<Operand> any) implements Condition {}

  /// `NOT inner`.
  record Not(Condition inner) implements Condition {}

  /// `left AND right`.
  record And(Condition left, Condition right) implements Condition {}

  /// `left OR right`.
  record Or(Condition left, Condition right) implements Condition {}

  /// `attribute_exists(path)`.
  record Exists(DocPath path) implements Condition {}

  /// `attribute_not_exists(path)`.
  record Missing(DocPath path) implements Condition {}

  /// `attribute_type(of, :type)`.
  record TypeIs(Operand of, String type) implements Condition {}

  /// `begins_with(of, prefix)`.
  record BeginsWith(Operand of, Operand prefix) implements Condition {}

  /// `contains(of, part)`.
  record Contains(Operand of, Operand part) implements Condition {}

  /// How two values are compared.
  enum Comparison {
    EQUAL("="),
    OTHER("<>"),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private final String symbol;

    Comparison(String symbol) {
      this.symbol = symbol;
    }

    String symbol() {
      return symbol;
    }

    boolean isOrder() {
      return this != EQUAL && this != OTHER;
    }
  }
}
