package ava.embedded.table;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// The `#names` and `:values` of a request. Each one that an expression uses must be given, and
/// each one given must be used. Belongs to one request and one thread.
final class Placeholders {
  private static final int LONGEST = 255;

  private final Map<String, String> names = new TreeMap<>();
  private final Map<String, Attribute> values = new TreeMap<>();
  private final Set<String> used = new TreeSet<>();

  /// Reads `ExpressionAttributeNames` and `ExpressionAttributeValues`.
  ///
  /// @param expressions whether the request has any expression
  static Placeholders of(RequestPart request, boolean expressions) {
    var all = new Placeholders();
    request
        .object("ExpressionAttributeNames")
        .ifPresent(node -> {
          check(node, "ExpressionAttributeNames", "#", expressions);
          node.properties()
              .forEach(each -> all.names.put(each.getKey(), RequestPart.text(each.getValue())));
        });
    request
        .object("ExpressionAttributeValues")
        .ifPresent(node -> {
          check(node, "ExpressionAttributeValues", ":", expressions);
          node.properties()
              .forEach(each -> all.values.put(each.getKey(), AttributeJson.value(each.getValue())));
        });
    return all;
  }

  private static void check(JsonNode node, String member, String sign, boolean expressions) {
    if (!expressions) {
      throw TableRefusal.validation(member + " can only be specified when using expressions");
    }
    if (node.isEmpty()) {
      throw TableRefusal.validation(member + " must not be empty");
    }
    for (var name : node.propertyNames()) {
      if (!name.startsWith(sign) || !isWord(name.substring(1)) || name.length() > LONGEST) {
        throw TableRefusal.validation(
            "%s contains invalid key: Syntax error; key: \"%s\"".formatted(member, name));
      }
    }
  }

  private static boolean isWord(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(letter ->
                (letter >= 'a' && letter <= 'z')
                    || (letter >= 'A' && letter <= 'Z')
                    || (letter >= '0' && letter <= '9')
                    || letter == '_');
  }

  /// @throws TableRefusal when the alias is not given
  String name(String alias, String expression) {
    var name = names.get(alias);
    if (name == null) {
      throw TableRefusal.validation(
          "Invalid %s: An expression attribute name used in the document path is not defined;"
                  .formatted(expression)
              + " attribute name: "
              + alias);
    }
    used.add(alias);
    return name;
  }

  /// @throws TableRefusal when the value is not given
  Attribute value(String placeholder, String expression) {
    var value = values.get(placeholder);
    if (value == null) {
      throw TableRefusal.validation(
          "Invalid %s: An expression attribute value used in expression is not defined;"
                  .formatted(expression)
              + " attribute value: "
              + placeholder);
    }
    used.add(placeholder);
    return value;
  }

  /// To be called when all expressions of the request are read.
  ///
  /// @throws TableRefusal when something given was not used
  void checkAllUsed() {
    checkUsed(names.keySet(), "ExpressionAttributeNames");
    checkUsed(values.keySet(), "ExpressionAttributeValues");
  }

  private void checkUsed(Set<String> given, String member) {
    var unused = given.stream().filter(each -> !used.contains(each)).toList();
    if (!unused.isEmpty()) {
      throw TableRefusal.validation(
          "Value provided in %s unused in expressions: keys: {%s}"
              .formatted(member, String.join(", ", unused)));
    }
  }
}
