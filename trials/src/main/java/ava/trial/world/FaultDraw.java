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
  private static final int MOST_KINDS_OF_THE_VOICE = 3;
  private static final int MOST_FAULTS = 40;
  private static final double ANCHORED = 0.7;
  private static final Duration LONGEST_OFFSET = Duration.ofMillis(300);
  private static final int LAST_MS = 100_000;

  private final Draws draws;
  private final Draws voiceDraws;
  private final int calls;
  private final boolean reads;

  /// @param reads whether another voice than the model's speaks
  FaultDraw(Seed seed, int calls, boolean reads) {
    this.draws = new Draws(seed, "faults", 0);
    this.voiceDraws = new Draws(seed, "faults", 1);
    this.calls = calls;
    this.reads = reads;
  }

  List<Fault> faults() {
    if (draws.oneIn(10)) {
      return List.of();
    }
    var faults = new ArrayList<Fault>();
    if (reads && !voiceDraws.oneIn(4)) {
      addOf(kinds(voiceDraws, MOST_KINDS_OF_THE_VOICE, true), voiceDraws, faults);
    }
    if (!reads || !voiceDraws.oneIn(2)) {
      addOf(kinds(draws, MOST_KINDS, false), draws, faults);
    }
    return draws.oneIn(10) ? withOneForEver(faults) : faults;
  }

  private void addOf(List<Mischief> kinds, Draws draws, List<Fault> faults) {
    for (var mischief : kinds) {
      var chance = draws.of(List.of(30, 3, 1));
      for (var call = 1; call <= calls && faults.size() < MOST_FAULTS; call++) {
        if (draws.oneIn(chance)) {
          faults.add(fault(draws, mischief, call));
        }
      }
    }
  }

  private static List<Mischief> kinds(Draws draws, int most, boolean ofVoice) {
    var all = new ArrayList<>(Arrays.asList(Mischief.values()));
    all.removeIf(mischief -> (mischief.where() == Where.VOICE) != ofVoice);
    Collections.shuffle(all, new Random(draws.any()));
    return all.subList(0, draws.between(1, most));
  }

  private static Fault fault(Draws draws, Mischief mischief, int call) {
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
      case LINE, PHONE, SESSION, VOICE ->
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
    var lasting =
        Arrays.stream(Mischief.values())
            .filter(Mischief::mayStay)
            .filter(mischief -> reads || mischief.where() != Where.VOICE)
            .toList();
    var mischief = draws.of(lasting);
    var at = Duration.ofMillis(draws.below(LAST_MS));
    var all = new ArrayList<>(faults);
    all.add(new Fault(mischief, Moment.NEVER, 1, 1, at, Fault.FOR_EVER, draws.between(1, 6)));
    return all;
  }
}
