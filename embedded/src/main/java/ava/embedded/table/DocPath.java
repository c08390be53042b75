package ava.embedded.table;

import ava.embedded.table.Attribute.Fields;
import ava.embedded.table.Attribute.Many;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A place in an item, such as `m.k[2]`, with its aliases resolved.
record DocPath(List<PathPart> parts) {
  DocPath {
    parts = List.copyOf(parts);
  }

  /// One step into a document.
  sealed interface PathPart {
    /// To the value of that name in a map.
    record Named(String name) implements PathPart {
      @Override
      public String toString() {
        return name;
      }
    }

    /// To that place in a list.
    record Placed(long place) implements PathPart {
      @Override
      public String toString() {
        return "[" + place + "]";
      }
    }
  }

  int length() {
    return parts.size();
  }

  /// The name of the attribute that the path begins with.
  String root() {
    return parts.getFirst().toString();
  }

  boolean isWithin(DocPath other) {
    return length() >= other.length() && parts.subList(0, other.length()).equals(other.parts);
  }

  /// @return what stands there
  Optional<Attribute> in(Fields item) {
    Optional<Attribute> found = Optional.of(item);
    for (var part : parts) {
      found = found.flatMap(value -> step(value, part));
    }
    return found;
  }

  private static Optional<Attribute> step(Attribute from, PathPart part) {
    return switch (part) {
      case PathPart.Named(var name) ->
          from instanceof Fields fields ? fields.get(name) : Optional.empty();
      case PathPart.Placed(var place) ->
          from instanceof Many(var all) && place < all.size()
              ? Optional.of(all.get((int) place))
              : Optional.empty();
    };
  }

  /// Refuses paths of which one is, or lies within, another.
  static void checkApart(List<DocPath> paths, String expression) {
    for (var i = 0; i < paths.size(); i++) {
      for (var j = i + 1; j < paths.size(); j++) {
        var one = paths.get(i);
        var two = paths.get(j);
        if (one.isWithin(two) || two.isWithin(one)) {
          throw TableRefusal.validation(
              "Invalid "
                  + expression
                  + ": Two document paths overlap with each other; must remove or rewrite one of"
                  + " these paths; path one: "
                  + one
                  + ", path two: "
                  + two);
        }
      }
    }
  }

  @Override
  public String toString() {
    return parts.stream().map(PathPart::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
