package ava.embedded.table;

import ava.embedded.table.Attribute.Fields;
import ava.embedded.table.Attribute.Many;
import ava.embedded.table.DocPath.PathPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Changes at places of a document, or picks places out of it. All places are those of the document
/// as it was, however many of its lists grow or shrink.
final class DocumentEdit {
  private DocumentEdit() {}

  /// What shall stand at a place.
  ///
  /// @param value nothing takes away what stands there
  record At(DocPath path, Optional<Attribute> value) {}

  /// @param edits none of whose paths lies within another
  /// @throws TableRefusal when a path leads through something that is not there
  static Fields apply(Fields item, List<At> edits) {
    return edits.isEmpty() ? item : fields(item, edits, 0);
  }

  private static Optional<Attribute> edit(Optional<Attribute> old, List<At> edits, int depth) {
    var first = edits.getFirst();
    if (first.path().length() == depth) {
      return first.value();
    }
    return switch (old.orElseThrow(DocumentEdit::noSuchPlace)) {
      case Fields fields -> Optional.of(fields(fields, edits, depth));
      case Many(var all) -> Optional.of(list(all, edits, depth));
      default -> throw noSuchPlace();
    };
  }

  private static Fields fields(Fields old, List<At> edits, int depth) {
    var byName = new LinkedHashMap<String, List<At>>();
    for (var edit : edits) {
      if (!(edit.path().parts().get(depth) instanceof PathPart.Named(var name))) {
        throw noSuchPlace();
      }
      byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(edit);
    }
    var all = new TreeMap<>(old.all());
    byName.forEach((name, within) ->
        edit(old.get(name), within, depth + 1)
            .ifPresentOrElse(value -> all.put(name, value), () -> all.remove(name)));
    return new Fields(all);
  }

  private static Many list(List<Attribute> old, List<At> edits, int depth) {
    var byPlace = new TreeMap<Long, List<At>>();
    for (var edit : edits) {
      if (!(edit.path().parts().get(depth) instanceof PathPart.Placed(var place))) {
        throw noSuchPlace();
      }
      byPlace.computeIfAbsent(place, _ -> new ArrayList<>()).add(edit);
    }
    var all = new ArrayList<Attribute>();
    for (var i = 0; i < old.size(); i++) {
      var value = Optional.of(old.get(i));
      var within = byPlace.remove((long) i);
      (within == null ? value : edit(value, within, depth + 1)).ifPresent(all::add);
    }
    byPlace
        .values()
        .forEach(beyond -> edit(Optional.empty(), beyond, depth + 1).ifPresent(all::add));
    return new Many(all);
  }

  private static TableRefusal noSuchPlace() {
    return TableRefusal.validation(
        "The document path provided in the update expression is invalid for update");
  }

  /// The item with nothing but these places, each where it was; lists close up.
  static Fields pick(Fields item, List<DocPath> paths) {
    return pick((Attribute) item, paths, 0).map(Fields.class::cast).orElse(Fields.NONE);
  }

  private static Optional<Attribute> pick(Attribute from, List<DocPath> paths, int depth) {
    if (paths.stream().anyMatch(path -> path.length() == depth)) {
      return Optional.of(from);
    }
    return switch (from) {
      case Fields fields -> {
        var all = new TreeMap<String, Attribute>();
        byPart(paths, depth)
            .forEach((part, within) ->
                child(fields, part)
                    .flatMap(value -> pick(value, within, depth + 1))
                    .ifPresent(value -> all.put(part.toString(), value)));
        yield all.isEmpty() ? Optional.empty() : Optional.of(new Fields(all));
      }
      case Many(var list) -> {
        SortedMap<Long, Attribute> all = new TreeMap<>();
        byPart(paths, depth)
            .forEach((part, within) -> {
              if (part instanceof PathPart.Placed(var place) && place < list.size()) {
                pick(list.get((int) place), within, depth + 1)
                    .ifPresent(value -> all.put(place, value));
              }
            });
        yield all.isEmpty() ? Optional.empty() : Optional.of(new Many(List.copyOf(all.values())));
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Attribute> child(Fields fields, PathPart part) {
    return part instanceof PathPart.Named(var name) ? fields.get(name) : Optional.empty();
  }

  private static Map<PathPart, List<DocPath>> byPart(List<DocPath> paths, int depth) {
    var byPart = new LinkedHashMap<PathPart, List<DocPath>>();
    paths.forEach(
        path -> byPart.computeIfAbsent(path.parts().get(depth), _ -> new ArrayList<>()).add(path));
    return byPart;
  }
}
