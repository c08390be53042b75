package ava.bench;

import java.util.ArrayList;
import java.util.List;

/// What a load saw: every frame in both directions, and how long things took since the last
/// [#begin]. Thread: the reactor's.
final class Tally {
  private static final long LATE_NANOS = 1_000_000_000;
  private static final int MOST_COMPLAINTS = 20;

  private final List<String> complaints = new ArrayList<>();
  private Times times = new Times();
  private long sent;
  private long heard;
  private long answered;
  private long answersHeard;
  private long wrong;
  private long late;
  private int unheardCalls;

  /// How long things took in one part of a run.
  static final class Times {
    final Latencies there = new Latencies();
    final Latencies roundTrips = new Latencies();
    final Latencies clears = new Latencies();
    final Latencies greetings = new Latencies();
    final Latencies lateness = new Latencies();

    Measured.Delays delays() {
      return new Measured.Delays(
          roundTrips.percentiles(),
          there.percentiles(),
          clears.percentiles(),
          greetings.percentiles());
    }
  }

  /// @param lost frames that were sent and never came
  /// @param wrong frames that came changed, twice, to another call or in another order
  /// @param late frames that took longer than a second
  /// @param unheardCalls calls that had no session of the model until the end
  record Checked(
      long frames, long lost, long wrong, long late, int unheardCalls, List<String> complaints) {
    boolean clean() {
      return lost == 0 && wrong == 0 && late == 0;
    }
  }

  Times begin() {
    var before = times;
    times = new Times();
    return before;
  }

  Times times() {
    return times;
  }

  void sent(long behindNanos) {
    sent++;
    times.lateness.add(behindNanos);
  }

  void heard(long tookNanos, boolean live) {
    heard++;
    if (live) {
      times.there.add(tookNanos);
      tooLate(tookNanos);
    }
  }

  void answered() {
    answered++;
  }

  void answerHeard(long tookNanos) {
    answersHeard++;
    times.roundTrips.add(tookNanos);
    tooLate(tookNanos);
  }

  private void tooLate(long tookNanos) {
    if (tookNanos > LATE_NANOS) {
      late++;
    }
  }

  void wrong(String what) {
    wrong++;
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(what);
    }
  }

  /// Frames that the bridge never had: their call had no session yet, or its bridge was full.
  void unsend(long frames) {
    sent -= frames;
  }

  /// The same for a call that no session ever heard.
  void unheard(long frames) {
    unsend(frames);
    unheardCalls++;
  }

  /// Frames that were sent and have not come.
  long missing() {
    return Math.max(0, sent - heard) + Math.max(0, answered - answersHeard);
  }

  Checked checked() {
    return new Checked(
        sent + answered, missing(), wrong, late, unheardCalls, List.copyOf(complaints));
  }
}
