package ava.trial.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Effect;
import ava.bridge.call.Event;
import ava.bridge.call.Speech;
import ava.bridge.speech.SpeechClients;
import ava.bridge.speech.VoiceChoice;
import ava.bridge.vertx.VertxDialer;
import ava.bridge.vertx.VertxLoop;
import ava.simulator.socket.PollySimulator;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How much later than the provider's own 100 ms the first sound comes over real sockets: a figure,
/// not a check, since it depends on the machine. Runs only when it is asked for by its name.
@ResourceLock("aws.endpointUrlPolly")
class FirstSound {
  @RegisterExtension static final EmbeddedAws AWS = new EmbeddedAws();

  private static final String TEXT = "Monsieur Durand vous rappelle demain matin.";
  private static final int TIMES = 30;
  private static final int PROVIDER_MS = 100;

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @CsvSource({"generative, true", "generative, false", "neural, false"})
  void firstSound(String engine, boolean ready) throws InterruptedException {
    var late = new ArrayList<Long>();
    var vertx = Vertx.vertx();
    try (var simulator = PollySimulator.start()) {
      System.setProperty("aws.endpointUrlPolly", simulator.url().toString());
      var loop = new VertxLoop(vertx.getOrCreateContext());
      var choice =
          new VoiceChoice.Polly(
              "marin", "Lea", engine, Optional.of("eu-central-1"), Optional.empty());
      var home = new SpeechClients.Home(loop, new VertxDialer(vertx, loop), Runnable::run);
      var voices = SpeechClients.REAL.voices(choice, home, List.of()).orElseThrow();
      var speech = voices.open(events::add).orElseThrow();
      loop.execute(voices::tryOut);
      // the trial word and, where there are streams, the one that is opened for the first line
      until(() -> simulator.spoken().size() > (engine.equals("generative") ? 1 : 0));
      for (var time = 1; time <= TIMES; time++) {
        late.add(
            once(loop, speech, time, ready ? Optional.of(simulator) : Optional.empty())
                - PROVIDER_MS);
      }
      loop.execute(voices::close);
    } finally {
      System.clearProperty("aws.endpointUrlPolly");
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    late.sort(null);
    System.out.printf(
        "first sound, %s%s: median +%d ms, 95 %% below +%d ms%n",
        engine, ready ? ", stream open" : "", late.get(TIMES / 2), late.get(TIMES * 95 / 100));
    assertThat(late).hasSize(TIMES);
  }

  /// @param opensBefore where a stream is opened before the line is there
  private long once(VertxLoop loop, Speech speech, int line, Optional<PollySimulator> opensBefore)
      throws InterruptedException {
    opensBefore.ifPresent(simulator -> {
      var streams = simulator.streams();
      until(() -> {
        loop.execute(() -> speech.send(new Effect.GetReady()));
        return simulator.streams() > streams;
      });
    });
    var asked = System.nanoTime();
    loop.execute(() -> {
      speech.send(new Effect.ReadOut(line, TEXT));
      speech.send(new Effect.NoMoreLines());
    });
    var heard = 0L;
    for (var event = next(); !(event instanceof Event.SpeechDone); event = next()) {
      if (event instanceof Event.SpeechAudio && heard == 0) {
        heard = System.nanoTime();
      }
    }
    return Duration.ofNanos(heard - asked).toMillis();
  }

  private Event next() throws InterruptedException {
    var event = events.poll(20, TimeUnit.SECONDS);
    assertThat(event).as("something comes").isNotNull().isNotInstanceOf(Event.SpeechFailed.class);
    return event;
  }

  private static void until(BooleanSupplier so) {
    while (!so.getAsBoolean()) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
