package ava.trial.world;

import static ava.trial.world.WorldTest.ms;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.loop.Dialer.Dialled;
import ava.shared.loop.TextSocket;
import ava.trial.world.WorldDialer.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
  private static final Link.Quality QUALITY = new Link.Quality(ms(20), ms(5), 1_000, 500);

  private final World world = new World(new Seed(7), WorldTest.BEGINNING);
  private final Actor here = world.actor("here");
  private final Actor there = world.actor("there");
  private final List<String> seen = new ArrayList<>();
  private final List<Dialled> dialled = new ArrayList<>();
  private Optional<TextSocket> host = Optional.empty();

  private final class Hears implements TextSocket.Ear {
    private final String name;

    Hears(String name) {
      this.name = name;
    }

    private void note(String what) {
      seen.add(name + " " + what);
    }

    @Override
    public void text(String text) {
      note(text.substring(0, Math.min(10, text.length())));
    }

    @Override
    public void binary(int bytes) {
      note(bytes + " bytes");
    }

    @Override
    public void tooBig() {
      note("too big");
    }

    @Override
    public void pong() {
      note("pong");
    }

    @Override
    public void broken(String why) {
      note("broken");
    }

    @Override
    public void closed(OptionalInt code) {
      note("closed " + (code.isPresent() ? code.getAsInt() : "without code"));
    }
  }

  private void dial(Function<Map<String, String>, Answer> door) {
    new WorldDialer(here, QUALITY, _ -> new WorldDialer.Door(there, door))
        .dial(URI.create("wss://there/x"), Map.of(), ms(1_000), new Hears("here"), dialled::add);
    world.run(ms(900));
  }

  private TextSocket open() {
    dial(_ ->
        new Answer.Taken(socket -> {
          host = Optional.of(socket);
          socket.send("welcome");
          return new Hears("there");
        }));
    return ((Dialled.Open) dialled.getFirst()).socket();
  }

  private Link link() {
    return here.links().getFirst();
  }

  @Test
  void messagesArriveInOrderAndLate() {
    var socket = open();
    seen.clear();
    for (var number = 0; number < 4; number++) {
      socket.send("message " + number);
    }
    world.run(ms(919));
    assertThat(seen).isEmpty();

    world.run(ms(1_500));

    assertThat(seen)
        .containsExactly(
            "there message 0", "there message 1", "there message 2", "there message 3");
  }

  @Test
  void whatTheHostSaysAtOnceComesBehindTheAnswer() {
    open();

    assertThat(seen).containsExactly("here welcome");
  }

  @Test
  void stalledLinesBurst() {
    var socket = open();
    seen.clear();
    link().stall(ms(3_000));
    socket.send("one");
    socket.send("x".repeat(400));
    socket.send("y".repeat(400));
    socket.send("z".repeat(400));
    assertThat(socket.waiting()).isEqualTo(203);
    world.run(ms(3_899));
    assertThat(seen).isEmpty();

    world.run(ms(3_901));

    assertThat(seen).hasSize(4);
    assertThat(socket.waiting()).isZero();
  }

  @Test
  void bothSidesLearnOfABreak() {
    open();
    seen.clear();
    link().cut();

    world.run(ms(2_000));

    assertThat(seen)
        .containsExactlyInAnyOrder(
            "here broken", "here closed without code", "there broken", "there closed without code");
    assertThat(here.links()).isEmpty();
    assertThat(there.links()).isEmpty();
  }

  @Test
  void halfOpenLinesSayNothing() {
    var socket = open();
    seen.clear();
    link().halfOpen();
    socket.send("hello");
    socket.ping();

    world.run(ms(20_000));

    assertThat(seen).isEmpty();
    assertThat(socket.isOpen()).isTrue();
  }

  @Test
  void closesAreAnswered() {
    var socket = open();
    seen.clear();
    socket.send("last words");
    socket.close(1001, "going away");
    assertThat(socket.isOpen()).isFalse();

    world.run(ms(4_000));

    assertThat(seen).containsExactly("there last words", "there closed 1001", "here closed 1001");
    assertThat(here.links()).isEmpty();
  }

  @Test
  void aProcessThatDiesBreaksItsConnections() {
    open();
    seen.clear();
    there.kill();

    world.run(ms(4_000));

    assertThat(seen).containsExactly("here broken", "here closed without code");
    assertThat(here.links()).isEmpty();
  }

  /// Before the handshake is there, and before the answer is back.
  @ParameterizedTest
  @ValueSource(ints = {30, 61})
  void aProcessThatDiesInAHandshakeBreaksIt(int dies) {
    world.at(here, ms(dies).toNanos(), there::kill);

    dial(_ -> new Answer.Taken(_ -> new Hears("there")));

    assertThat(dialled).containsExactly(new Dialled.Failed("Connection reset"));
  }

  @Test
  void pingsAreAnsweredByTheOtherSide() {
    open().ping();

    world.run(ms(2_000));

    assertThat(seen).endsWith("here pong");
  }

  @Test
  void messagesAboveTheLimitAreTold() {
    var socket = open();
    socket.send("x".repeat(501));

    world.run(ms(2_000));

    assertThat(seen).endsWith("there too big");
    assertThat(socket.isOpen()).isTrue();
  }

  @Test
  void handshakesAreRefusedFailAndTimeOut() {
    dial(_ -> new Answer.Refusal(503, "full"));
    dial(_ -> new Answer.NoConnection());
    dial(_ -> new Answer.Silence());
    world.run(ms(3_000));
    there.kill();
    dial(_ -> new Answer.Silence());
    world.run(ms(6_000));

    assertThat(dialled)
        .containsExactly(
            new Dialled.Refused(503, "full"),
            new Dialled.Failed("Connection reset"),
            new Dialled.Failed("timed out"),
            new Dialled.Failed("refused"));
    assertThat(host).isEmpty();
  }
}
