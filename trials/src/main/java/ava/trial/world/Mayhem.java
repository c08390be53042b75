package ava.trial.world;

import ava.trial.world.CallFacts.Leniency;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// Does what the schedule of faults says, and notes what cannot be asked for meanwhile.
final class Mayhem {
  /// What a caller's line needs to be itself again.
  private static final Duration RECOVERY = Duration.ofSeconds(2);

  private final Map<Integer, CallFacts> facts;
  private final Tolerance tolerance;
  private final BridgeGroup bridges;
  private final ModelFate model;
  private final VoiceFate voice;
  private final CloudFate cloud;
  private final FunctionFate functions;
  private final WebFate web;

  Mayhem(
      Map<Integer, CallFacts> facts,
      Tolerance tolerance,
      BridgeGroup bridges,
      ModelFate model,
      VoiceFate voice,
      CloudFate cloud,
      FunctionFate functions,
      WebFate web) {
    this.facts = facts;
    this.tolerance = tolerance;
    this.bridges = bridges;
    this.model = model;
    this.voice = voice;
    this.cloud = cloud;
    this.functions = functions;
    this.web = web;
  }

  void happens(Fault fault) {
    switch (fault.mischief().where()) {
      case LINE -> line(fault);
      case PHONE -> {}
      case SESSION -> session(fault);
      case MODEL -> {
        model.ofAll(fault);
        facts
            .values()
            .forEach(fact -> {
              fact.lenient(Leniency.MODEL);
              fact.lenient(Leniency.AWAY, fault.length());
            });
      }
      case VOICE -> voice.begin(fault);
      case BRIDGE -> bridge(fault);
      case CLOUD -> {
        if (fault.mischief() == Mischief.QUEUE_DOUBLES) {
          cloud.doubles(fault.amount());
        } else {
          cloud.begin(fault);
        }
        facts.values().forEach(fact -> fact.lenient(Leniency.FUNCTION));
      }
      case FUNCTION -> {
        functions.arm(fault);
        facts.values().forEach(fact -> fact.lenient(Leniency.FUNCTION));
      }
      case WEB -> web.begin(fault);
    }
  }

  private void line(Fault fault) {
    var fact = suffering(fault);
    if (fact.line().isEmpty()) {
      return;
    }
    var link = fact.line().get();
    fact.lenient(Leniency.LINE);
    switch (fault.mischief()) {
      case LINE_STALLS -> {
        link.stall(fault.length());
        fact.silence().excuse(fault.length().plus(RECOVERY));
      }
      case LINE_RESETS -> link.cut();
      default -> {
        link.halfOpen();
        link.dialler().actor().after(fault.length(), link::noticed);
        fact.silence().excuse(fault.length().plus(RECOVERY));
      }
    }
  }

  private void session(Fault fault) {
    var fact = suffering(fault);
    model.ofSession(fault, fact.session());
    switch (fault.mischief()) {
      case TRANSCRIPT_EMPTY -> fact.lenient(Leniency.UNHEARD);
      case TRANSCRIPT_LATE, TRANSCRIPT_FAILS, TRANSCRIPT_NEVER -> fact.lenient(Leniency.TRANSCRIPT);
      case SPEECH_HELD -> {
        fact.silence().deafFor(tolerance.deafIn(fault.length()));
        fact.lenient(Leniency.MODEL);
        fact.lenient(Leniency.AWAY, fault.length());
      }
      case SESSION_FREEZES -> {
        fact.silence().deafFor(tolerance.silenceOfAFrozenSession());
        fact.lenient(Leniency.MODEL);
      }
      case SESSION_SLOW -> {
        // what Ava is told late she cannot know before
        fact.silence().deafFor(fault.length());
        fact.lenient(Leniency.MODEL);
      }
      default -> fact.lenient(Leniency.MODEL);
    }
  }

  private void bridge(Fault fault) {
    if (fault.mischief() == Mischief.BRIDGES_REPLACED) {
      bridges.replaceAll();
      return;
    }
    var chosen = suffering(fault).bridge().orElseGet(() -> bridges.all().getLast());
    var calls = facts.values().stream().filter(fact -> on(fact, chosen)).toList();
    switch (fault.mischief()) {
      case BRIDGE_DIES -> {
        calls.forEach(fact -> fact.lenient(Leniency.WORDS));
        bridges.dies(chosen);
      }
      case BRIDGE_DRAINS -> bridges.drains(chosen);
      case BRIDGE_PAUSES -> {
        chosen.actor().pause(fault.length());
        calls.forEach(fact -> fact.silence().excuse(fault.length()));
      }
      default ->
          chosen.actor().clockOff(fault.amount() > 3 ? fault.length() : fault.length().negated());
    }
    calls.forEach(fact -> fact.lenient(Leniency.BRIDGE));
  }

  private static boolean on(CallFacts fact, BridgeHost host) {
    return fact.bridge().filter(host::equals).isPresent();
  }

  private CallFacts suffering(Fault fault) {
    return Objects.requireNonNull(facts.get(fault.call()), fault::toString);
  }
}
