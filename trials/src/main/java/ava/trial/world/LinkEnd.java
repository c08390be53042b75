package ava.trial.world;

import ava.simulator.wire.RoughSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;

/// One end of a [Link], and the way that leads to it: what the other end sent and has not arrived.
final class LinkEnd implements RoughSocket {
  private static final int NO_CODE = 1005;
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Link link;
  private final Actor actor;
  private final Link.Quality quality;
  private final Draws chances;
  private final ArrayDeque<Sent> arriving = new ArrayDeque<>();
  private Optional<LinkEnd> other = Optional.empty();
  private Ear ear = new Link.NoEar();
  private boolean open = true;
  private boolean over;
  private boolean deaf;
  private boolean pumping;
  private boolean reading = true;
  private long last;
  private long stalledUntil;
  private long onTheWay;

  /// Something on its way.
  private record Sent(long at, Parcel parcel) {}

  private sealed interface Parcel {
    record Text(String text) implements Parcel {}

    record Binary(int bytes) implements Parcel {}

    record Ping() implements Parcel {}

    record Pong() implements Parcel {}

    record Close(int code) implements Parcel {}

    record Turn(Runnable task) implements Parcel {}
  }

  LinkEnd(Link link, Actor actor, Link.Quality quality, Draws chances) {
    this.link = link;
    this.actor = actor;
    this.quality = quality;
    this.chances = chances;
  }

  void connect(LinkEnd peer) {
    other = Optional.of(peer);
  }

  /// Who hears what arrives from now on.
  void heardBy(Ear listener) {
    ear = listener;
  }

  Actor actor() {
    return actor;
  }

  Link link() {
    return link;
  }

  /// Whether nothing will be heard here any more.
  boolean over() {
    return over;
  }

  // as a socket

  @Override
  public void send(String text) {
    if (open) {
      peer().onTheWay += text.length();
      peer().comes(new Parcel.Text(text));
    }
  }

  @Override
  public long waiting() {
    return Math.max(0, peer().onTheWay - quality.room());
  }

  @Override
  public void binary(byte[] bytes) {
    if (open) {
      peer().comes(new Parcel.Binary(bytes.length));
    }
  }

  @Override
  public void ping() {
    if (open) {
      peer().comes(new Parcel.Ping());
    }
  }

  @Override
  public void close(int code, String reason) {
    if (open) {
      open = false;
      peer().comes(new Parcel.Close(code));
      actor.after(CLOSING, () -> ends(OptionalInt.empty()));
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void sever() {
    if (!over) {
      peer().behind(() -> peer().isGone("Connection closed"));
      actor.execute(() -> ends(OptionalInt.empty()));
      open = false;
    }
  }

  @Override
  public void reset() {
    peer().breaks("Connection reset");
    actor.execute(() -> ends(OptionalInt.empty()));
    open = false;
  }

  @Override
  public void reads(boolean on) {
    reading = on;
    pump();
  }

  // what becomes of it

  /// Runs a task here, behind all that was sent before.
  void behind(Runnable task) {
    comes(new Parcel.Turn(task));
  }

  void stall(Duration length) {
    stalledUntil = Math.max(stalledUntil, actor.world().now() + length.toNanos());
  }

  void hears() {
    deaf = false;
  }

  void goesDeaf() {
    deaf = true;
    arriving.clear();
  }

  void breaks(String why) {
    if (over || deaf) {
      return;
    }
    arriving.clear();
    actor.world().at(actor, nextArrival(), () -> isGone(why));
    if (actor.gone()) {
      over = true;
      link.ended();
    }
  }

  /// The other side is not there any more.
  private void isGone(String why) {
    if (!over) {
      open = false;
      ear.broken(why);
      ends(OptionalInt.empty());
    }
  }

  private void comes(Parcel parcel) {
    if (deaf || over) {
      return;
    }
    arriving.add(new Sent(nextArrival(), parcel));
    pump();
  }

  private long nextArrival() {
    var late = quality.latency().plus(chances.exponential(quality.jitter())).toNanos();
    last = Math.max(last + 1, actor.world().now() + late);
    return last;
  }

  /// One event at a time: that of what arrives next.
  private void pump() {
    if (!pumping && reading && !arriving.isEmpty()) {
      pumping = true;
      actor.world().at(actor, Math.max(stalledUntil, arriving.element().at()), this::arrives);
    }
  }

  private void arrives() {
    pumping = false;
    var world = actor.world();
    if (reading && stalledUntil <= world.now() && !arriving.isEmpty()) {
      deliver(arriving.remove().parcel());
    }
    pump();
  }

  private void deliver(Parcel parcel) {
    if (over) {
      return;
    }
    switch (parcel) {
      case Parcel.Text(var text) -> {
        onTheWay -= text.length();
        if (open) {
          takes(text);
        }
      }
      case Parcel.Binary(var bytes) -> {
        if (open) {
          ear.binary(bytes);
        }
      }
      case Parcel.Ping() -> peer().comes(new Parcel.Pong());
      case Parcel.Pong() -> ear.pong();
      case Parcel.Close(var code) -> {
        if (open) {
          open = false;
          peer().comes(new Parcel.Close(code));
        }
        ends(code == NO_CODE ? OptionalInt.empty() : OptionalInt.of(code));
      }
      case Parcel.Turn(var task) -> task.run();
    }
  }

  private void takes(String text) {
    var world = actor.world();
    world.trace().note(world.now(), actor, link.label(), text);
    if (text.length() > quality.largest()) {
      ear.tooBig();
    } else {
      ear.text(text);
    }
  }

  private void ends(OptionalInt code) {
    if (!over) {
      over = true;
      open = false;
      arriving.clear();
      ear.closed(code);
      link.ended();
    }
  }

  private LinkEnd peer() {
    return other.orElseThrow();
  }
}
