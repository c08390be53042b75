package ava.local.issuer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Who may sign in on this machine.
///
/// @param name what is typed, and what the desk calls him
/// @param groups his roles
record Person(String name, List<String> groups) {
  private static final List<Person> ALL =
      List.of(new Person("ava", List.of("titulaire")), new Person("lecture", List.of("lecture")));

  static Optional<Person> named(String name) {
    return ALL.stream().filter(person -> person.name.equalsIgnoreCase(name.strip())).findFirst();
  }

  static Optional<Person> of(String sub) {
    return ALL.stream().filter(person -> person.sub().equals(sub)).findFirst();
  }

  /// The same in every run.
  String sub() {
    return UUID.nameUUIDFromBytes(("ava local " + name).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
