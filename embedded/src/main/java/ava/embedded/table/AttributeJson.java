package ava.embedded.table;

import ava.embedded.table.Attribute.Bin;
import ava.embedded.table.Attribute.Bool;
import ava.embedded.table.Attribute.Fields;
import ava.embedded.table.Attribute.Many;
import ava.embedded.table.Attribute.Members;
import ava.embedded.table.Attribute.Nil;
import ava.embedded.table.Attribute.Num;
import ava.embedded.table.Attribute.Str;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// DynamoDB's typed JSON, such as `{"S":"text"}`, in both directions. Source: AWS, API Reference,
/// "AttributeValue".
final class AttributeJson {
  private static final int DEEPEST = 32;
  private static final int MOST_DIGITS = 38;
  private static final int GREATEST_EXPONENT = 125;
  private static final int SMALLEST_EXPONENT = -130;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,6})?");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AttributeJson() {}

  /// Reads a map of attributes, such as an item or a key.
  ///
  /// @throws TableRefusal when DynamoDB would not take it
  static Fields fields(JsonNode node) {
    return fields(node, 0);
  }

  /// Reads one value.
  ///
  /// @throws TableRefusal when DynamoDB would not take it
  static Attribute value(JsonNode node) {
    return value(node, 0);
  }

  private static Fields fields(JsonNode node, int depth) {
    object(node);
    var all = new TreeMap<String, Attribute>();
    node.properties().forEach(each -> all.put(each.getKey(), value(each.getValue(), depth)));
    return new Fields(all);
  }

  private static Attribute value(JsonNode node, int depth) {
    object(node);
    if (node.size() != 1) {
      throw TableRefusal.validation(
          node.isEmpty()
              ? "Supplied AttributeValue is empty, must contain exactly one of the supported"
                  + " datatypes"
              : "Supplied AttributeValue has more than one datatypes set, must contain exactly one"
                  + " of the supported datatypes");
    }
    if (depth > DEEPEST) {
      throw TableRefusal.validation("Nesting Levels have exceeded supported limits");
    }
    var typed = node.properties().iterator().next();
    var given = typed.getValue();
    return switch (typed.getKey()) {
      case "S" -> new Str(string(given));
      case "N" -> number(string(given));
      case "B" -> bytes(string(given));
      case "BOOL" -> new Bool(bool(given));
      case "NULL" -> nil(bool(given));
      case "SS", "NS", "BS" -> members(typed.getKey(), given);
      case "L" -> new Many(array(given).stream().map(each -> value(each, depth + 1)).toList());
      case "M" -> fields(given, depth + 1);
      default ->
          throw TableRefusal.validation(
              "Supplied AttributeValue is empty, must contain exactly one of the supported"
                  + " datatypes: "
                  + typed.getKey());
    };
  }

  private static Num number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw TableRefusal.validation(
          "The parameter cannot be converted to a numeric value: " + text);
    }
    return checked(new BigDecimal(text));
  }

  /// @throws TableRefusal when DynamoDB has no such number
  static Num checked(BigDecimal any) {
    var number = any.stripTrailingZeros();
    if (number.signum() == 0) {
      return new Num(number);
    }
    if (number.precision() > MOST_DIGITS) {
      throw TableRefusal.validation(
          "Attempting to store more than 38 significant digits in a Number");
    }
    var exponent = (long) number.precision() - number.scale() - 1;
    if (exponent > GREATEST_EXPONENT) {
      throw TableRefusal.validation(
          "Number overflow. Attempting to store a number with magnitude larger than supported"
              + " range");
    }
    if (exponent < SMALLEST_EXPONENT) {
      throw TableRefusal.validation(
          "Number underflow. Attempting to store a number with magnitude smaller than supported"
              + " range");
    }
    return new Num(number);
  }

  private static Bin bytes(String base64) {
    try {
      return new Bin(Base64.getEncoder().encodeToString(Base64.getDecoder().decode(base64)));
    } catch (IllegalArgumentException e) {
      var refusal = TableRefusal.serialization("Invalid Base64: " + e.getMessage());
      refusal.initCause(e);
      throw refusal;
    }
  }

  private static Nil nil(boolean value) {
    if (!value) {
      throw TableRefusal.validation(
          "One or more parameter values were invalid: Null attribute value types must have the"
              + " value of true");
    }
    return new Nil();
  }

  private static Members members(String type, JsonNode given) {
    var values = new ArrayList<Attribute>();
    for (var each : array(given)) {
      values.add(
          switch (type) {
            case "SS" -> new Str(string(each));
            case "NS" -> number(string(each));
            default -> bytes(string(each));
          });
    }
    if (values.isEmpty()) {
      throw TableRefusal.validation(
          "One or more parameter values were invalid: a set may not be empty");
    }
    if (new HashSet<>(values).size() < values.size()) {
      throw TableRefusal.validation(
          "One or more parameter values were invalid: Input collection contains duplicates.");
    }
    return Members.of(type, values);
  }

  private static void object(JsonNode node) {
    if (!node.isObject()) {
      throw TableRefusal.serialization("Start of structure or map found where not expected.");
    }
  }

  private static List<JsonNode> array(JsonNode node) {
    if (!node.isArray()) {
      throw TableRefusal.serialization("Start of list found where not expected");
    }
    return List.copyOf(node.values());
  }

  private static String string(JsonNode node) {
    if (!node.isString()) {
      throw TableRefusal.serialization(node.getNodeType() + "_VALUE cannot be converted to String");
    }
    return node.asString();
  }

  private static boolean bool(JsonNode node) {
    if (!node.isBoolean()) {
      throw TableRefusal.serialization(
          node.getNodeType() + "_VALUE cannot be converted to Boolean");
    }
    return node.asBoolean();
  }

  /// Writes a map of attributes.
  static ObjectNode json(Fields fields) {
    var json = JSON.objectNode();
    fields.all().forEach((name, value) -> json.set(name, json(value)));
    return json;
  }

  /// Writes one value with its type.
  static ObjectNode json(Attribute value) {
    var json = JSON.objectNode();
    switch (value) {
      case Str(var text) -> json.put("S", text);
      case Num num -> json.put("N", plain(num));
      case Bin(var base64) -> json.put("B", base64);
      case Bool(var bool) -> json.put("BOOL", bool);
      case Nil() -> json.put("NULL", true);
      case Members(var type, var all) -> {
        var array = json.putArray(type);
        all.forEach(each -> array.add(bare(each)));
      }
      case Many(var all) -> {
        var array = json.putArray("L");
        all.forEach(each -> array.add(json(each)));
      }
      case Fields fields -> json.set("M", json(fields));
    }
    return json;
  }

  private static String bare(Attribute member) {
    return switch (member) {
      case Str(var text) -> text;
      case Num num -> plain(num);
      case Bin(var base64) -> base64;
      default -> throw new IllegalStateException("no set has members of type " + member.type());
    };
  }

  private static String plain(Num num) {
    return num.number().toPlainString();
  }
}
