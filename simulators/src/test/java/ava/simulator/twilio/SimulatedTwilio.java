package ava.simulator.twilio;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.When;
import ava.simulator.socket.TwilioSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// A Twilio on real sockets that calls a small application, for tests of what comes of it.
@Timeout(120)
abstract class SimulatedTwilio {
  static final Clip WORD = Clip.hum("oui");
  private static final int FRAMES = 35;

  final TwilioSimulator twilio = new TwilioSimulator(Account.simulated(SmallAva.TOKEN));
  Optional<SmallAva> open = Optional.empty();

  @AfterEach
  void close() {
    twilio.close();
    open.ifPresent(SmallAva::close);
  }

  SmallAva ava(BiConsumer<SmallAva.Stream, JsonNode> stream) {
    var ava = new SmallAva(stream);
    open = Optional.of(ava);
    return ava;
  }

  static BiConsumer<SmallAva.Stream, JsonNode> onStart(BiConsumer<SmallAva.Stream, String> then) {
    return (stream, message) -> {
      if (SmallAvaEvents.name(message).equals("start")) {
        then.accept(stream, message.path("streamSid").asString(""));
      }
    };
  }

  CallReport call(SmallAva ava, Step.OfCaller... steps) {
    return twilio.place(plan(ava, new ScriptedCaller(List.of(steps)))).await();
  }

  /// A call that lasts for so many frames, however late they come.
  CallReport faulty(SmallAva ava, LineFault... faults) {
    var frames = new AtomicInteger();
    return faulty(ava, () -> frames.incrementAndGet() > FRAMES, faults);
  }

  /// A call that lasts until there was enough of it, however long that takes.
  CallReport faulty(SmallAva ava, BooleanSupplier enough, LineFault... faults) {
    return twilio.place(plan(ava, until(enough)).withFaults(faults)).await();
  }

  static Caller until(BooleanSupplier enough) {
    return handset -> {
      if (enough.getAsBoolean()) {
        handset.hangUp();
      }
      return Clip.silentFrame();
    };
  }

  static CallPlan plan(SmallAva ava) {
    return plan(ava, Caller.SILENT);
  }

  static CallPlan plan(SmallAva ava, Caller caller) {
    return CallPlan.to(ava.base(), "+33612345678", "+33199001234", caller)
        .withPatience(Duration.ofMinutes(1));
  }

  static Step.CallerSays says(Clip clip, When when) {
    return new Step.CallerSays("oui", clip, when, Optional.empty());
  }

  static Step.CallerPresses presses(String keys) {
    return new Step.CallerPresses(keys, new When.Delay(Duration.ZERO));
  }

  static Step.CallerHangsUp hangsUp(long after) {
    return new Step.CallerHangsUp(new When.Delay(Duration.ofMillis(after)));
  }

  static List<String> paths(CallReport report) {
    return report.webhooks().stream().map(hook -> hook.url().getPath()).toList();
  }

  static java.util.Map<String, String> fields(CallReport report, String path) {
    return report.webhooks().stream()
        .filter(hook -> hook.url().getPath().equals(path))
        .findFirst()
        .orElseThrow()
        .fields();
  }

  static final class SmallAvaEvents {
    static String name(JsonNode message) {
      return message.path("event").asString("");
    }
  }
}
