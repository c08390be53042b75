package ava.trial.world;

import ava.shared.loop.Dialer;
import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Opens sockets in the world, for one actor.
final class WorldDialer implements Dialer {
  /// Within that somebody who waits for the answer of a process learns that it is gone.
  private static final Duration RESET_LEARNT = Duration.ofMillis(50);

  private final Actor actor;
  private final Link.Quality quality;
  private final Directory directory;

  /// Who answers which address. Asked on nobody's turn: it decides and does nothing.
  @FunctionalInterface
  interface Directory {
    Door at(URI address);
  }

  /// Where a handshake arrives.
  ///
  /// @param host whose door it is
  /// @param answer decides, on the host's turn
  record Door(Actor host, Function<Map<String, String>, Answer> answer) {}

  /// What becomes of a handshake.
  sealed interface Answer {
    /// The same, if it is a connection with something around the host's ear.
    default Answer heardBy(UnaryOperator<TextSocket.Ear> around) {
      return this instanceof Taken(var ear)
          ? new Taken(socket -> around.apply(ear.apply(socket)))
          : this;
    }

    /// @param ear of the host, for the socket that it gets
    record Taken(Function<TextSocket, TextSocket.Ear> ear) implements Answer {}

    record Refusal(int status, String body) implements Answer {}

    /// The connection breaks.
    record NoConnection() implements Answer {}

    /// Nothing comes back.
    record Silence() implements Answer {}
  }

  WorldDialer(Actor actor, Link.Quality quality, Directory directory) {
    this.actor = actor;
    this.quality = quality;
    this.directory = directory;
  }

  @Override
  public void dial(
      URI to,
      Map<String, String> headers,
      Duration within,
      TextSocket.Ear ear,
      Consumer<Dialled> then) {
    var attempt = new Attempt(ear, then);
    attempt.deadline = actor.after(within, () -> attempt.settle(new Dialled.Failed("timed out")));
    var world = actor.world();
    var door = directory.at(to);
    // the packets that open a connection, then the request
    var arrives = world.now() + quality.latency().multipliedBy(3).toNanos();
    var back = quality.latency().toNanos();
    if (door.host().gone()) {
      world.at(actor, world.now() + 2 * back, () -> attempt.settle(new Dialled.Failed("refused")));
      return;
    }
    world.at(door.host(), arrives, () -> attempt.answered(door, headers));
    world.at(
        actor,
        arrives + back + RESET_LEARNT.toNanos(),
        () -> {
          if (door.host().gone()) {
            attempt.settle(new Dialled.Failed("Connection reset"));
          }
        });
  }

  private final class Attempt {
    private final TextSocket.Ear ear;
    private final Consumer<Dialled> then;
    private Loop.Running deadline = Loop.Running.OVER;
    private boolean settled;

    Attempt(TextSocket.Ear ear, Consumer<Dialled> then) {
      this.ear = ear;
      this.then = then;
    }

    /// On the host's turn.
    void answered(Door door, Map<String, String> headers) {
      switch (door.answer().apply(headers)) {
        case Answer.Taken(var host) -> connect(door.host(), host);
        case Answer.Refusal(var status, var body) -> back(new Dialled.Refused(status, body));
        case Answer.NoConnection() -> back(new Dialled.Failed("Connection reset"));
        case Answer.Silence() -> {}
      }
    }

    private void back(Dialled outcome) {
      var world = actor.world();
      world.at(actor, world.now() + quality.latency().toNanos(), () -> settle(outcome));
    }

    private void connect(Actor host, Function<TextSocket, TextSocket.Ear> hostEar) {
      var link = new Link(actor, host, quality);
      link.dialler()
          .behind(() -> {
            if (settled) {
              link.dialler().close(1000, "");
            } else {
              link.dialler().heardBy(ear);
              settle(new Dialled.Open(link.dialler()));
            }
          });
      link.listener().heardBy(hostEar.apply(link.listener()));
    }

    void settle(Dialled outcome) {
      if (!settled) {
        settled = true;
        deadline.cancel();
        then.accept(outcome);
      }
    }
  }
}
