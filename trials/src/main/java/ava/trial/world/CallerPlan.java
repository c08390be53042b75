package ava.trial.world;

import ava.simulator.scenario.When;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a caller will do, drawn before the world begins.
///
/// @param call its number in the world, from 1
/// @param rings when, since the beginning
/// @param deeds in their order
/// @param hangsUp after so long whatever happens, since the ring
/// @param wish what Ava is to do when all is said
record CallerPlan(
    int call,
    String from,
    Duration rings,
    List<Deed> deeds,
    Optional<Duration> hangsUp,
    Wish wish) {
  CallerPlan {
    deeds = List.copyOf(deeds);
  }

  /// How Ava ends the call.
  enum Wish {
    /// She does not: the caller hangs up.
    NOTHING,
    GOODBYE,
    TRANSFER
  }

  /// What a caller does at its moment.
  sealed interface Deed {
    When when();

    /// Says a sentence.
    ///
    /// @param pauseBehind a word behind which he thinks for a while; 0 for none
    record Speaks(When when, Utterance utterance, int pauseBehind, Duration pause)
        implements Deed {}

    record Presses(When when, String keys) implements Deed {}

    /// Coughs, or something is loud beside him.
    record MakesNoise(When when, Duration length) implements Deed {}

    record HangsUp(When when) implements Deed {}
  }

  /// His n-th sentence, from 1.
  Optional<Utterance> utterance(int number) {
    return utterances().stream().filter(u -> u.number() == number).findFirst();
  }

  List<Utterance> utterances() {
    return deeds.stream()
        .filter(Deed.Speaks.class::isInstance)
        .map(deed -> ((Deed.Speaks) deed).utterance())
        .toList();
  }
}
