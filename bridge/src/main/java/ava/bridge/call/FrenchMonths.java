package ava.bridge.call;

import java.util.List;

/// The months as the French write them.
public final class FrenchMonths {
  /// From January on.
  public static final List<String> NAMES =
      List.of(
          "janvier",
          "février",
          "mars",
          "avril",
          "mai",
          "juin",
          "juillet",
          "août",
          "septembre",
          "octobre",
          "novembre",
          "décembre");

  private FrenchMonths() {}
}
