package ava.shared.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fields of a form or a query in the order they came, duplicates and empty values kept: the
/// signature covers them all.
public record FormFields(List<Map.Entry<String, String>> entries) {
  public FormFields {
    entries = List.copyOf(entries);
  }

  /// Decodes `application/x-www-form-urlencoded` as UTF-8. A name without `=` has an empty value; a
  /// part with a broken escape is kept as it came, so that it fails the signature and nothing else.
  public static FormFields parse(String encoded) {
    var entries = new ArrayList<Map.Entry<String, String>>();
    for (var part : encoded.split("&")) {
      if (part.isEmpty()) {
        continue;
      }
      var equals = part.indexOf('=');
      var name = equals < 0 ? part : part.substring(0, equals);
      var value = equals < 0 ? "" : part.substring(equals + 1);
      entries.add(Map.entry(decode(name), decode(value)));
    }
    return new FormFields(entries);
  }

  /// The first value of that name, or empty text.
  public String get(String name) {
    return find(name).orElse("");
  }

  public Optional<String> find(String name) {
    return entries.stream()
        .filter(entry -> entry.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
