package ava.simulator.model;

import ava.shared.loop.Loop;
import ava.simulator.scenario.Clip;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Stream;

/// What an answer sends, one after the other, each piece of audio in its time, until it is over or
/// breaks off on purpose. Belongs to the loop.
final class Beats {
  private record Beat(boolean paced, Runnable emit) {}

  /// The answer goes no further once so much of its audio was sent.
  private record Break(Duration after, Runnable deed) {}

  private final Answer.Session session;
  private final Deque<Beat> beats = new ArrayDeque<>();
  private final Optional<Break> breaks;
  private Loop.Running timer = Loop.Running.OVER;
  private long sentBytes;
  private boolean over;

  Beats(Answer.Session session) {
    this.session = session;
    var faults = session.faults();
    var wire = session.wire();
    this.breaks =
        Stream.of(
                faults
                    .take(ModelFault.Stall.class)
                    .map(fault -> new Break(fault.after(), () -> {})),
                faults
                    .take(ModelFault.DropSocket.class)
                    .map(fault -> new Break(fault.after(), wire::drop)),
                faults
                    .take(ModelFault.CloseSocket.class)
                    .map(fault -> new Break(fault.after(), () -> wire.close(fault.code(), ""))),
                faults
                    .take(ModelFault.Freeze.class)
                    .map(fault -> new Break(fault.after(), wire::freeze)))
            .flatMap(Optional::stream)
            .findFirst();
  }

  void add(Runnable emit) {
    beats.add(new Beat(false, emit));
  }

  /// @param emit sends a piece of audio, behind which there is a pause
  void addPaced(Runnable emit) {
    beats.add(new Beat(true, emit));
  }

  void sent(int audioBytes) {
    sentBytes += audioBytes;
  }

  /// How much audio was sent.
  Duration sent() {
    return Duration.ofMillis(sentBytes / Clip.BYTES_PER_MS);
  }

  void begin() {
    var slow = session.faults().take(ModelFault.SlowThought.class).map(ModelFault.SlowThought::by);
    timer = session.loop().after(slow.orElse(session.pace().think()), this::run);
  }

  void end() {
    over = true;
    timer.cancel();
  }

  private void run() {
    while (!over && !beats.isEmpty()) {
      var beat = beats.remove();
      if (beat.paced() && broken()) {
        return;
      }
      beat.emit().run();
      if (beat.paced() && !over) {
        timer = session.loop().after(session.pace().delta(), this::run);
        return;
      }
    }
  }

  private boolean broken() {
    var due = breaks.filter(it -> sent().compareTo(it.after()) >= 0);
    due.ifPresent(it -> it.deed().run());
    return due.isPresent();
  }
}
