package ava.shared.call;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The message card that Ava fills in during a call, field by field.
public record NotedMessage(Map<Field, String> fields) {
  public static final NotedMessage EMPTY = new NotedMessage(Map.of());

  /// What can be noted. The attribute of the table is the field's [#key].
  public enum Field {
    NAME("name"),
    COMPANY("company"),
    /// E.164, checked before it is noted.
    PHONE("phone"),
    REASON("reason"),
    /// `basse`, `normale` or `haute`.
    URGENCY("urgency"),
    /// When the caller wishes to be called back, in his words.
    CALLBACK("callback"),
    /// Street, town, floor, door code: where somebody is awaited.
    ADDRESS("address"),
    /// An address of electronic mail, as it is written.
    EMAIL("email");

    private final String key;

    Field(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /// The fields keep the order of [Field], whatever map they came in.
  public NotedMessage {
    var ordered = new EnumMap<Field, String>(Field.class);
    fields.forEach((field, value) -> ordered.put(field, Printable.line(value)));
    fields = Collections.unmodifiableMap(ordered);
  }

  public Optional<String> get(Field field) {
    return Optional.ofNullable(fields.get(field));
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /// This card with the other's fields written over it.
  public NotedMessage with(NotedMessage other) {
    var merged = new EnumMap<Field, String>(Field.class);
    merged.putAll(fields);
    merged.putAll(other.fields);
    return new NotedMessage(merged);
  }
}
