package ava.trial.world;

import ava.bridge.call.Patience;
import ava.bridge.call.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A wait of Ava's that lasts so many times as long as usual.
record Stretch(Wait what, double factor) {
  private static final int LEAST_PERCENT = 10;
  private static final int MOST_PERCENT = 300;

  /// One world in five has an Ava of another patience: each of her waits is another one, half of
  /// them shorter.
  static List<Stretch> drawn(Seed seed) {
    var draws = new Draws(seed, "patience", 0);
    var stretches = new ArrayList<Stretch>();
    if (draws.oneIn(5)) {
      for (var wait : Wait.values()) {
        var percent =
            draws.oneIn(2) ? draws.between(LEAST_PERCENT, 100) : draws.between(100, MOST_PERCENT);
        stretches.add(new Stretch(wait, percent / 100.0));
      }
    }
    return stretches;
  }

  static Patience patience(List<Stretch> stretches) {
    var patience = Patience.USUAL;
    for (var stretch : stretches) {
      patience = patience.scaled(stretch.what(), stretch.factor());
    }
    return patience;
  }

  /// As it can be written down in a test.
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "new Stretch(%s, %.2f)", what, factor);
  }
}
