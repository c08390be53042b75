package ava.embedded.table;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A value of DynamoDB. Immutable; equal when DynamoDB calls two values equal, so that numbers
/// compare by value and sets in any order.
public sealed interface Attribute {
  /// Orders values of one scalar type: text by its UTF-8 bytes, numbers by value, bytes unsigned.
  Comparator<Attribute> ORDER = Attribute::compare;

  /// DynamoDB's name of the type, such as `S`.
  String type();

  /// Text.
  record Str(String text) implements Attribute {
    @Override
    public String type() {
      return "S";
    }
  }

  /// A number, kept in the form in which DynamoDB gives it back.
  record Num(BigDecimal number) implements Attribute {
    public Num {
      number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    @Override
    public String type() {
      return "N";
    }
  }

  /// Bytes, as base64.
  record Bin(String base64) implements Attribute {
    byte[] bytes() {
      return Base64.getDecoder().decode(base64);
    }

    @Override
    public String type() {
      return "B";
    }
  }

  /// True or false.
  record Bool(boolean value) implements Attribute {
    @Override
    public String type() {
      return "BOOL";
    }
  }

  /// The value that is there and says nothing.
  record Nil() implements Attribute {
    @Override
    public String type() {
      return "NULL";
    }
  }

  /// A set of texts, numbers or bytes; never empty.
  record Members(String type, SortedSet<Attribute> all) implements Attribute {
    public Members {
      all = Collections.unmodifiableSortedSet(new TreeSet<>(all));
    }

    static Members of(String type, Iterable<? extends Attribute> values) {
      var all = new TreeSet<>(ORDER);
      values.forEach(all::add);
      return new Members(type, all);
    }
  }

  /// A list.
  record Many(List<Attribute> all) implements Attribute {
    public Many {
      all = List.copyOf(all);
    }

    @Override
    public String type() {
      return "L";
    }
  }

  /// A map, and so also an item.
  record Fields(SortedMap<String, Attribute> all) implements Attribute {
    static final Fields NONE = new Fields(new TreeMap<>());

    public Fields {
      all = Collections.unmodifiableSortedMap(new TreeMap<>(all));
    }

    Optional<Attribute> get(String name) {
      return Optional.ofNullable(all.get(name));
    }

    /// How much of the 400 KB of an item this takes.
    int itemSize() {
      var size = 0;
      for (var each : all.entrySet()) {
        size += bytes(each.getKey()) + each.getValue().size();
      }
      return size;
    }

    /// What of this the names tell.
    Fields only(List<String> names) {
      var some = new TreeMap<String, Attribute>();
      names.forEach(name -> get(name).ifPresent(value -> some.put(name, value)));
      return new Fields(some);
    }

    @Override
    public String type() {
      return "M";
    }
  }

  /// Whether values of this type stand in an order.
  default boolean isOrdered() {
    return this instanceof Str || this instanceof Num || this instanceof Bin;
  }

  private static int compare(Attribute left, Attribute right) {
    if (left instanceof Str(var a) && right instanceof Str(var b)) {
      return compareAsUtf8(a, b);
    }
    if (left instanceof Num(var a) && right instanceof Num(var b)) {
      return a.compareTo(b);
    }
    if (left instanceof Bin a && right instanceof Bin b) {
      return Arrays.compareUnsigned(a.bytes(), b.bytes());
    }
    throw new IllegalArgumentException(left.type() + " and " + right.type() + " have no order");
  }

  /// In the order of UTF-8, a surrogate comes behind every character that is none.
  private static int compareAsUtf8(String a, String b) {
    var common = Math.min(a.length(), b.length());
    for (var i = 0; i < common; i++) {
      var left = a.charAt(i);
      var right = b.charAt(i);
      if (left != right) {
        return Character.isSurrogate(left) == Character.isSurrogate(right)
            ? Character.compare(left, right)
            : Boolean.compare(Character.isSurrogate(left), Character.isSurrogate(right));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /// How many bytes a text takes.
  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// What the value counts towards the size of its item. Source: AWS, "DynamoDB item sizes and
  /// formats".
  default int size() {
    return switch (this) {
      case Str(var text) -> bytes(text);
      case Num(var number) -> (number.precision() + 1) / 2 + 1;
      case Bin bin -> bin.bytes().length;
      case Bool _, Nil _ -> 1;
      case Members(_, var all) -> all.stream().mapToInt(Attribute::size).sum();
      case Many(var all) -> 3 + all.stream().mapToInt(each -> 1 + each.size()).sum();
      case Fields(var all) ->
          3
              + all.entrySet().stream()
                  .mapToInt(each -> 1 + bytes(each.getKey()) + each.getValue().size())
                  .sum();
    };
  }
}
