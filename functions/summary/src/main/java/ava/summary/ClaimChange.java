package ava.summary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An update expression in the making. None of our names is reserved.
final class ClaimChange {
  private final List<String> sets = new ArrayList<>();
  private final List<String> removes = new ArrayList<>();
  final Map<String, AttributeValue> values = new HashMap<>();

  void set(String name, AttributeValue value) {
    sets.add(name + " = :" + name);
    values.put(":" + name, value);
  }

  void setOnce(String name, AttributeValue value) {
    sets.add(name + " = if_not_exists(" + name + ", :" + name + ")");
    values.put(":" + name, value);
  }

  void remove(String name) {
    removes.add(name);
  }

  void value(String placeholder, AttributeValue value) {
    values.put(placeholder, value);
  }

  String expression() {
    var set = sets.isEmpty() ? "" : "SET " + String.join(", ", sets);
    var remove = removes.isEmpty() ? "" : " REMOVE " + String.join(", ", removes);
    return set + remove;
  }
}
