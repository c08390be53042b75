package ava.simulator.model;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MuLaw;
import ava.simulator.scenario.Scenario;
import ava.simulator.scenario.Step;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds a scenario's caller lines in audio. The bridge passes the caller's frames on unchanged, so
/// the frames of a clip can be looked up byte for byte.
final class Recognition {
  /// @param step the index of the line among the scenario's steps
  record Recognised(int step, String words) {}

  private record Place(int step, int frame) {}

  private static final double DISTINCT = 400;
  private static final int BEGINNING_BITS = 16;
  private static final long MIXER = 0x9E3779B97F4A7C15L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final Place AMBIGUOUS = new Place(-1, -1);

  private final Scenario scenario;
  private final Map<ByteBuffer, Place> places = new HashMap<>();
  private final BitSet beginnings = new BitSet(1 << BEGINNING_BITS);

  Recognition(Scenario scenario) {
    this.scenario = scenario;
    for (var step = 0; step < scenario.steps().size(); step++) {
      if (scenario.steps().get(step) instanceof Step.CallerSays line) {
        for (var frame = 0; frame < line.audio().frames(); frame++) {
          var bytes = line.audio().frame(frame);
          if (MuLaw.level(bytes, 0, bytes.length) > DISTINCT) {
            places.merge(ByteBuffer.wrap(bytes), new Place(step, frame), (_, _) -> AMBIGUOUS);
            beginnings.set(beginning(bytes, 0));
          }
        }
      }
    }
  }

  /// The line that most of the audio belongs to, with the words that were spoken in it. Frames may
  /// begin anywhere in it; where they are cut as in the clip, most of them are found.
  Optional<Recognised> recognise(byte[] utterance) {
    return IntStream.range(0, Clip.FRAME)
        .boxed()
        .flatMap(shift -> votes(utterance, shift))
        .max(Comparator.comparingInt(Votes::frames))
        .map(votes -> recognised(votes.step(), votes.first(), votes.last()));
  }

  /// How many frames speak for a line, and the first and last of them in its clip.
  private record Votes(int step, int frames, int first, int last) {
    Votes with(Votes other) {
      return new Votes(
          step, frames + other.frames, Math.min(first, other.first), Math.max(last, other.last));
    }
  }

  private Stream<Votes> votes(byte[] utterance, int shift) {
    var votes = new TreeMap<Integer, Votes>();
    for (var from = shift; from + Clip.FRAME <= utterance.length; from += Clip.FRAME) {
      if (beginnings.get(beginning(utterance, from))) {
        vote(places.get(ByteBuffer.wrap(utterance, from, Clip.FRAME)), votes);
      }
    }
    return votes.values().stream();
  }

  private static void vote(@Nullable Place place, Map<Integer, Votes> votes) {
    if (place != null && !place.equals(AMBIGUOUS)) {
      var vote = new Votes(place.step(), 1, place.frame(), place.frame());
      votes.merge(place.step(), vote, Votes::with);
    }
  }

  /// A few bits of a frame's first bytes: most audio that is no clip's differs in them, and to
  /// compare whole frames at every byte takes milliseconds.
  private static int beginning(byte[] audio, int from) {
    var first = (long) LONGS.get(audio, from);
    return (int) ((first * MIXER) >>> (Long.SIZE - BEGINNING_BITS));
  }

  private Recognised recognised(int step, int first, int last) {
    var line = (Step.CallerSays) scenario.steps().get(step);
    var frames = line.audio().frames();
    var words = line.text().split(" ");
    var slack = Math.max(10, frames / 8);
    var from = first <= slack ? 0 : Math.round((float) words.length * first / frames);
    var to =
        last >= frames - slack
            ? words.length
            : Math.round((float) words.length * (last + 1) / frames);
    return new Recognised(
        step, String.join(" ", Arrays.copyOfRange(words, Math.min(from, to), to)));
  }
}
