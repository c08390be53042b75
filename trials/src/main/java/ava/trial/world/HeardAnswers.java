package ava.trial.world;

import ava.simulator.scenario.Clip;
import ava.trial.soak.Stamp;
import ava.trial.world.Cast.Place;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// What a caller hears of each of Ava's answers, whoever speaks it, against what she tells the
/// model of it: no more than he heard, and he hears no more of it soon after. What is neither heard
/// whole nor taken back has no gap, and is not left for another.
final class HeardAnswers {
  private static final long MS = 1_000_000;

  /// Until a `clear` that was sent at the same time reaches the caller.
  private static final Duration SWEPT = Duration.ofMillis(500);

  private final World world;
  private final Cast cast;
  private final Duration longestGap;
  private final BiConsumer<String, String> broken;
  private final Map<Integer, Integer> heardMs = new HashMap<>();
  private final Map<Integer, Long> takenBack = new HashMap<>();
  private final Set<Integer> told = new HashSet<>();
  private final byte[] sound = new byte[2 * Clip.FRAME];
  private int at = Clip.FRAME;
  private long heardAt;
  private Optional<Utterance> playing = Optional.empty();
  private long playedAt;

  /// @param longestGap within an answer
  /// @param broken learns which invariant is broken, and how
  HeardAnswers(World world, Cast cast, Duration longestGap, BiConsumer<String, String> broken) {
    this.world = world;
    this.cast = cast;
    this.longestGap = longestGap;
    this.broken = broken;
  }

  /// The caller hears a frame.
  ///
  /// @param late whether his line may hold things up
  /// @param excused whether something keeps Ava from going on
  void hears(byte[] frame, boolean late, boolean excused) {
    if (world.now() - heardAt > 2 * Clip.FRAME_MS * MS) {
      Arrays.fill(sound, (byte) 0);
    }
    heardAt = world.now();
    System.arraycopy(sound, Clip.FRAME, sound, 0, Clip.FRAME);
    System.arraycopy(frame, 0, sound, Clip.FRAME, Clip.FRAME);
    var stamp = stamp();
    if (stamp.isEmpty() || stamp.get().sentence() == 0) {
      return;
    }
    var said = cast.spoken(stamp.get().source());
    said.filter(utterance -> utterance.frames() == stamp.get().total())
        .flatMap(utterance -> cast.placeOf(utterance, stamp.get().index()))
        .ifPresent(place -> hears(place, late, excused));
  }

  /// What ends in the newest frame: sound that broke off shifts what follows.
  private Optional<Stamp> stamp() {
    var stamp = Stamp.read(sound, at);
    for (var from = Clip.FRAME; stamp.isEmpty() && from > 0; from--) {
      stamp = Stamp.read(sound, from);
      at = stamp.isPresent() ? from : at;
    }
    return stamp;
  }

  private void hears(Place place, boolean late, boolean excused) {
    var answer = place.answer();
    var speaker = answer.speaker();
    if (!late && !excused) {
      goesOn(answer);
    }
    playing = Optional.of(answer);
    playedAt = world.now();
    heardMs.merge(speaker, place.frame() * Clip.FRAME_MS, Math::max);
    var since = takenBack.get(speaker);
    if (since != null && !late && world.now() > since + SWEPT.toNanos() && told.add(speaker)) {
      broken.accept("cut", "an answer is heard " + ms(since) + " ms after it was taken back");
    }
  }

  private void goesOn(Utterance answer) {
    if (playing.isEmpty() || takenBack.containsKey(playing.get().speaker())) {
      return;
    }
    var before = playing.get();
    var gap = Duration.ofNanos(world.now() - playedAt).minusMillis(Clip.FRAME_MS);
    if (before.equals(answer) && gap.compareTo(longestGap) > 0) {
      broken.accept(
          "gap", gap.toMillis() + " ms within an answer, until " + world.now() / MS + " ms");
    }
    var whole = before.frames() * Clip.FRAME_MS;
    var heard = heardMs.getOrDefault(before.speaker(), 0);
    if (!before.equals(answer) && heard < whole - Clip.FRAME_MS) {
      broken.accept(
          "whole",
          heard
              + " ms of "
              + whole
              + " were heard of an answer before the next, at "
              + world.now() / MS
              + " ms");
    }
  }

  /// The model is told how much of an answer was heard.
  void takenBack(Utterance answer, long toldMs) {
    var heard = heardMs.getOrDefault(answer.speaker(), 0);
    takenBack.putIfAbsent(answer.speaker(), world.now());
    if (toldMs > heard + Clip.FRAME_MS) {
      broken.accept("heard", "the model is told of " + toldMs + " ms, heard were " + heard);
    }
  }

  /// The model is told how many words of an answer were heard: of the last of them, a part.
  void wordsTakenBack(Utterance answer, int words) {
    var whole = Math.max(0, words - 1) * answer.framesPerWord() * Clip.FRAME_MS;
    takenBack(answer, words > 0 ? whole + Clip.FRAME_MS : 0);
  }

  private long ms(long since) {
    return (world.now() - since) / MS;
  }
}
