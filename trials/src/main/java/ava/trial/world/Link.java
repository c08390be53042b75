package ava.trial.world;

import ava.shared.loop.TextSocket;
import java.time.Duration;
import java.util.OptionalInt;

/// A WebSocket between two actors. What is sent arrives late, in order and never twice, as over
/// TCP; the whole of it may stall, break, or die without a word.
final class Link {
  private final LinkEnd dialler;
  private final LinkEnd listener;
  private String label = "socket";

  /// What a connection is like.
  ///
  /// @param latency one way, at the least
  /// @param jitter the mean of what comes on top
  /// @param room bytes that are on the way before a sender must wait
  /// @param largest message, in characters
  record Quality(Duration latency, Duration jitter, int room, int largest) {
    private static final Duration USUAL_JITTER = Duration.ofMillis(5);
    private static final int USUAL_ROOM = 1 << 18;

    /// A usual one.
    static Quality of(Duration latency, int largest) {
      return new Quality(latency, USUAL_JITTER, USUAL_ROOM, largest);
    }

    Quality {
      if (latency.isNegative() || room < 1 || largest < 1) {
        throw new IllegalArgumentException("no such connection");
      }
    }
  }

  /// Connects two actors; their ends hear nothing until they have ears.
  Link(Actor dialler, Actor listener, Quality quality) {
    var chances = new Draws(dialler.world().seed(), "link", dialler.nextLink());
    this.dialler = new LinkEnd(this, dialler, quality, chances);
    this.listener = new LinkEnd(this, listener, quality, chances);
    this.dialler.connect(this.listener);
    this.listener.connect(this.dialler);
    dialler.links().add(this);
    listener.links().add(this);
  }

  /// What it carries, for the trace.
  void label(String what) {
    label = what;
  }

  String label() {
    return label;
  }

  LinkEnd dialler() {
    return dialler;
  }

  LinkEnd listener() {
    return listener;
  }

  /// Nothing arrives for a while, in either direction; then all of it does.
  void stall(Duration length) {
    dialler.stall(length);
    listener.stall(length);
  }

  /// Breaks: both sides learn of it.
  void cut() {
    dialler.breaks("Connection reset");
    listener.breaks("Connection reset");
  }

  /// Nothing arrives any more, and nobody is told.
  void halfOpen() {
    dialler.goesDeaf();
    listener.goesDeaf();
  }

  /// The side that dialled notices by itself that nothing arrives.
  void noticed() {
    dialler.hears();
    dialler.breaks("timed out");
  }

  boolean over() {
    return dialler.over() && listener.over();
  }

  void ended() {
    if (over()) {
      dialler.actor().links().remove(this);
      listener.actor().links().remove(this);
    }
  }

  /// An ear for an end that nobody listens at yet.
  static final class NoEar implements TextSocket.Ear {
    @Override
    public void text(String text) {}

    @Override
    public void binary(int bytes) {}

    @Override
    public void tooBig() {}

    @Override
    public void pong() {}

    @Override
    public void broken(String why) {}

    @Override
    public void closed(OptionalInt code) {}
  }
}
