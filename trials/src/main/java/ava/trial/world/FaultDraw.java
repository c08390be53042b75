package ava.trial.world;

import ava.trial.world.Mischief.Where;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Draws what goes wrong. A world has some kinds of mischief and not the others: many of one kind
/// find what a few of all kinds hide. Source: Groce and others, "Swarm testing" (ISSTA 2012).
final class FaultDraw {
  private static final int MOST_KINDS = 8;
  private static final int MOST_FAULTS = 40;
  private static final double ANCHORED = 0.7;
  private static final Duration LONGEST_OFFSET = Duration.ofMillis(300);
  private static final int LAST_MS = 100_000;

  private final Draws draws;
  private final int calls;

  FaultDraw(Seed seed, int calls) {
    this.draws = new Draws(seed, "faults", 0);
    this.calls = calls;
  }

  List<Fault> faults() {
    if (draws.oneIn(10)) {
      return List.of();
    }
    var faults = new ArrayList<Fault>();
    for (var mischief : kinds()) {
      var chance = draws.of(List.of(30, 3, 1));
      for (var call = 1; call <= calls && faults.size() < MOST_FAULTS; call++) {
        if (draws.oneIn(chance)) {
          faults.add(fault(mischief, call));
        }
      }
    }
    return draws.oneIn(10) ? withOneForEver(faults) : faults;
  }

  private List<Mischief> kinds() {
    var all = new ArrayList<>(Arrays.asList(Mischief.values()));
    Collections.shuffle(all, new Random(draws.any()));
    return all.subList(0, draws.between(1, MOST_KINDS));
  }

  private Fault fault(Mischief mischief, int call) {
    var anchored = draws.happens(ANCHORED) && mischief.where() != Where.PHONE;
    var amount = draws.between(1, 6);
    var length = mischief.length(draws);
    if (!anchored) {
      var latest = mischief.where() == Where.PHONE ? 20_000 : LAST_MS;
      var at = Duration.ofMillis(draws.below(latest));
      return new Fault(mischief, Moment.NEVER, call, 1, at, length, amount);
    }
    var moment = draws.of(moments(mischief.where()));
    var offset = draws.oneIn(3) ? Duration.ZERO : draws.between(Duration.ZERO, LONGEST_OFFSET);
    var nth = draws.oneIn(2) ? 1 : draws.between(1, 4);
    return new Fault(mischief, moment, call, nth, offset, length, amount);
  }

  private static List<Moment> moments(Where where) {
    return switch (where) {
      case LINE, PHONE, SESSION ->
          List.of(
              Moment.JOINED,
              Moment.CALLER_SPEAKS,
              Moment.CALLER_STOPS,
              Moment.AVA_SPEAKS,
              Moment.AVA_STOPS,
              Moment.CLEARED,
              Moment.TOOL,
              Moment.NEXT_STEP);
      case MODEL, BRIDGE ->
          List.of(
              Moment.RING,
              Moment.JOINED,
              Moment.CALLER_SPEAKS,
              Moment.CALLER_STOPS,
              Moment.AVA_SPEAKS,
              Moment.AVA_STOPS,
              Moment.TOOL,
              Moment.NEXT_STEP,
              Moment.TURN_WRITTEN,
              Moment.LEFT);
      case CLOUD ->
          List.of(
              Moment.RING,
              Moment.JOINED,
              Moment.TOOL,
              Moment.NEXT_STEP,
              Moment.TURN_WRITTEN,
              Moment.LEFT,
              Moment.ANNOUNCED,
              Moment.CLAIMED,
              Moment.MAILED);
      case FUNCTION, WEB ->
          List.of(Moment.RING, Moment.LEFT, Moment.ANNOUNCED, Moment.CLAIMED, Moment.MAILED);
    };
  }

  private List<Fault> withOneForEver(List<Fault> faults) {
    var lasting = Arrays.stream(Mischief.values()).filter(Mischief::mayStay).toList();
    var mischief = draws.of(lasting);
    var at = Duration.ofMillis(draws.below(LAST_MS));
    var all = new ArrayList<>(faults);
    all.add(new Fault(mischief, Moment.NEVER, 1, 1, at, Fault.FOR_EVER, draws.between(1, 6)));
    return all;
  }
}
